"""A release that keeps its promise, in memory, and ways to break it."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from itertools import product
from typing import TypeVar

import numpy as np

from explorer.release.models import Area, PublishedConcept
from explorer.release.verification.findings import Fault
from explorer.release.verification.published import Groups, Published
from explorer.release.verification.verify import verify
from tests import groups as oracle
from tests.factories import releases
from tests.factories.releases import POLICY, Fact, vocabulary

Person = tuple[int, Sequence[Fact]]
Row = TypeVar("Row", PublishedConcept, Area)
VENLO, VENRAY, BERGEN, ROERMOND = (("place", code) for code in ("GM0983", "GM0984", "GM0893", "GM0957"))
ORDERPICKEN, INPAKKEN, SNOEIEN = (("task", code) for code in ("orderpicken", "inpakken", "snoeien"))
LOGISTIEK, GROEN = ("task", "logistiek"), ("task", "groen")
SCANNEN, SORTEREN = ("skill", "scannen"), ("skill", "sorteren")
MBO_2, VMBO = ("education", "mbo-2"), ("education", "vmbo")
B, FIETS, NLD = ("licence", "B"), ("transport", "fiets"), ("language", "nld-spreken-goed")
HALF_TIME, LADERS = ("hours", "16-24"), ("occupation", "9333")

WORDS = vocabulary()
CONCEPTS = releases.concepts_of(WORDS)
NUMBER = {(concept.attribute, concept.code): concept.number for concept in CONCEPTS}
AREAS, CIRCLES = releases.areas_of(CONCEPTS)
WORLD = releases.world_of(CONCEPTS, AREAS)


def people() -> list[Person]:
    """Some hundreds of people with much in common, in four municipalities of two regions."""
    many = {VENLO: 60, VENRAY: 40, BERGEN: 24, ROERMOND: 48}
    sets = list(product(((ORDERPICKEN, SCANNEN), (INPAKKEN, SORTEREN, SCANNEN), (SNOEIEN,)), (MBO_2, VMBO)))
    return [
        (times // (1 + index), [place, *tasks, education, *(B, FIETS, NLD, HALF_TIME)[index % 3 :]])
        for place, times in many.items()
        for index, (tasks, education) in enumerate(sets)
    ]


def count(given: Iterable[Person], *, k: int = 5) -> oracle.Groups:
    """The closed list of groups of these people, by the oracle, nobody left out."""
    counted = [person for times, facts in given for person in [releases.numbered(facts, CONCEPTS)] * times]
    living = {area.number: sum(place in area.members for place, _ in counted) for area in AREAS}
    labelled = oracle.label(WORLD, oracle.count(WORLD, counted), people=living, k=k)
    return oracle.close(WORLD, labelled, k=k)


def packed(groups: Mapping[oracle.Key, int]) -> Groups:
    """The groups as arrays, in order of their key."""
    table = np.array([(*key, groups[key]) for key in sorted(groups)], dtype=np.int64).reshape(-1, 4)
    return Groups(*(np.ascontiguousarray(column) for column in table.T))


def release(groups: Mapping[oracle.Key, int], **policy: object) -> Published:
    """A release of these groups by the policy of the factory, or another where given."""
    return Published(
        number=1,
        policy={**POLICY, **policy},
        counts={"groups": len(groups)},
        declared_hash="same",
        computed_hash="same",
        concepts=CONCEPTS,
        areas=AREAS,
        circles=CIRCLES,
        groups=packed(groups),
    )


def kinds(published: Published) -> set[Fault]:
    """What the verifier names."""
    return {violation.kind for violation in verify(published).violations}


def number(fact: Fact) -> int:
    return NUMBER[fact]


def area_of(*places: Fact) -> int:
    """The area of exactly these municipalities."""
    members = sorted(NUMBER[place] for place in places)
    return next(area.number for area in AREAS if area.members == members)


def with_concept(published: Published, fact: Fact, **fields: object) -> Published:
    """The release with one concept changed."""
    changed = [_with(each, fields) if each.number == NUMBER[fact] else each for each in published.concepts]
    return replace(published, concepts=changed)


def with_area(published: Published, area: int, **fields: object) -> Published:
    """The release with one area changed."""
    changed = [_with(each, fields) if each.number == area else each for each in published.areas]
    return replace(published, areas=changed)


def _with(row: Row, fields: Mapping[str, object]) -> Row:
    changed = copy(row)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
