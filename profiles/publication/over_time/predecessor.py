"""The release before, in the words of the new one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from explorer.release.models import Release
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.past import ABSENT, Past, Told
from profiles.anonymisation.policy import EDUCATION, PLACE, Policy
from profiles.anonymisation.tree import Numbers, Tree
from profiles.publication.models import ReleasedProfile
from profiles.publication.read import Population
from profiles.publication.words import Words

PEOPLE = "profiles"
# (attribute, number) of all that tells a class.
Key = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Predecessor:
    """Row × fact beside the class key, the class of each row, what tells each class, and who stood on which.

    A fact that the new release has no word for has a column after all words.
    `nobody` are the rows of people who were erased, once for each of them. `k` and
    `m` are what it promised.
    """

    held: csr_array
    class_of_row: Numbers
    keys: tuple[Key, ...]
    row_of: Mapping[int, int]
    nobody: tuple[int, ...]
    number: int
    k: int
    m: int

    def rows_of(self, profiles: Iterable[int]) -> Numbers:
        """The row of each of these people, or ABSENT."""
        return np.array([self.row_of.get(pk, ABSENT) for pk in profiles], dtype=np.int64)

    def others(self, profiles: Iterable[int]) -> Numbers:
        """The rows of everybody else, once for each."""
        here = set(profiles)
        left = [row for pk, row in self.row_of.items() if pk not in here]
        return np.array([*left, *self.nobody], dtype=np.int64)

    def held_by(self, rows: Numbers) -> csr_array:
        """What was told of people on these rows; of who was absent nothing."""
        nothing = csr_array((1, self.held.shape[1]), dtype=np.float32)
        return csr_array(vstack([self.held, nothing], format="csr"))[rows]

    def class_of(self, rows: Numbers) -> Numbers:
        """The class of people on these rows, or ABSENT."""
        return np.append(self.class_of_row, ABSENT)[rows]

    def past(self, population: Population, rules: Policy) -> Past:
        """What it told of these people and of who left, for the rules of a next release."""
        places = np.append(self.rows_of(population.profiles), self.others(population.profiles))
        held = self.held_by(places)
        person = np.repeat(np.arange(len(places)), np.diff(held.indptr))
        tree = population.words.tree
        return Past(
            told=Holdings.of(len(places), person, held.indices, width=held.shape[1]),
            class_of=self.class_of(places),
            keys=tuple(_in_words(key, tree, rules.class_attributes) for key in self.keys),
            k=self.k,
            m=self.m,
        )


def _in_words(key: Key, tree: Tree, attributes: Iterable[str]) -> Told:
    """What was told of a class, by attribute: the root for nothing, None where there is no word now."""
    told: list[int | None] = []
    for name in attributes:
        mine = [number for attribute, number in key if attribute == name]
        if any(number >= len(tree) for number in mine):
            told.append(None)
        else:
            told.append(max(mine, key=lambda number: tree.depth[number], default=tree.root(name)))
    return tuple(told)


def read_predecessor(words: Words, rules: Policy) -> Predecessor | None:
    """The release that employers see now; none before the first.

    Nor when the rows of either are groups of people: of those nobody can be followed to the next.
    """
    release = Release.objects.active()
    modes = (rules.to_json().get("mode", PEOPLE), release.policy.get("mode", PEOPLE) if release else PEOPLE)
    if release is None or set(modes) != {PEOPLE}:
        return None
    places = list(
        ReleasedProfile.objects.filter(
            publication__release_number=release.number, row_numbers__len=1
        ).values_list("profile", "row_numbers__0")
    )
    return read_release(
        release,
        words,
        row_of={pk: row for pk, row in places if pk},
        nobody=tuple(row for pk, row in places if not pk),
    )


def read_release(
    release: Release, words: Words, *, row_of: Mapping[int, int], nobody: tuple[int, ...] = ()
) -> Predecessor:
    """What is written of a release, with its key."""
    number_of = _numbers(release, words)
    keys, pairs = [], []
    for row, facts in enumerate(release.profiles.order_by("number").values_list("facts", flat=True)):
        held = [number_of[fact] for fact in facts]
        keys.append(frozenset((name, fact) for name, fact, is_key in held if is_key))
        pairs += [(row, fact) for _, fact, is_key in held if not is_key]
    classes = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    rows, told = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    width = max((fact for _, fact, _ in number_of.values()), default=-1) + 1
    shape = (len(keys), max(width, len(words.concepts)))
    return Predecessor(
        held=csr_array((np.ones(len(rows), dtype=np.float32), (rows, told)), shape=shape),
        class_of_row=np.array([classes[key] for key in keys], dtype=np.int64),
        keys=tuple(classes),
        row_of=row_of,
        nobody=nobody,
        number=release.number,
        k=release.policy["k"],
        m=release.policy["m"],
    )


def _numbers(release: Release, words: Words) -> dict[int, tuple[str, int, bool]]:
    """Number then -> attribute, number now, and whether it is part of the key of a class."""
    unknown = len(words.concepts)
    found = {}
    for concept in release.concepts.order_by("number"):
        number = words.number_of.get((concept.attribute, concept.code))
        if number is None:
            number, unknown = unknown, unknown + 1
        is_key = concept.attribute == PLACE or (concept.attribute == EDUCATION and concept.parent is None)
        in_class = concept.attribute in release.policy["class_attributes"]
        found[concept.number] = (concept.attribute, number, is_key and in_class)
    return found
