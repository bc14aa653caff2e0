"""Profiles as arrays: what each has recorded, and which wishes it meets. Four statements in all.

Facts are a sparse matrix of profiles x concepts; what a concept means for fields and
wishes is a matrix of concepts x meanings; their product says it of every profile.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.db import connections
from django.db.models import QuerySet
from numpy.typing import NDArray
from scipy import sparse

from explorer.demand.wishes import Wish
from profiles.publication.derive import availability, hours_bands
from profiles.quality.fields import AVAILABILITY, COLUMNS, FIELDS, HOURS
from profiles.quality.meaning import Meaning
from profiles.register.models import Profile, ProfileFact
from profiles.register.models.profile import ProfileQuerySet
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree

Mask = NDArray[np.bool_]
NOWHERE = 0
# A row of COPY in binary: how many values, and each after its length. Half a second a million facts.
HEADER, TRAILER = 19, 2
FACT = np.dtype([("values", ">i2"), ("_", ">i4"), ("profile", ">i4"), ("__", ">i4"), ("concept", ">i4")])
FACTS = """
COPY (SELECT profile_id::int, concept_id::int FROM {facts} WHERE profile_id IN ({among}))
TO STDOUT (FORMAT BINARY)
"""


class ProfileColumns(NamedTuple):
    """The columns that are read of a profile."""

    profile: int
    place: int | None
    hours_min: int | None
    hours_max: int | None
    available_from: datetime.date | None
    confirmed_on: datetime.date | None
    not_applicable: list[str]


@dataclass(frozen=True)
class ProfilesInUse:
    """Row i is a profile in use.

    `places` holds the primary key of the municipality or NOWHERE, `confirmed` the
    ordinal of the day of the last confirmation or 0. `counts`: whether the next
    release would count it. `known[i, f]` is whether field f is recorded or said
    not to apply. `meets` and `may` go by wish: certainly, or perhaps since it is
    not recorded or recorded too generally.
    """

    profiles: NDArray[np.int64]
    places: NDArray[np.int64]
    confirmed: NDArray[np.int64]
    counts: Mask
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
    profiles: ProfileQuerySet, *, wishes: Mapping[Wish, Meaning], tree: Tree, on: datetime.date
) -> ProfilesInUse:
    """The profiles among these that are in use, compared with the wishes of employers on a date."""
    # Placed and withdrawn people are found by no employer, whatever is filled in.
    in_use = profiles.filter(state__in=Profile.IN_USE)
    names = (
        *("pk", "candidate__municipality", "hours_min", "hours_max"),
        *("available_from", "confirmed_on", "not_applicable"),
    )
    rows = [ProfileColumns(*row) for row in in_use.order_by("pk").values_list(*names)]
    numbers = np.array([row.profile for row in rows], dtype=np.int64)
    publishable = in_use.publishable(on=on).order_by().values_list("pk", flat=True)
    # Profiles x primary keys of concepts: 1 where the profile has it.
    # By COPY, in binary: half a second for a million facts.
    facts = read_facts(in_use)
    extra = np.array(list(_derived(rows, tree, on)), dtype=np.int64).reshape(-1, 2)
    row = np.concatenate([np.searchsorted(numbers, facts["profile"]), extra[:, 0]])
    column = np.concatenate([facts["concept"].astype(np.int64), extra[:, 1]])
    # Wide enough for every concept, also those that no profile has.
    width = 1 + (Concept.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)
    ones = np.ones(len(row), dtype=np.float32)
    has = sparse.csr_array((ones, (row, column)), shape=(len(numbers), width))
    fields, meets, above = _meanings(list(wishes.values()), width=has.shape[1])
    known = (has @ fields > 0) | _not_applicable(rows)
    # Searches read whole columns: side by side in memory they are found 25 times as fast.
    certain = np.asfortranarray(has @ meets > 0)
    asked_of = [FIELDS.index(meaning.attribute) for meaning in wishes.values()]
    return ProfilesInUse(
        profiles=numbers,
        places=np.array([row.place or NOWHERE for row in rows], dtype=np.int64),
        confirmed=np.array(
            [(row.confirmed_on.toordinal() if row.confirmed_on else 0) for row in rows], dtype=np.int64
        ),
        counts=np.isin(numbers, np.fromiter(publishable.iterator(), dtype=np.int64)),
        known=known,
        wishes={wish: column for column, wish in enumerate(wishes)},
        meets=certain,
        may=np.asfortranarray(~certain & ((has @ above > 0) | ~known[:, asked_of])),
    )


def read_facts(profiles: QuerySet[Profile]) -> NDArray[np.void]:
    """(profile, concept) of each chosen fact, by primary key; one statement."""
    scope, parameters = profiles.order_by().values("pk").query.sql_with_params()
    statement = FACTS.format(facts=ProfileFact._meta.db_table, among=scope)
    # The cursor of psycopg itself: Django's passes no parameters on.
    with connections[profiles.db].cursor() as cursor, cursor.cursor.copy(statement, parameters) as copy:
        data = b"".join(bytes(piece) for piece in copy)
    return np.frombuffer(
        data, dtype=FACT, offset=HEADER, count=(len(data) - HEADER - TRAILER) // FACT.itemsize
    )


def _derived(rows: Sequence[ProfileColumns], tree: Tree, on: datetime.date) -> Iterator[tuple[int, int]]:
    """(row, concept) of what follows from a column: place, bands of hours, term of availability."""
    bands: dict[tuple[int | None, int | None], list[int]] = {}
    terms: dict[datetime.date | None, list[int]] = {}
    for i, row in enumerate(rows):
        hours, start = (row.hours_min, row.hours_max), row.available_from
        if hours not in bands:
            bands[hours] = _numbers(tree, HOURS, hours_bands(least=row.hours_min, most=row.hours_max))
        if start not in terms:
            terms[start] = _numbers(tree, AVAILABILITY, availability(available_from=start, on=on))
        yield from ((i, number) for number in (*bands[hours], *terms[start]))
        if row.place:
            yield i, row.place


def _numbers(tree: Tree, attribute: str, codes: Iterable[str]) -> list[int]:
    return [concept.pk for code in codes if (concept := tree.find(attribute, code))]


def _meanings(
    wishes: Sequence[Meaning], *, width: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Concepts x fields, x wishes that it meets, x wishes that it leaves open."""
    fields = np.zeros((width, len(FIELDS)), dtype=np.float32)
    for number, attribute in Concept.objects.filter(attribute__in=FIELDS).values_list("pk", "attribute"):
        fields[number, FIELDS.index(attribute)] = 1
    meets = np.zeros((width, len(wishes)), dtype=np.float32)
    above = np.zeros_like(meets)
    for column, meaning in enumerate(wishes):
        meets[list(meaning.meets), column] = 1
        above[list(meaning.above), column] = 1
    return fields, meets, above


def _not_applicable(rows: Sequence[ProfileColumns]) -> Mask:
    """Profiles x fields that were said not to apply; a column is recorded or not."""
    chosen = [name for name in FIELDS if name not in COLUMNS]
    mask = np.zeros((len(rows), len(FIELDS)), dtype=np.bool_)
    for i, row in enumerate(rows):
        for name in row.not_applicable:
            if name in chosen:
                mask[i, FIELDS.index(name)] = True
    return mask
