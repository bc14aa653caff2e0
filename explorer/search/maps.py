"""A map of municipalities, drawn by the server: cells around their points, no borders that anybody owns.

A cell is everything nearer to a municipality's point than to that of any other (Voronoi), inside
an outline a few kilometres around all points of its region: a border, the sea. Made once per release.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sin

from django.utils.translation import gettext as _

from explorer.release.vocabulary import Vocabulary
from explorer.search.current import Current
from explorer.search.links import search_url
from explorer.search.query import Query
from explorer.search.wording import Amount, all_of, names_of

KM_A_DEGREE = 111.2
# Kilometres from a point to the outline of its region, and to the end of its own cell.
OUTLINE = 7.0
FARTHEST = 9.5
CORNERS = 40
# Municipalities of a map that can still be read.
MOST = 60
# Units of the picture a kilometre.
SCALE = 5.0
MARGIN = 6.0
# Letters of a name on one line.
LINE = 10
LIGHT_FROM = 4
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """The shape of a municipality as an SVG path, and the middle for its label."""

    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A municipality on the map; `lines` is its name, broken. `url` is empty where fewer than k are found."""

    name: str
    lines: tuple[tuple[float, str], ...]
    amount: Amount
    cell: Cell
    is_chosen: bool
    is_light: bool
    url: str


@dataclass(frozen=True, slots=True)
class Map:
    """`box` is the SVG viewBox; `circle` is centre and radius of a search around a place."""

    box: str
    places: tuple[MapPlace, ...]
    words: str
    circle: tuple[float, float, float] | None


def municipality_map(
    now: Current, numbers: Mapping[int, int], *, query: Query, chosen: Iterable[int] = ()
) -> Map | None:
    """Numbers on a map, each with a link to the same search there; None for no municipality or too many."""
    vocabulary = now.vocabulary
    # A municipality without a point cannot be drawn.
    known = [place for place in numbers if vocabulary[place].latitude is not None]
    if not known or len(known) > MOST:
        return None
    cells = {number: _cell(vocabulary, number) for number in known}
    marked = {*query.places, *chosen} | ({query.centre} if query.centre else set())
    # Many places have the same label, and writing an amount out takes time.
    amounts = {number: Amount(number, now.k) for number in numbers.values()}
    names = names_of(vocabulary)
    places = [
        MapPlace(
            name=names[number],
            lines=tuple(
                (round(cells[number].y + 11 + 10.5 * i, 1), line)
                for i, line in enumerate(_broken(names[number]))
            ),
            amount=(amount := amounts[numbers[number]]),
            cell=cells[number],
            is_chosen=number in marked,
            is_light=amount.level >= LIGHT_FROM,
            url=search_url(vocabulary, Query(whats=query.whats, places=(number,), wishes=query.wishes))
            if amount.number
            else "",
        )
        for number in known
    ]
    centre = cells.get(query.centre or 0)
    numbers_in_words = all_of([f"{place.name}: {place.amount.words}" for place in places])
    circle = (centre.x, centre.y, (query.km or 0) * SCALE) if centre and query.km else None
    return Map(
        box=_box(cells.values(), circle),
        places=tuple(sorted(places, key=lambda place: (-place.amount.number, place.name))),
        words=_("Kaart. %(numbers)s.") % {"numbers": numbers_in_words},
        circle=circle,
    )


def _box(cells: Iterable[Cell], circle: tuple[float, float, float] | None) -> str:
    """The SVG viewBox around all cells, and around the circle, which may reach beyond them."""
    points = [tuple(map(float, corner.split(","))) for cell in cells for corner in cell.path[1:-1].split(" ")]
    if circle:
        x, y, radius = circle
        points += [(x - radius, y - radius), (x + radius, y + radius)]
    left, top = min(x for x, _y in points) - MARGIN, min(y for _x, y in points) - MARGIN
    right, bottom = max(x for x, _y in points) + MARGIN, max(y for _x, y in points) + MARGIN
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"


@lru_cache(maxsize=512)
def _broken(name: str) -> tuple[str, ...]:
    """A name on lines that fit in a cell."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > LINE and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


@lru_cache(maxsize=1024)
def _cell(vocabulary: Vocabulary, number: int) -> Cell:
    """The cell of a municipality among all others."""
    points = _points(vocabulary)
    corners = _circle(points[number], FARTHEST)
    for one, other in _edges(vocabulary, vocabulary[number].parent):
        corners = _cut(corners, [-_turn(one, other, corner) for corner in corners])
    for neighbour, point in points.items():
        if neighbour != number:
            corners = _nearer(corners, points[number], point)
    x, y = _centre(corners)
    path = " ".join(f"{x * SCALE:.1f},{y * SCALE:.1f}" for x, y in corners)
    return Cell(f"M{path}z", round(x * SCALE, 1), round(y * SCALE, 1))


@lru_cache(maxsize=64)
def _edges(vocabulary: Vocabulary, region: int | None) -> list[tuple[Point, Point]]:
    """The outline of a region."""
    points = _points(vocabulary)
    return list(_outline(point for number, point in points.items() if vocabulary[number].parent == region))


@lru_cache(maxsize=2)
def _points(vocabulary: Vocabulary) -> Mapping[int, Point]:
    """Municipalities in kilometres east and south, true to scale in the middle of the country."""
    known = {
        place.number: (place.latitude, place.longitude)
        for place in vocabulary.municipalities
        if place.latitude is not None and place.longitude is not None
    }
    middle = sum(latitude for latitude, _longitude in known.values()) / len(known)
    east = KM_A_DEGREE * cos(radians(middle))
    return {
        number: (longitude * east, -latitude * KM_A_DEGREE) for number, (latitude, longitude) in known.items()
    }


def _circle(centre: Point, radius: float) -> list[Point]:
    turns = (2 * pi * i / CORNERS for i in range(CORNERS))
    return [(centre[0] + radius * cos(turn), centre[1] + radius * sin(turn)) for turn in turns]


def _outline(points: Iterable[Point]) -> Iterator[tuple[Point, Point]]:
    """Edges of the convex hull of circles around these points, anticlockwise (Andrew's monotone chain)."""
    around = sorted({corner for point in points for corner in _circle(point, OUTLINE)})
    hull: list[Point] = []
    for way in (around, around[::-1]):
        chain: list[Point] = []
        for point in way:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        hull += chain[:-1]
    return zip(hull, [*hull[1:], hull[0]], strict=True)


def _turn(one: Point, other: Point, third: Point) -> float:
    """Above 0 where three points turn left."""
    return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0])


def _nearer(corners: list[Point], mine: Point, other: Point) -> list[Point]:
    """The part of a convex shape that is nearer to one point than to another."""
    normal = (other[0] - mine[0], other[1] - mine[1])
    if normal == (0.0, 0.0) or normal[0] ** 2 + normal[1] ** 2 > (2 * FARTHEST) ** 2:
        return corners
    limit = (other[0] ** 2 + other[1] ** 2 - mine[0] ** 2 - mine[1] ** 2) / 2
    return _cut(corners, [normal[0] * x + normal[1] * y - limit for x, y in corners])


def _cut(corners: list[Point], beyond: list[float]) -> list[Point]:
    """The part of a convex shape where a linear function is not above 0 (Sutherland-Hodgman)."""
    kept: list[Point] = []
    for i, here in enumerate(corners):
        before, side, side_before = corners[i - 1], beyond[i], beyond[i - 1]
        if side * side_before < 0:
            part = side_before / (side_before - side)
            kept.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
        if side <= 0:
            kept.append(here)
    return kept


def _centre(corners: list[Point]) -> Point:
    """Centroid of a polygon."""
    area = x = y = 0.0
    for i, (x1, y1) in enumerate(corners):
        x0, y0 = corners[i - 1]
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return x / (3 * area), y / (3 * area)
