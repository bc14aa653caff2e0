"""Neighbouring municipalities joined into areas: who lives in a small one is told by more than the region.

The smallest joins its nearest neighbour of the same region, again and again,
until each area has people enough; then who lies nearer to the middle of another
area goes there, if that leaves enough. An area of many municipalities is no name
that anybody understands; those people are told by their region.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import cos, hypot, radians
from typing import NamedTuple

# An area of people enough for classes of its own: times the floor.
FLOORS = 3
# Municipalities in the name of an area at most.
MOST = 6


class Place(NamedTuple):
    """A municipality: its code, its region's, how many people live there, and where it lies, in degrees."""

    code: str
    region: str
    people: int
    latitude: float
    longitude: float


Area = tuple[Place, ...]


def join_areas(places: Iterable[Place], *, floor: int, known: Iterable[Collection[str]] = ()) -> list[Area]:
    """Areas of two municipalities or more; large ones stand alone, and where nobody lives there is none.

    The areas that are `known` already, by the codes of their municipalities, stay as long as
    they have people enough for a class.
    """
    place_of = {place.code: place for place in places}
    areas = [area for codes in known if (area := _again(place_of, codes)) and _people(area) >= floor]
    taken = {place.code for area in areas for place in area}
    regions: dict[str, list[Place]] = defaultdict(list)
    for place in place_of.values():
        if place.people and place.code not in taken:
            regions[place.region].append(place)
    areas += [area for region in regions.values() for area in _areas_of(region, FLOORS * floor)]
    return sorted(areas, key=lambda area: area[0].code)


def _again(place_of: Mapping[str, Place], codes: Collection[str]) -> Area:
    """An area as it was; empty if a municipality is no more or went to another region."""
    area = tuple(sorted(place_of[code] for code in codes if code in place_of))
    whole = len(area) == len(codes) > 1 and len({place.region for place in area}) == 1
    return area if whole else ()


def _areas_of(region: list[Place], least: int) -> Iterator[Area]:
    small: list[Area] = [(place,) for place in region if place.people < least]
    joined: list[Area] = []
    while small:
        area = min(small, key=lambda each: (_people(each), each[0].code))
        small.remove(area)
        others = small or joined
        if not others:
            break
        nearest = min(others, key=lambda each: (_distance(area, each), each[0].code))
        others.remove(nearest)
        area = tuple(sorted(area + nearest))
        (joined if _people(area) >= least else small).append(area)
    yield from (area for area in _tidied(joined, least) if len(area) <= MOST)


def _tidied(areas: list[Area], least: int) -> list[Area]:
    """Each municipality once in turn moves to the area whose middle is nearest."""
    tidy = list(areas)
    for place in sorted(place for area in areas for place in area):
        own = next(number for number, area in enumerate(tidy) if place in area)
        near = min(range(len(tidy)), key=lambda number: (_distance((place,), tidy[number]), number))
        if near != own and _people(tidy[own]) - place.people >= least and len(tidy[own]) > 2:
            tidy[own] = tuple(each for each in tidy[own] if each != place)
            tidy[near] = tuple(sorted((*tidy[near], place)))
    return tidy


def _people(area: Area) -> int:
    return sum(place.people for place in area)


def _distance(one: Area, other: Area) -> float:
    """Between the middles of two areas, in degrees of latitude; for neighbours the earth is flat."""
    (north, east), (north2, east2) = middle(one), middle(other)
    return hypot(north - north2, (east - east2) * cos(radians(north)))


def middle(area: Area) -> tuple[float, float]:
    """Latitude and longitude of the middle of its municipalities."""
    return (
        sum(place.latitude for place in area) / len(area),
        sum(place.longitude for place in area) / len(area),
    )
