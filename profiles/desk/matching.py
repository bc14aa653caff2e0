"""Who fits: every available person of a region compared with a wish, criterion by criterion.

One statement finds, compares, counts and orders; a second brings who the people of one page are. No
score: people are ordered by wishes met, hard ones first, then by what is said beside each.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from explorer.release.shapes import PLACE
from explorer.release.vocabulary import distance
from profiles.desk.ask_candidate import ASKED_IN
from profiles.desk.criteria import Criterion, criteria_of
from profiles.desk.models import Approach
from profiles.desk.wish import DeskWish
from profiles.register.models import Candidate
from profiles.vocabulary.tree import Tree

PER_PAGE = 25


class Verdict(IntEnum):
    """How somebody meets a criterion."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def icon(self) -> str:
        return {Verdict.NO: "cross", Verdict.UNKNOWN: "question", Verdict.YES: "tick"}[self]


@dataclass(frozen=True)
class Fit:
    """One person beside the criteria; `km` to the centre where there is one and a place is known."""

    candidate: Candidate
    verdicts: tuple[Verdict, ...]
    km: float | None
    hours_min: int | None
    hours_max: int | None
    available_from: datetime.date | None
    confirmed_on: datetime.date | None
    asked_here: Approach | None
    asked_before: int


@dataclass(frozen=True)
class FitPage:
    """A page of people, and how many there are: `fitting` meet every wish, `perhaps` have only open ones
    beside those, `total` have no hard wish that is a no."""

    criteria: tuple[Criterion, ...]
    rows: tuple[Fit, ...]
    fitting: int
    perhaps: int
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def others(self) -> int:
        """Who misses a wish that is not a hard one."""
        return self.total - self.fitting - self.perhaps


def who_fits(
    tree: Tree,
    wish: DeskWish,
    *,
    regions: Sequence[int],
    on: datetime.date,
    no_go_key: str = "",
    case: int | None = None,
    page: int = 1,
) -> FitPage:
    """The people of organisations in these regions (primary keys) who fit a wish, 25 a page, best first.

    Never who objected, is paused, at work or withdrawn, nor who does not want the employer with
    `no_go_key`. `case`: the one whose approaches are said beside the people.
    """
    criteria = criteria_of(tree, wish, on=on)
    statement, parameters = _statement(tree, wish, criteria)
    values = {
        **parameters,
        "regions": list(regions),
        "states": sorted(ASKED_IN),
        "no_go": no_go_key,
        "limit": PER_PAGE,
        "offset": (max(page, 1) - 1) * PER_PAGE,
    }
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    fitting, perhaps, total = rows[0][:3] if rows else (0, 0, 0)
    found = [row for row in rows if row[3] is not None]
    return FitPage(criteria, tuple(_fits(found, case)), fitting, perhaps, total, max(page, 1))


def _fits(rows: Sequence[tuple], case: int | None) -> Iterator[Fit]:
    people = Candidate.objects.select_related("organisation", "municipality").prefetch_related("approaches")
    known = people.in_bulk([row[3] for row in rows])
    for row in rows:
        _fitting, _perhaps, _total, pk, verdicts, km, hours_min, hours_max, available_from, confirmed_on = row
        candidate = known[pk]
        approaches = list(candidate.approaches.all())
        yield Fit(
            candidate=candidate,
            verdicts=tuple(Verdict(verdict) for verdict in verdicts),
            km=km,
            hours_min=hours_min,
            hours_max=hours_max,
            available_from=available_from,
            confirmed_on=confirmed_on,
            asked_here=next((each for each in approaches if each.case_id == case), None),
            asked_before=sum(each.case_id != case for each in approaches),
        )


def _statement(tree: Tree, wish: DeskWish, criteria: Sequence[Criterion]) -> tuple[str, dict[str, Any]]:
    """The statement and its parameters; only column names and numbers are written into the text."""
    bits = _Bits(tree, criteria)
    parameters: dict[str, Any] = {
        "concepts": list(bits.of_concept),
        "bits": list(bits.of_concept.values()),
    }
    places = list(_places(tree, wish))
    parameters["places"] = [place for place, _km, _inside in places]
    parameters["kms"] = [km for _place, km, _inside in places]
    parameters["inside"] = [inside for _place, _km, inside in places]
    values = [_value(i, criterion, bits, parameters) for i, criterion in enumerate(criteria)]
    hard = [i for i, criterion in enumerate(criteria) if criterion.is_hard]
    statement = f"""
WITH fact AS MATERIALIZED (
    SELECT held.profile_id, bit_or(wanted.bits) AS bits
    FROM unnest(%(concepts)s::bigint[], %(bits)s::bigint[]) AS wanted(concept, bits)
    JOIN register_profilefact held ON held.concept_id = wanted.concept
    GROUP BY held.profile_id
), valued AS (
    SELECT person.id AS candidate, place.km, profile.hours_min, profile.hours_max,
        profile.available_from, profile.confirmed_on, ARRAY[{", ".join(values)}]::smallint[] AS v
    FROM register_profile profile
    JOIN register_candidate person ON person.id = profile.candidate_id
    JOIN register_organisation house ON house.id = person.organisation_id
    LEFT JOIN fact ON fact.profile_id = profile.id
    LEFT JOIN unnest(%(places)s::bigint[], %(kms)s::float8[], %(inside)s::boolean[])
        AS place(id, km, inside) ON place.id = person.municipality_id
    WHERE house.region_id = ANY(%(regions)s) AND profile.state = ANY(%(states)s)
        AND profile.objected_on IS NULL
        AND NOT EXISTS (
            SELECT FROM desk_nogoemployer no_go
            WHERE no_go.key = %(no_go)s AND no_go.candidate_id = person.id AND %(no_go)s <> ''
        )
), fitting AS (
    SELECT *, {_count("v", hard, 2)} AS hard_yes, {_count("v", range(len(criteria)), 2)} AS yes,
        {_count("v", range(len(criteria)), 1)} AS open
    FROM valued
    WHERE {" AND ".join(f"v[{i + 1}] > 0" for i in hard) or "true"}
), counted AS (
    SELECT count(*) FILTER (WHERE yes = {len(criteria)}) AS fitting,
        count(*) FILTER (WHERE open > 0 AND yes + open = {len(criteria)}) AS perhaps, count(*) AS total
    FROM fitting
), page AS (
    SELECT * FROM fitting
    ORDER BY hard_yes DESC, yes DESC, open DESC, km NULLS LAST, available_from NULLS LAST,
        confirmed_on DESC NULLS LAST, candidate
    LIMIT %(limit)s OFFSET %(offset)s
)
SELECT counted.fitting, counted.perhaps, counted.total, page.candidate, page.v, page.km,
    page.hours_min, page.hours_max, page.available_from, page.confirmed_on
FROM counted LEFT JOIN page ON true
ORDER BY hard_yes DESC, yes DESC, open DESC, km NULLS LAST, available_from NULLS LAST,
    confirmed_on DESC NULLS LAST, candidate
"""  # noqa: S608 - only numbers of positions and bits are written into it
    return statement, parameters


class _Bits:
    """Which bit says what of a person: that a criterion is met, left open, or its attribute recorded."""

    def __init__(self, tree: Tree, criteria: Sequence[Criterion]) -> None:
        asked = [criterion for criterion in criteria if _asks_facts(criterion)]
        attributes = list(dict.fromkeys(name for criterion in asked for name in criterion.attributes))
        self.of_concept: dict[int, int] = {}
        self.recorded = {name: 1 << i for i, name in enumerate(attributes)}
        self.meets: dict[int, int] = {}
        self.above: dict[int, int] = {}
        for name, bit in self.recorded.items():
            for concept in tree.of(name):
                self._give(concept.pk, bit)
        bit = 1 << len(attributes)
        for i, criterion in enumerate(criteria):
            if not _asks_facts(criterion):
                continue
            self.meets[i], self.above[i] = bit, bit << 1
            for concepts, given in ((criterion.meets, bit), (criterion.above, bit << 1)):
                for number in concepts:
                    self._give(number, given)
            bit <<= 2

    def _give(self, concept: int, bit: int) -> None:
        self.of_concept[concept] = self.of_concept.get(concept, 0) | bit


def _asks_facts(criterion: Criterion) -> bool:
    return not (
        criterion.is_place or criterion.bands or criterion.until or criterion.attributes == ("hours",)
    )


def _value(i: int, criterion: Criterion, bits: _Bits, parameters: dict[str, Any]) -> str:
    """SQL of one criterion: 2 yes, 1 unknown, 0 no."""
    unknown = int(Verdict.YES if criterion.takes_unknown else Verdict.UNKNOWN)
    if criterion.is_place:
        return f"CASE WHEN place.id IS NULL THEN {unknown} WHEN place.inside THEN 2 ELSE 0 END"
    if criterion.until is not None:
        parameters[f"until_{i}"] = criterion.until
        return (
            f"CASE WHEN profile.available_from IS NULL THEN {unknown}"
            f" WHEN profile.available_from <= %(until_{i})s THEN 2 ELSE 0 END"
        )
    if not _asks_facts(criterion):
        overlaps = [
            f"(profile.hours_min < {end} AND (profile.hours_max > {start}"
            f" OR (profile.hours_max = {start} AND profile.hours_min = {start})))"
            for start, end in (
                (low, 1000 if high == float("inf") else int(high)) for low, high in criterion.bands
            )
        ]
        yes = " OR ".join(overlaps) or "false"
        return f"CASE WHEN profile.hours_min IS NULL THEN {unknown} WHEN {yes} THEN 2 ELSE 0 END"
    return _value_of_facts(i, criterion, bits, parameters, unknown)


def _value_of_facts(
    i: int, criterion: Criterion, bits: _Bits, parameters: dict[str, Any], unknown: int
) -> str:
    held = "COALESCE(fact.bits, 0)"
    cases = [
        f"WHEN {held} & {bits.meets[i]} <> 0 THEN 2",
        f"WHEN {held} & {bits.above[i]} <> 0 THEN {unknown}",
    ]
    for j, name in enumerate(criterion.attributes):
        parameters[f"attribute_{i}_{j}"] = name
        none = f"%(attribute_{i}_{j})s = ANY(profile.not_applicable)"
        not_recorded = f"{held} & {bits.recorded[name]} = 0"
        if criterion.takes_none:
            cases.append(f"WHEN {not_recorded} AND {none} THEN 2")
        cases.append(f"WHEN {not_recorded} AND NOT {none} THEN {unknown}")
    return f"CASE {' '.join(cases)} ELSE 0 END"


def _count(column: str, positions: Sequence[int] | range, value: int) -> str:
    return " + ".join(f"({column}[{i + 1}] = {value})::int" for i in positions) or "0"


def _places(tree: Tree, wish: DeskWish) -> Iterator[tuple[int, float | None, bool]]:
    """(municipality, km to the centre, whether it is asked for); who lives elsewhere is nowhere known."""
    asked = {place.pk for place in wish.places}
    asked |= {each.pk for place in wish.places for each in tree.descendants(place)}
    for place in tree.of(PLACE):
        if tree.parent(place) is None:
            continue
        km = None if wish.centre is None else distance(wish.centre, place)
        known = None if km is None or km == float("inf") else km
        near = wish.centre is not None and (
            place.pk == wish.centre.pk or (known is not None and known <= wish.km)
        )
        yield (
            place.pk,
            0.0 if wish.centre is not None and place.pk == wish.centre.pk else known,
            near or place.pk in asked,
        )
