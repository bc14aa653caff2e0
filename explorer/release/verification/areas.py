"""Is every area a set of municipalities with a true name, and every circle drawn around its centre?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from explorer.release.models import PublishedConcept
from explorer.release.shapes import CIRCLE_RADII, PLACE, AreaKind
from explorer.release.verification.findings import Fault, Found, Violation, found
from explorer.release.verification.published import Mask, Published
from explorer.release.verification.rules import Rules

M, R, N, C = AreaKind
Members = tuple[int, ...]
EARTH_KM = 6371.0088


def check_areas(published: Published, rules: Rules | None) -> Found:
    """Numbers 1..n, each set of known municipalities once, with all its names and none else."""
    has_circles = rules is None or rules.has("circle") or bool(published.circles)
    circles = _circles(published.municipalities) if has_circles else {}
    names = _names(published, circles)
    violations = [*_numbered(published), *_wrong(published, names)]
    members_of = {area.number: tuple(area.members) for area in published.areas}
    listed = {(circle.centre, circle.km): circle.area for circle in published.circles}
    for centre, km in sorted(listed.keys() | circles.keys()):
        if members_of.get(listed.get((centre, km), 0)) != circles.get((centre, km), ()):
            violations.append(Violation(Fault.CIRCLE_WRONG, {"centre": published.name(centre), "km": km}))
    return found(len(published.areas) + len(published.circles), violations)


def _circles(places: list[PublishedConcept]) -> dict[tuple[int, int], Members]:
    """(centre, km) -> municipalities within it, by the chord between two points on a sphere."""
    numbers = np.array([place.number for place in places], dtype=np.int64)
    known = np.array([place.latitude is not None and place.longitude is not None for place in places])
    north, east = (
        np.radians([getattr(place, name) or 0.0 for place in places]) for name in ("latitude", "longitude")
    )
    points = np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1)
    circles = {}
    for index, place in enumerate(places):
        chord = np.linalg.norm(points - points[index], axis=1)
        kilometres = 2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1))
        for km in CIRCLE_RADII:
            is_near: Mask = known & known[index] & (kilometres <= km)
            # Also one without a point: its circle is itself.
            is_near[index] = True
            circles[place.number, km] = tuple(sorted(int(number) for number in numbers[is_near]))
    return circles


def _names(
    published: Published, circles: Mapping[tuple[int, int], Members]
) -> dict[Members, tuple[str, frozenset[int]]]:
    """Each set of municipalities that has a name -> letters of its kinds, places that are named so."""
    kinds: dict[Members, set[AreaKind]] = defaultdict(set)
    places: dict[Members, set[int]] = defaultdict(set)
    municipalities = published.municipalities
    for place in municipalities:
        kinds[place.number,].add(M)
        places[place.number,].add(place.number)
    for region in published.concepts:
        below = tuple(sorted(each.number for each in municipalities if each.parent == region.number))
        if region.attribute == PLACE and below:
            kinds[below].add(R)
            places[below].add(region.number)
    if municipalities:
        kinds[tuple(sorted(place.number for place in municipalities))].add(N)
    for members in circles.values():
        kinds[members].add(C)
    letters = {
        members: "".join(kind for kind in AreaKind if kind in given) for members, given in kinds.items()
    }
    return {members: (letters[members], frozenset(places[members])) for members in letters}


def _numbered(published: Published) -> Iterator[Violation]:
    numbers = sorted(area.number for area in published.areas)
    if numbers != list(range(1, len(numbers) + 1)):
        yield Violation(Fault.AREA_NUMBERS, {"areas": len(numbers)})
    for members, times in Counter(tuple(sorted(area.members)) for area in published.areas).items():
        if times > 1:
            area = next(each for each in published.areas if tuple(sorted(each.members)) == members)
            yield Violation(Fault.AREA_TWICE, {"number": area.number})


def _wrong(published: Published, names: Mapping[Members, tuple[str, frozenset[int]]]) -> Iterator[Violation]:
    known = {place.number for place in published.municipalities}
    for area in published.areas:
        members = tuple(area.members)
        # Of such an area neither kinds nor name can be right, so those are not reported as well.
        if not members or list(members) != sorted(set(members)) or not set(members) <= known:
            yield Violation(Fault.AREA_MEMBERS, {"number": area.number})
            continue
        kinds, places = names.get(members, ("", frozenset()))
        if area.kinds != kinds:
            yield Violation(Fault.AREA_KINDS, {"number": area.number, "kinds": area.kinds, "expected": kinds})
        if area.concept not in (places or {None}):
            yield Violation(Fault.AREA_NAME, {"number": area.number})
    listed = {tuple(sorted(area.members)) for area in published.areas}
    for members, (kinds, _) in names.items():
        if members not in listed:
            yield Violation(Fault.AREA_MISSING, {"kinds": kinds, "municipalities": len(members)})
