"""Publishable profiles as people and facts in numbers: two queries, whatever their number."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.shapes import CONDITIONS, PLACE
from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Ints, People, distinct
from profiles.publication.catalogue import ONE_VALUE, RELEASED_FACTS
from profiles.publication.derive import availability, hours_bands
from profiles.publication.places import Places, areas_of
from profiles.publication.words import Numbering, number_words
from profiles.register.models import Organisation, Profile, ProfileFact
from profiles.vocabulary.tree import Tree, load_tree

CHUNK = 5_000


class Answers(NamedTuple):
    """The columns that are read of a profile, and no others."""

    profile: int
    candidate: int
    municipality: int | None
    hours_min: int | None
    hours_max: int | None
    available_from: datetime.date | None
    not_applicable: list[str]
    chosen: list[int]


@dataclass(frozen=True)
class Population:
    """People as anonymisation takes them; person i has primary keys `candidates[i]` and `profiles[i]`.

    `without_place` live in no municipality of the regions that are covered, and are counted nowhere.
    """

    numbering: Numbering
    places: Places
    people: People
    candidates: tuple[int, ...]
    profiles: tuple[int, ...]
    without_place: int


def read_population(
    *, on: datetime.date, sampling: Sampling, profiles: QuerySet[Profile] | None = None
) -> Population:
    """The publishable profiles of a date, or these `profiles` whether publishable or not.

    Raises `TooManyConcepts`.
    """
    tree = load_tree(on=on)
    numbering = number_words(tree, regions=covered_regions())
    reader = _Reader(tree, numbering, on)
    chosen = Profile.objects.publishable(on=on) if profiles is None else profiles
    facts = ProfileFact.objects.filter(profile=OuterRef("pk")).order_by().values("concept")
    rows = chosen.order_by("pk").values_list(
        *("pk", "candidate", "candidate__municipality", "hours_min", "hours_max"),
        *("available_from", "not_applicable", ArraySubquery(facts)),
    )
    for answers in (Answers(*row) for row in rows.iterator(chunk_size=CHUNK)):
        reader.add(answers)
    return Population(
        numbering=numbering,
        places=areas_of(numbering.concepts),
        people=reader.people(sampling),
        candidates=tuple(reader.candidates),
        profiles=tuple(reader.profiles),
        without_place=reader.without_place,
    )


def covered_regions() -> frozenset[int]:
    """Primary keys of the regions of the organisations in the register: a release is of these.

    Circles around other municipalities would be new names for the same few people.
    """
    return frozenset(Organisation.objects.order_by().values_list("region", flat=True).distinct())


class _Reader:
    """From what profiles answer to numbers of words; what is above a word is added at the end, at once."""

    def __init__(self, tree: Tree, numbering: Numbering, on: datetime.date) -> None:
        self.candidates: list[int] = []
        self.profiles: list[int] = []
        self.without_place = 0
        self._tree, self._number_of = tree, numbering.number_of
        self._attributes = np.array(numbering.words.attributes)
        self._parents = numbering.words.parents
        self._released = np.isin(self._attributes, list(RELEASED_FACTS))
        self._municipalities: list[int] = []
        self._persons: list[Ints] = []
        self._numbers: list[Ints] = []
        self._nearest: Callable[[int | None], int] = cache(self._nearest_word)
        self._hours = cache(lambda least, most: self._numbered("hours", hours_bands(least=least, most=most)))
        self._start = cache(
            lambda day: self._numbered("availability", availability(available_from=day, on=on))
        )

    def add(self, answers: Answers) -> None:
        """Take the facts of a profile, and the special word of each condition that it says nothing of."""
        municipality = self._nearest(answers.municipality)
        # A place without a parent is a region: without a municipality a person cannot be in an area.
        if not municipality or not self._parents[municipality]:
            self.without_place += 1
            return
        chosen = [number for concept in answers.chosen if (number := self._nearest(concept))]
        facts = np.array(chosen, np.int64)
        held = [
            facts[self._released[facts]],
            self._hours(answers.hours_min, answers.hours_max),
            self._start(answers.available_from),
        ]
        keys = ((attribute, NOT_APPLICABLE) for attribute in answers.not_applicable)
        not_applicable = np.array([self._number_of[key] for key in keys if key in self._number_of], np.int64)
        numbers = np.concatenate([*held, not_applicable])
        self._persons.append(np.full(len(numbers), len(self.profiles)))
        self._numbers.append(numbers)
        self.profiles.append(answers.profile)
        self.candidates.append(answers.candidate)
        self._municipalities.append(municipality)

    def people(self, sampling: Sampling) -> People:
        """All people that were added, with facts closed upward."""
        persons, numbers = _joined(self._persons), _joined(self._numbers)
        persons, numbers = self._highest_only(persons, numbers)
        persons, numbers = self._with_specials(persons, numbers)
        width = len(self._attributes)
        held = persons * width + numbers
        above = self._parents[numbers]
        # A level of the tree at a time, for all people at once.
        while above.any():
            held = np.concatenate([held, (persons * width + above)[above > 0]])
            above = self._parents[above]
        persons, numbers = np.divmod(distinct(held), width)
        counts = np.bincount(persons, minlength=len(self.profiles))
        return People(
            keys=sampling.person_keys(self.candidates),
            municipality=np.array(self._municipalities, np.int64),
            starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            facts=numbers,
        )

    def _highest_only(self, persons: Ints, numbers: Ints) -> tuple[Ints, Ints]:
        # Of an attribute with one value the last of the scale, where several levels were recorded.
        keep = np.ones(len(numbers), bool)
        for attribute in ONE_VALUE - {PLACE}:
            of_it = np.flatnonzero(self._attributes[numbers] == attribute)
            order = of_it[np.lexsort((numbers[of_it], persons[of_it]))]
            last = np.append(persons[order][1:] != persons[order][:-1], [True])[: len(order)]
            keep[order[~last]] = False
        return persons[keep], numbers[keep]

    def _with_specials(self, persons: Ints, numbers: Ints) -> tuple[Ints, Ints]:
        # Of each condition a special word for people without a fact of it, and none for the others.
        for attribute in CONDITIONS:
            of_it = self._attributes[numbers] == attribute
            special = self._number_of[attribute, NOT_APPLICABLE]
            known = np.zeros((2, len(self.profiles)), bool)
            known[0, persons[of_it & (numbers != special)]] = True
            known[1, persons[of_it]] = True
            needless = of_it & (numbers == special) & known[0, persons]
            unknown = np.flatnonzero(~known[1])
            persons = np.concatenate([persons[~needless], unknown])
            added = np.full(len(unknown), self._number_of[attribute, NOT_RECORDED])
            numbers = np.concatenate([numbers[~needless], added])
        return persons, numbers

    def _numbered(self, attribute: str, codes: Iterable[str]) -> Ints:
        known = ((attribute, code) for code in codes)
        return np.array([self._number_of[key] for key in known if key in self._number_of], np.int64)

    def _nearest_word(self, concept: int | None) -> int:
        # The word for a concept, or for the nearest one above it that is still valid; 0 for none.
        # A word that ended counts as the one above it, so that its people are not lost.
        held = [self._tree[pk] for pk in self._tree.closure({concept} if concept else ())]
        nearest = max(held, key=self._tree.depth, default=None)
        return self._number_of.get((nearest.attribute, nearest.code), 0) if nearest else 0


def _joined(parts: list[Ints]) -> npt.NDArray[np.int64]:
    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, np.int64)
