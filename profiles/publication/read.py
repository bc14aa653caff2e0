"""Publishable profiles as facts: some queries, whatever their number."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet

from explorer.release.models import Release
from profiles.anonymisation.areas import Area, Place, join_areas
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.policy import DEFAULT_FLOOR, PLACE, Policy
from profiles.publication.catalogue import ONE_VALUE, RELEASED_FACTS
from profiles.publication.derive import availability, hours_bands
from profiles.publication.words import Words, municipalities_of, words_of
from profiles.register.models import Profile, ProfileFact
from profiles.vocabulary.tree import Tree as Vocabulary
from profiles.vocabulary.tree import load_tree


class Answers(NamedTuple):
    """The columns that are read of a profile, and no others."""

    profile: int
    municipality: int | None
    hours_min: int | None
    hours_max: int | None
    available_from: datetime.date | None
    not_applicable: list[str]
    chosen: list[int]


@dataclass(frozen=True)
class Population:
    """People as anonymisation takes them; `profiles[person]` is the primary key of a profile."""

    words: Words
    profiles: tuple[int, ...]
    chosen: Holdings
    not_applicable: tuple[tuple[int, str], ...]


def read_population(
    *,
    on: datetime.date,
    policy: Policy | None = None,
    including: Profile | None = None,
    among: QuerySet | None = None,
) -> Population:
    """The publishable profiles of a date, and `including` as if it were one of them.

    `among` names the primary keys of other profiles to read instead, publishable
    or not. By a `policy` small neighbouring municipalities are joined into areas.
    """
    vocabulary = load_tree(on=on)
    readable = _readable(on, including, among)
    words = words_of(vocabulary, areas_of(vocabulary, readable, floor=policy.floor) if policy else ())
    reader = _Reader(vocabulary, words, on)
    profiles: list[int] = []
    pairs: list[tuple[int, int]] = []
    not_applicable: list[tuple[int, str]] = []
    for person, answers in enumerate(_answers(readable)):
        profiles.append(answers.profile)
        pairs += ((person, number) for number in reader.numbers(answers))
        not_applicable += ((person, name) for name in answers.not_applicable)
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    chosen = Holdings.of(len(profiles), table[:, 0], table[:, 1], width=words.tree.size)
    return Population(words, tuple(profiles), chosen, tuple(not_applicable))


def areas_of(vocabulary: Vocabulary, profiles: QuerySet[Profile], *, floor: int) -> list[Area]:
    """The areas of the municipalities that these people live in; a policy without floor has the usual one."""
    living = profiles.order_by().values_list("candidate__municipality").annotate(people=Count("pk"))
    people = dict(living)
    places = (
        Place(concept.code, above.code, people.get(concept.pk, 0), concept.latitude, concept.longitude)
        for concept in vocabulary.of(PLACE)
        if (above := vocabulary.parent(concept))
        and concept.latitude is not None
        and concept.longitude is not None
    )
    return join_areas(places, floor=floor or DEFAULT_FLOOR, known=_areas_told())


def _areas_told() -> list[list[str]]:
    """The municipalities of each area that employers know already: whoever lives there stays there."""
    release = Release.objects.active()
    told = release.concepts.filter(attribute=PLACE).values_list("code", flat=True) if release else ()
    return [municipalities_of(code) for code in told]


def _readable(on: datetime.date, including: Profile | None, among: QuerySet | None) -> QuerySet[Profile]:
    if among is not None:
        return Profile.objects.filter(pk__in=among)
    publishable = Profile.objects.publishable(on=on)
    if including is None:
        return publishable
    return Profile.objects.filter(Q(pk__in=publishable.values("pk")) | Q(pk=including.pk))


def _answers(profiles: QuerySet[Profile]) -> Iterator[Answers]:
    facts = ProfileFact.objects.filter(profile=OuterRef("pk")).order_by().values("concept")
    rows = profiles.order_by("pk").values_list(
        "pk",
        "candidate__municipality",
        "hours_min",
        "hours_max",
        "available_from",
        "not_applicable",
        ArraySubquery(facts),
    )
    return (Answers(*row) for row in rows.iterator(chunk_size=5000))


class _Reader:
    """From what a profile answers to numbers of words; each concept is looked up once."""

    def __init__(self, vocabulary: Vocabulary, words: Words, on: datetime.date) -> None:
        self._vocabulary = vocabulary
        self._number_of = words.number_of
        self._attribute_of = [word.attribute for word in words.tree.words]
        self._on = on
        self._nearest = cache(self._nearest_word)

    def numbers(self, answers: Answers) -> Iterator[int]:
        """What holds for a person; what stands above it is left to anonymisation."""
        single: dict[str, int] = {}
        for number in (*self._place(answers), *self._chosen(answers), *self._derived(answers)):
            attribute = self._attribute_of[number]
            if attribute in ONE_VALUE:
                # Several levels were recorded: the last of the scale is the highest.
                single[attribute] = max(number, single.get(attribute, number))
            else:
                yield number
        yield from single.values()

    def _place(self, answers: Answers) -> Iterator[int]:
        number = self._nearest(answers.municipality)
        if number is not None and self._attribute_of[number] == PLACE:
            yield number

    def _chosen(self, answers: Answers) -> Iterator[int]:
        for concept in answers.chosen:
            number = self._nearest(concept)
            if number is not None and self._attribute_of[number] in RELEASED_FACTS:
                yield number

    def _derived(self, answers: Answers) -> Iterator[int]:
        codes = [("hours", code) for code in hours_bands(least=answers.hours_min, most=answers.hours_max)]
        start = availability(available_from=answers.available_from, on=self._on)
        codes += [("availability", code) for code in start]
        yield from (self._number_of[code] for code in codes if code in self._number_of)

    def _nearest_word(self, concept: int | None) -> int | None:
        """The word for a concept, or for the nearest one above it that is still valid."""
        held = [self._vocabulary[pk] for pk in self._vocabulary.closure({concept} if concept else ())]
        nearest = max(held, key=self._vocabulary.depth, default=None)
        return self._number_of.get((nearest.attribute, nearest.code)) if nearest else None
