"""The concepts, areas and circles of a release in memory: labels, trees and places, no groups.

Five thousand rows at most, read once per process and release; 80 ms for the country.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from explorer.release.models import Area, Circle, PublishedConcept, Release
from explorer.release.shapes import PLACE, AreaKind

EARTH_KM = 6371.0088
# (what, area, condition), as in `Group`.
Key = tuple[int, int, int]


class Vocabulary:
    """Read only. Concepts and areas go by their number in the release; a parent comes before its children."""

    def __init__(
        self, concepts: Iterable[PublishedConcept], areas: Iterable[Area], circles: Iterable[Circle]
    ) -> None:
        self.concepts = {
            concept.number: concept for concept in sorted(concepts, key=lambda each: each.number)
        }
        self.areas = {area.number: area for area in areas}
        self._circles = {(circle.centre, circle.km): circle.area for circle in circles}
        self._circles_of: dict[int, list[tuple[int, int]]] = defaultdict(list)
        # The smallest circle is the one that an area is named after.
        for name in sorted(self._circles, key=lambda name: (name[1], name[0])):
            self._circles_of[self._circles[name]].append(name)
        self._by_code = {(each.attribute, each.code): each for each in self.concepts.values()}
        self._children: dict[int | None, list[PublishedConcept]] = defaultdict(list)
        self._of: dict[str, list[PublishedConcept]] = defaultdict(list)
        for concept in self.concepts.values():
            self._of[concept.attribute].append(concept)
            self._children[concept.parent].append(concept)
        self._by_label: dict[tuple[str, str], list[PublishedConcept]] = defaultdict(list)
        for concept in self.concepts.values():
            for label in {concept.label_nl.casefold(), concept.label_en.casefold()}:
                self._by_label[concept.attribute, label].append(concept)
        self._by_members = {frozenset(area.members): area for area in self.areas.values()}
        # By one of its members, so that the areas inside a place are found without looking at all.
        self._areas_of: dict[int, list[Area]] = defaultdict(list)
        for area in self.areas.values():
            self._areas_of[area.members[0]].append(area)

    def __getitem__(self, number: int) -> PublishedConcept:
        return self.concepts[number]

    def find(self, attribute: str, code: str) -> PublishedConcept | None:
        """The concept with a code, or None."""
        return self._by_code.get((attribute, code))

    def named(self, attribute: str, label: str) -> list[PublishedConcept]:
        """Concepts with exactly this label in either language, whatever its case."""
        return self._by_label.get((attribute, label.strip().casefold()), [])

    def of(self, attribute: str) -> list[PublishedConcept]:
        """Concepts of an attribute in display order, a parent before its children."""
        return self._of.get(attribute, [])

    def children(self, number: int) -> list[PublishedConcept]:
        """Concepts directly below, in display order."""
        return self._children.get(number, [])

    def ancestors(self, number: int) -> Iterator[int]:
        """Numbers of the concepts above, nearest first."""
        step = self.concepts[number].parent
        while step is not None:
            yield step
            step = self.concepts[step].parent

    def descendants(self, number: int) -> Iterator[int]:
        """Numbers of all concepts below, depth first."""
        for child in self.children(number):
            yield child.number
            yield from self.descendants(child.number)

    @property
    def municipalities(self) -> list[PublishedConcept]:
        """Places with a region above them."""
        return [place for place in self.of(PLACE) if place.parent is not None]

    @property
    def regions(self) -> list[PublishedConcept]:
        """Places with municipalities below them."""
        return [place for place in self.of(PLACE) if place.parent is None and self.children(place.number)]

    def municipalities_of(self, place: int) -> frozenset[int]:
        """The municipality itself, or those of a region."""
        # A municipality has nothing below it, and is its own only member.
        below = frozenset(child.number for child in self.children(place))
        return below or frozenset([place])

    def area_with(self, members: Iterable[int]) -> Area | None:
        """The area of exactly these municipalities, or None where it is not listed."""
        return self._by_members.get(frozenset(members))

    def areas_inside(self, members: frozenset[int]) -> list[Area]:
        """All areas of which no municipality is outside these, by number."""
        found = [area for member in members for area in self._areas_of.get(member, ())]
        return sorted(
            (area for area in found if members.issuperset(area.members)), key=lambda each: each.number
        )

    @cached_property
    def area_of_place(self) -> Mapping[int, int]:
        """Municipality or region -> its own area; without those that are in no listed area."""
        areas = {
            place.number: self.area_with(self.municipalities_of(place.number)) for place in self.of(PLACE)
        }
        return {place: area.number for place, area in areas.items() if area is not None}

    def circle(self, centre: int, km: int) -> Area | None:
        """The published circle around a municipality, or None for a distance that is not published."""
        number = self._circles.get((centre, km))
        return None if number is None else self.areas[number]

    def circles_of(self, area: int) -> list[tuple[int, int]]:
        """(centre, km) of each circle that is this area, smallest first."""
        return self._circles_of.get(area, [])

    def within(self, centre: int, km: float) -> frozenset[int]:
        """Municipalities with a point at most so many kilometres from that of the centre, and the centre."""
        return _within(self, centre, km)


# A country has hundreds of places to measure, and a page asks for the same circles as the one before.
@lru_cache(maxsize=4096)
def _within(vocabulary: Vocabulary, centre: int, km: float) -> frozenset[int]:
    start = vocabulary[centre]
    near = (place for place in vocabulary.municipalities if distance(start, place) <= km)
    return frozenset([centre, *(place.number for place in near)])


class Located(Protocol):
    """A place with a point in degrees, of a release or of the register."""

    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


def distance(one: Located, other: Located) -> float:
    """Kilometres between two places along a great circle (haversine); infinite where a point is missing."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return float("inf")
    south, west, north, east = (
        radians(degrees or 0) for degrees in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    # Rounding may bring the chord of opposite points just above 1.
    return 2 * EARTH_KM * asin(sqrt(min(chord, 1.0)))


def read_vocabulary(release: Release) -> Vocabulary:
    """The vocabulary of a release; three statements."""
    return Vocabulary(release.concepts.all(), release.areas.all(), release.circles.all())


def is_of(area: Area, kind: AreaKind) -> bool:
    """Whether an area has a name of this kind."""
    return kind.value in area.kinds


def label_of(count: int, *, k: int) -> int:
    """The largest k x 2^n not above a count; 0 below k."""
    return 0 if count < k else k << ((count // k).bit_length() - 1)


@dataclass(frozen=True)
class Scope:
    """The areas by which a set of municipalities is counted.

    `parts` are disjoint and together the set; `areas` are they and every other listed area
    that lies inside and in no larger one that does.
    """

    parts: tuple[int, ...]
    areas: tuple[int, ...]

    def number(self, rows: Mapping[Key, int], what: int, condition: int) -> int:
        """Rule 5 from rows in memory."""
        summed = sum(rows.get((what, area, condition), 0) for area in self.parts)
        return max([summed, *(rows.get((what, area, condition), 0) for area in self.areas)])


def scope_of(vocabulary: Vocabulary, members: Collection[int]) -> Scope:
    """How to count the people of these municipalities (rules 4 and 5)."""
    whole = vocabulary.area_with(members)
    if whole is not None and any(
        is_of(whole, kind) for kind in (AreaKind.MUNICIPALITY, AreaKind.REGION, AreaKind.COUNTRY)
    ):
        # The list is closed: what its parts say, the area itself says.
        return Scope((whole.number,), (whole.number,))
    inside = vocabulary.areas_inside(frozenset(members))
    regions = [area for area in inside if is_of(area, AreaKind.REGION)]
    covered = {member for region in regions for member in region.members}
    single = [
        area for area in inside if is_of(area, AreaKind.MUNICIPALITY) and not covered.issuperset(area.members)
    ]
    # Of areas in one another the larger one says at least as much: the list is closed.
    largest: dict[int, frozenset[int]] = {}
    for area in sorted(inside, key=lambda each: len(each.members), reverse=True):
        within = frozenset(area.members)
        if not any(within < wider for wider in largest.values()):
            largest[area.number] = within
    parts = tuple(area.number for area in (*regions, *single))
    return Scope(parts, tuple(dict.fromkeys((*parts, *largest))))
