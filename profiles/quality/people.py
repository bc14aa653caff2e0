"""Profiles as arrays: who tells what of each field, and who meets which wish. Three statements in all."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from explorer.demand.wishes import Wish
from profiles.publication.derive import availability, hours_bands
from profiles.quality.bits import Bits, Mask
from profiles.quality.fields import AVAILABILITY, COLUMNS, FIELDS, HOURS
from profiles.quality.meaning import Meaning
from profiles.register.models import Profile
from profiles.vocabulary.tree import Tree

NOWHERE = 0


class Answers(NamedTuple):
    """The columns that are read of a profile."""

    profile: int
    place: int | None
    hours_min: int | None
    hours_max: int | None
    available_from: datetime.date | None
    confirmed_on: datetime.date | None
    not_applicable: list[str]


@dataclass(frozen=True)
class People:
    """Row i is a profile in use.

    `places` holds the primary key of the municipality or NOWHERE, `confirmed` the
    ordinal of the day of the last confirmation or 0. `known[i, f]` tells whether
    field f is recorded or said not to apply. `meets` and `may` go by wish:
    certainly, or perhaps since it is not recorded or told too generally.
    """

    profiles: NDArray[np.int64]
    places: NDArray[np.int64]
    confirmed: NDArray[np.int64]
    known: Mask
    wishes: Mapping[Wish, int]
    meets: Mask
    may: Mask

    def __len__(self) -> int:
        return len(self.profiles)

    @cached_property
    def missing(self) -> Mask:
        """By field: neither recorded nor said not to apply."""
        return ~self.known


def read_people(
    profiles: QuerySet[Profile], *, wishes: Mapping[Wish, Meaning], tree: Tree, on: datetime.date
) -> People:
    """Those among these profiles that are in use, held against the wishes of employers on a date."""
    in_use = profiles.filter(state__in=Profile.IN_USE)
    answers = _answers(in_use)
    numbers = np.array([each.profile for each in answers], dtype=np.int64)
    bits = Bits.of(list(wishes.values()))
    told = bits.of_facts(in_use, numbers)
    told |= bits.spread([each.place for each in answers], lambda place: [place] if place else [])
    told |= bits.spread([(each.hours_min, each.hours_max) for each in answers], partial(_hours, tree))
    told |= bits.spread([each.available_from for each in answers], partial(_start, tree, on))
    known = told[:, : len(FIELDS)] | _not_applicable(answers)
    meets, above = np.split(told[:, len(FIELDS) :], 2, axis=1)
    asked_of = [FIELDS.index(meaning.attribute) for meaning in wishes.values()]
    return People(
        profiles=numbers,
        places=np.array([each.place or NOWHERE for each in answers], dtype=np.int64),
        confirmed=np.array([_ordinal(each.confirmed_on) for each in answers], dtype=np.int64),
        known=known,
        wishes={wish: number for number, wish in enumerate(wishes)},
        meets=meets,
        may=~meets & (above | ~known[:, asked_of]),
    )


def _answers(profiles: QuerySet[Profile]) -> list[Answers]:
    rows = profiles.order_by("pk").values_list(
        "pk",
        "candidate__municipality",
        "hours_min",
        "hours_max",
        "available_from",
        "confirmed_on",
        "not_applicable",
    )
    return [Answers(*row) for row in rows]


def _hours(tree: Tree, hours: tuple[int | None, int | None]) -> Iterable[int]:
    return _words(tree, HOURS, hours_bands(least=hours[0], most=hours[1]))


def _start(tree: Tree, on: datetime.date, day: datetime.date | None) -> Iterable[int]:
    return _words(tree, AVAILABILITY, availability(available_from=day, on=on))


def _words(tree: Tree, attribute: str, codes: Iterable[str]) -> Iterable[int]:
    return [concept.pk for code in codes if (concept := tree.find(attribute, code))]


def _not_applicable(answers: list[Answers]) -> Mask:
    # A few combinations cover everybody, so each is read once.
    number = {names: row for row, names in enumerate({tuple(each.not_applicable) for each in answers})}
    # What is a column is recorded or not; nobody says that hours do not apply.
    said = [[name in names and name not in COLUMNS for name in FIELDS] for names in number]
    table = np.array(said, dtype=np.bool_).reshape(-1, len(FIELDS))
    return table[[number[tuple(each.not_applicable)] for each in answers]]


def _ordinal(day: datetime.date | None) -> int:
    return day.toordinal() if day else 0
