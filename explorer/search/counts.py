"""All counts of a query, N(W, A, F) of docs/search.md, by one statement of index-only scans."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from django.db import connections, router

from explorer.release.models import Area, Group, PublishedConcept
from explorer.release.shapes import CIRCLE_RADII, WHATS
from explorer.release.vocabulary import Key, Scope, Vocabulary, label_of, scope_of
from explorer.search.current import Current
from explorer.search.facets import BY_NAME, CONDITION_FACETS, Facet, FacetKind
from explorer.search.query import Query

NEARBY_KM = 50
# Up to so many, a country's municipalities are counted one by one also when no place is asked.
FEW_MUNICIPALITIES = 60

# n(w, A, f) of rule 5 for each what and condition; the largest over the whats or the conditions is rule 6.
NUMBER = """greatest(sum(at_least) FILTER (WHERE area = ANY(%({scope}_parts)s)),
    max(at_least) FILTER (WHERE area = ANY(%({scope}_areas)s)))"""
CONDITIONS = """
SELECT 'conditions', 0, 0, condition, max(own), max(regional) FROM (
    SELECT what, condition, {own} AS own, {regional} AS regional
    FROM {table} WHERE release_id = %(release)s AND what = ANY(%(asked)s) AND area = ANY(%(areas)s)
    AND (condition = ANY(%(conditions)s) OR condition BETWEEN %(first_second)s AND %(last_second)s)
    GROUP BY what, condition) AS each GROUP BY condition"""
# Of two whats the lower number comes first, so a second what is looked for on both sides.
SECONDS = """
SELECT 'conditions', 0, 0, what, 0, max(regional) FROM (
    SELECT what, condition, {regional} AS regional
    FROM {table} WHERE release_id = %(release)s AND area = ANY(%(regional_areas)s) AND condition > 0
    AND condition = ANY(%(asked)s) AND what BETWEEN %(first_second)s AND %(last_second)s
    GROUP BY what, condition) AS each GROUP BY what"""
OTHER_WHATS = """
SELECT 'whats', what, 0, 0, max(n), 0 FROM (
    SELECT what, condition, {counted} AS n
    FROM {table} WHERE release_id = %(release)s AND area = ANY(%(counted_areas)s)
    AND condition = ANY(%(counted)s) AND what BETWEEN %(first_what)s AND %(last_what)s
    GROUP BY what, condition) AS each GROUP BY what"""
OTHERS_OF_SECOND = """
SELECT 'whats', condition, 0, 0, max(n), 0 FROM (
    SELECT what, condition, {counted} AS n
    FROM {table} WHERE release_id = %(release)s AND area = ANY(%(counted_areas)s)
    AND what = ANY(%(counted)s) AND what > 0 AND condition BETWEEN %(first_what)s AND %(last_what)s
    GROUP BY what, condition) AS each GROUP BY condition"""
PLACES = """
SELECT 'places', what, area, condition, at_least, 0 FROM {table} WHERE release_id = %(release)s
    AND what = ANY(%(row_whats)s) AND area = ANY(%(nearby)s) AND condition = ANY(%(row_conditions)s)"""
LISTED = """
SELECT 'listed', what, area, condition, at_least, 0 FROM {table} WHERE release_id = %(release)s
    AND area = %(listed)s AND what > 0 AND condition = ANY(%(listed_conditions)s)"""


@dataclass(frozen=True)
class Asked:
    """What the numbers are asked for. `whats` is (0,) for anybody; `counted` are the options of the
    one facet that narrows the others, or (0,); `counted_in` is the scope that has these. `conditions`
    are counted of the whats; so are second whats within `second_whats` (first, last; none: (0, -1)), and
    without them the whats within `other_whats`. Of the areas `nearby` the rows with `row_whats` and
    `row_conditions` are read, of the area `listed` all whats."""

    release: int
    whats: tuple[int, ...]
    own: Scope
    regional: Scope
    conditions: tuple[int, ...]
    second_whats: tuple[int, int]
    counted: tuple[int, ...]
    counted_in: Scope
    counts_second: bool
    other_whats: tuple[int, int]
    row_whats: tuple[int, ...]
    row_conditions: tuple[int, ...]
    nearby: tuple[int, ...]
    listed: int = 0


@dataclass(frozen=True)
class Numbers:
    """`own` and `regional`: condition (or second what) -> N(W, A, condition), 0 for none.
    `whats`: what -> N({what}, A, counted). `places`: rows of nearby areas. `listed`: rows of one area."""

    own: dict[int, int] = field(default_factory=dict)
    regional: dict[int, int] = field(default_factory=dict)
    whats: dict[int, int] = field(default_factory=dict)
    places: dict[Key, int] = field(default_factory=dict)
    listed: dict[Key, int] = field(default_factory=dict)


def read_numbers(asked: Asked) -> Numbers:
    """All numbers of a page; one statement."""
    parameters: dict[str, Any] = {
        "release": asked.release,
        "asked": list(asked.whats),
        "areas": list({*asked.own.areas, *asked.regional.areas}),
        "conditions": list(asked.conditions),
        "first_second": asked.second_whats[0],
        "last_second": asked.second_whats[1],
        "first_what": asked.other_whats[0],
        "last_what": asked.other_whats[1],
        "counted": list(asked.counted),
        "listed_conditions": [0, *asked.counted],
        "row_whats": list(asked.row_whats),
        "row_conditions": list(asked.row_conditions),
        "nearby": list(asked.nearby),
        "listed": asked.listed,
        "own_parts": list(asked.own.parts),
        "own_areas": list(asked.own.areas),
        "regional_parts": list(asked.regional.parts),
        "regional_areas": list(asked.regional.areas),
        "counted_parts": list(asked.counted_in.parts),
        "counted_areas": list(asked.counted_in.areas),
    }
    # One round trip: a statement per kind of number would cost more than the scans themselves.
    found = Numbers()
    with connections[router.db_for_read(Group)].cursor() as cursor:
        cursor.execute(_statement(asked.counts_second, bool(asked.listed)), parameters)
        for kind, what, area, condition, number, regional in cursor.fetchall():
            if kind == "places":
                found.places[what, area, condition] = number
            elif kind == "whats":
                found.whats[what] = max(number, found.whats.get(what, 0))
            elif kind == "listed":
                found.listed[what, area, condition] = number
            else:
                # Without it the row is of the regions alone.
                if number:
                    found.own[condition] = number
                found.regional[condition] = max(regional or 0, found.regional.get(condition, 0))
    return found


@cache
def _statement(counts_second: bool, is_listed: bool) -> str:
    parts = [CONDITIONS, SECONDS, OTHER_WHATS, PLACES]
    parts += [OTHERS_OF_SECOND] if counts_second else []
    parts += [LISTED] if is_listed else []
    scopes = {scope: NUMBER.format(scope=scope) for scope in ("own", "regional", "counted")}
    return "\nUNION ALL".join(parts).format(table=Group._meta.db_table, **scopes)


def read_facts(release: int, groups: Iterable[tuple[int, int]], conditions: Sequence[int]) -> dict[Key, int]:
    """The rows of these (what, area) with any of the conditions; one statement."""
    wanted = sorted(set(groups))
    if not wanted:
        return {}
    with connections[router.db_for_read(Group)].cursor() as cursor:
        cursor.execute(
            f"SELECT what, area, condition, at_least FROM unnest(%s::int[], %s::int[]) AS card (w, a) "  # noqa: S608
            f"JOIN {Group._meta.db_table} ON release_id = %s AND what = w AND area = a "
            "AND condition = ANY(%s)",
            [[what for what, _ in wanted], [area for _, area in wanted], release, list(conditions)],
        )
        return {(what, area, condition): number for what, area, condition, number in cursor.fetchall()}


@lru_cache(maxsize=256)
def numbers_of(vocabulary: Vocabulary, attributes: tuple[str, ...]) -> tuple[int, ...]:
    """Concept numbers of attributes, ascending."""
    return tuple(sorted(concept.number for attribute in attributes for concept in vocabulary.of(attribute)))


# Numbers of a page are labels, so they are few.
_label = lru_cache(maxsize=4096)(label_of)
# A circle of a country lies among thousands of areas: what it is made of is found once in a process.
_scope = lru_cache(maxsize=4096)(scope_of)


def _ends(numbers: tuple[int, ...]) -> tuple[int, int]:
    return (numbers[0], numbers[-1]) if numbers else (0, -1)


def members_of(vocabulary: Vocabulary, query: Query) -> frozenset[int]:
    """The municipalities a query asks for; none for the whole country."""
    chosen = (vocabulary.municipalities_of(place) for place in query.places)
    around = vocabulary.within(query.centre, query.km or 0) if query.centre else frozenset()
    return around.union(*chosen)


class Counts:
    """All counts of a query, as labels k x 2^n; 0 is fewer than k. One statement.

    `only` is the one condition facet asked, None for none or several; `conditions` are its
    options, (0,) without it. `regions` are concept numbers of the regions asked, () for the country.
    `counted`: the facets that get a count for each option beside what the query itself asks.
    """

    def __init__(self, now: Current, query: Query, *, counted: Iterable[Facet] = ()) -> None:
        self.now, self.query, self.vocabulary = now, query, now.vocabulary
        self.members = members_of(now.vocabulary, query)
        # Rule 7: what is published by region only is counted in the regions that are touched.
        self.regions = tuple(sorted({self.vocabulary[place].parent or place for place in self.members}))
        self.facets = tuple(BY_NAME[name] for name in query.wishes)
        self.only = self.facets[0] if len(self.facets) == 1 else None
        self.conditions = query.wishes[self.only.name] if self.only else (0,)
        self.is_regional = self.only is not None and not self.only.is_local
        self.centre = query.centre or (query.places[0] if len(self.members) == 1 else None)
        self.whats = query.whats or (0,)
        self.listed = self._listed_area()
        self.numbers = read_numbers(self._asked({*counted, *self.facets}))

    def of(self, facet: Facet | None, conditions: tuple[int, ...]) -> int:
        """N(W, A, conditions), counted in the regions for a regional facet (rules 6 and 7)."""
        numbers = self.numbers.own if facet is None or facet.is_local else self.numbers.regional
        return self.label(max(numbers.get(condition, 0) for condition in conditions))

    def of_what(self, what: int) -> int:
        """N({what}, A, conditions) (rule 14)."""
        return self.label(self.numbers.whats.get(what, 0))

    def of_place(self, place: int) -> int:
        """N(W, {place}, conditions); of a municipality its region's, where only regions are published."""
        counted_in = self.vocabulary[place].parent or place if self.is_regional else place
        area = self.vocabulary.area_of_place.get(counted_in, 0)
        rows = self.numbers.places
        # Without a scope: a country asks this of hundreds of places for each page.
        return self.label(max(rows.get((what, area, condition), 0) for what, condition in self.keys))

    def within(self, scope: Scope) -> int:
        """N(W, scope, conditions) from the rows of nearby areas."""
        return self.label(max(scope.number(self.numbers.places, *key) for key in self.keys))

    @cached_property
    def keys(self) -> list[tuple[int, int]]:
        """What and condition of each group that the query asks."""
        return [self.key(what, condition) for what in self.whats for condition in self.conditions]

    def key(self, what: int, condition: int) -> tuple[int, int]:
        """What and condition as a group has them: of two whats the lower number comes first."""
        # The table has each pair once, in this order.
        if condition and self.vocabulary[condition].attribute in WHATS:
            return (min(what, condition), max(what, condition)) if what else (condition, 0)
        return what, condition

    def label(self, number: int) -> int:
        """A number in the series; a sum of labels need not be (rule 5)."""
        return _label(number, k=self.now.k)

    def scope(self, members: frozenset[int]) -> Scope:
        """How to count these municipalities; none are the country (rule 4)."""
        country = (self.now.country,)
        return _scope(self.vocabulary, members) if members else Scope(country, country)

    def region_areas(self) -> Iterator[Area]:
        """The areas of the regions asked; without a place, of all."""
        for region in self.regions or [region.number for region in self.vocabulary.regions]:
            area = self.vocabulary.area_with(self.vocabulary.municipalities_of(region))
            if area is not None:
                yield area

    def shown_municipalities(self) -> list[PublishedConcept]:
        """Those of the regions asked; without a place all of them, in a country none: regions are enough."""
        if self.regions:
            return [place for place in self.vocabulary.municipalities if place.parent in self.regions]
        everywhere = self.vocabulary.municipalities
        return everywhere if len(everywhere) <= FEW_MUNICIPALITIES else []

    def _listed_area(self) -> int:
        """The area of the listed whats when none is chosen: the place itself, or the one it is around."""
        if not self.members:
            return self.now.country
        found = self.vocabulary.area_with(self.members)
        if found is None:
            start = self.query.centre or self.query.places[0]
            found = self.vocabulary.area_with(self.vocabulary.municipalities_of(start))
        return found.number if found else self.now.country

    def _asked(self, counted: Collection[Facet]) -> Asked:
        # 0 is no condition: the number of all people is shown beside the others.
        chosen = {0, *(option for options in self.query.wishes.values() for option in options)}
        second = set(self.query.wishes.get("ook", ()))
        own = self.scope(self.members)
        regional = self.scope(
            frozenset().union(*(self.vocabulary.municipalities_of(region) for region in self.regions))
        )
        conditions = [facet.attributes[0] for facet in CONDITION_FACETS if facet in counted]
        asked = {self.vocabulary[what].attribute for what in self.query.whats}
        whats = asked.union(*(facet.attributes for facet in counted if facet.kind == FacetKind.WHAT))
        seconds = {"task"}  # other work that the same people can do
        if BY_NAME["ook"] in counted:
            conditions.remove(BY_NAME["ook"].attributes[0])
            whats, seconds = set(WHATS) if not asked else whats, set(WHATS)
        return Asked(
            release=self.now.release.number,
            whats=self.whats,
            own=own,
            regional=regional,
            conditions=(0, *numbers_of(self.vocabulary, tuple(conditions))),
            # Of attributes that are whats the numbers are neighbours; none are asked from 0 to -1.
            second_whats=_ends(numbers_of(self.vocabulary, tuple(sorted(seconds))) if asked else ()),
            counted=self.conditions,
            counted_in=regional if self.is_regional else own,
            counts_second=self.only is BY_NAME["ook"],
            other_whats=_ends(numbers_of(self.vocabulary, tuple(sorted({"task", *whats})))),
            # A pair has its lower number first: both orders are read where a second what is asked.
            row_whats=tuple({*self.whats, *second}),
            row_conditions=tuple(chosen | set(self.whats) if second else chosen),
            nearby=tuple({*self._nearby(), *own.areas}),
            listed=0 if self.query.whats else self.listed,
        )

    def _nearby(self) -> Iterator[int]:
        """Areas with rows to read: regions, the country, circles, and municipalities shown or near."""
        vocabulary = self.vocabulary
        places = {place.number for place in self.shown_municipalities()} | self.members
        places.update(region.number for region in vocabulary.regions)
        if self.centre:
            places |= vocabulary.within(self.centre, NEARBY_KM)
            circles = (vocabulary.circle(self.centre, km) for km in CIRCLE_RADII)
            yield from (circle.number for circle in circles if circle)
        yield self.now.country
        yield from (vocabulary.area_of_place[place] for place in places if place in vocabulary.area_of_place)


def counts_by_option(counts: Counts, facet: Facet) -> Mapping[int, int]:
    """Concept number -> the number beside it, for all options (rules 13 and 14); 0 is not known."""
    options = numbers_of(counts.vocabulary, facet.attributes)
    if facet.kind == FacetKind.WHERE:
        return {option: counts.of_place(option) for option in options}
    if facet.kind == FacetKind.WHAT or (facet.name == "ook" and not counts.query.whats):
        known = counts.numbers.whats
    else:
        known = counts.numbers.own if facet.is_local else counts.numbers.regional
    k = counts.now.k
    return {option: _label(known[option], k=k) if option in known else 0 for option in options}
