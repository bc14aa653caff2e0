"""Small trees, populations and policies, and what hypothesis needs to draw them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from profiles.anonymisation.anonymise import Outcome, anonymise
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.policy import Mode, Policy
from profiles.anonymisation.tree import Tree, Word

UNKNOWN, NONE = "unknown", "none"


def tree_of(forest: dict[str, dict[str, str | None]]) -> Tree:
    """From attribute -> code -> parent's code; each attribute gets its two special words."""
    words: list[Word] = []
    for attribute, codes in forest.items():
        numbers = {code: len(words) + place for place, code in enumerate(codes)}
        words += [
            Word(attribute, code, numbers[parent] if parent else None) for code, parent in codes.items()
        ]
        words += [Word(attribute, UNKNOWN), Word(attribute, NONE)]
    return Tree(tuple(words), not_recorded=UNKNOWN, not_applicable=NONE)


SMALL = tree_of(
    {
        "place": {
            "R1": None,
            "N": "R1",
            "P1": "R1",
            "P2": "N",
            "P3": "N",
            "R2": None,
            "Q1": "R2",
            "Q2": "R2",
        },
        "education": {"low": None, "low-1": "low", "low-2": "low", "high": None, "high-1": "high"},
        "task": {"g": None, "g1": "g", "g2": "g", "g3": "g", "h": None, "h1": "h", "h11": "h1", "h12": "h1"},
        "licence": {"A": None, "B": None, "C": None},
    }
)
NUMBER = {(word.attribute, word.code): number for number, word in enumerate(SMALL.words)}


class Person(NamedTuple):
    """What somebody chose, as codes; the attributes in `none` do not apply."""

    place: str | None = None
    education: str | None = None
    task: frozenset[str] = frozenset()
    licence: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()

    def chosen(self) -> set[int]:
        single = {("place", self.place), ("education", self.education)}
        many = {(name, code) for name in ("task", "licence") for code in getattr(self, name)}
        return {NUMBER[pair] for pair in single | many if pair[1]}  # type: ignore[index]

    def closure(self) -> set[int]:
        """What holds for the person, worked out one by one: the oracle of `complete`."""
        held = {above for concept in self.chosen() for above in SMALL.path(concept) if above < len(SMALL)}
        told = {SMALL.words[concept].attribute for concept in held}
        silent = {
            name: NONE if name in self.none else UNKNOWN for name in SMALL.attributes if name not in told
        }
        return held | {NUMBER[pair] for pair in silent.items()}


def release(people: Iterable[Person], policy: Policy, seed: int = 0) -> Outcome:
    """Anonymise these people."""
    people = list(people)
    pairs = [(number, concept) for number, person in enumerate(people) for concept in person.chosen()]
    person, concept = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return anonymise(
        SMALL,
        chosen=Holdings.of(len(people), person, concept, width=SMALL.size),
        not_applicable=[(number, name) for number, person in enumerate(people) for name in person.none],
        policy=policy,
        lot=np.random.default_rng(seed),
    )


def shown_of(outcome: Outcome, person: int) -> set[int]:
    """The facts of the rows that a person stands on, together."""
    return {fact for number in outcome.stands[person] for fact in outcome.rows[number].facts}


def codes(facts: Iterable[int]) -> set[str]:
    return {SMALL.words[concept].code for concept in facts}


BAND_LEVELS = {NUMBER["education", code] for code in ("low-1", "low-2", "high-1")}


def key_of(facts: Iterable[int], policy: Policy) -> frozenset[int]:
    """What a row itself tells of its class: its places, and its band."""
    told = {fact for fact in facts if SMALL.words[fact].attribute in policy.class_attributes}
    return frozenset(told - BAND_LEVELS)


def classes_of(outcome: Outcome, policy: Policy) -> dict[frozenset[int], list[frozenset[int]]]:
    """Class key -> the facts of each of its people, read from the rows alone."""
    found = defaultdict(list)
    for row in outcome.rows:
        found[key_of(row.facts, policy)] += [frozenset(row.facts)] * row.people
    return found


def rare_combinations(outcome: Outcome, policy: Policy) -> list[tuple[int, ...]]:
    """Each combination of up to m facts that some but fewer than k people of a class show, counted."""
    rare = []
    for key, members in classes_of(outcome, policy).items():
        counts = Counter(
            combination
            for facts in members
            for size in range(1, policy.m + 1)
            for combination in combinations(sorted(facts - key), size)
        )
        rare += [combination for combination, count in counts.items() if count < policy.k]
    return rare


def _subsets(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


PEOPLE = st.lists(
    st.builds(
        Person,
        # Uneven on purpose: large and small places, rare and common facts.
        place=st.sampled_from(["P1", "P1", "P1", "P2", "P3", "Q1", "Q2", "R1", None]),
        education=st.sampled_from(["low-1", "low-1", "low-2", "low", "high-1", None]),
        task=_subsets("g1", "g1", "g2", "g3", "g", "h11", "h12", "h1"),
        licence=_subsets("A", "A", "B", "C"),
        none=_subsets("licence", "task", "education"),
    ),
    max_size=60,
)
NUMBERS = {
    "weights": st.dictionaries(
        st.sampled_from(["task", "licence", "place"]), st.floats(0.01, 50), max_size=2
    ),
    "caps": st.dictionaries(st.sampled_from(["task", "licence"]), st.integers(1, 3), max_size=1),
}
POLICIES = st.builds(
    Policy,
    k=st.integers(2, 5),
    m=st.integers(1, 3),
    floor=st.integers(1, 20),
    class_attributes=st.sampled_from(
        [("place", "education"), ("education", "place"), ("place",), ("education",), ()]
    ),
    **NUMBERS,
)
CARD_POLICIES = st.builds(Policy, mode=st.just(Mode.TWINS), k=st.integers(2, 5), **NUMBERS) | st.builds(
    Policy, mode=st.just(Mode.TWIN_CARDS), k=st.integers(2, 5), cards=st.integers(2, 12), **NUMBERS
)
EVERY_POLICY = POLICIES | CARD_POLICIES
