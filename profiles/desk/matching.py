"""Matching: every available person of a region compared with a wish, criterion by criterion.

One statement finds, compares, counts and orders; a second brings the people of one page with what
they were asked before. No score: people are ordered by wishes met, hard ones first, then by what is
said beside each.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from explorer.release.shapes import PLACE
from explorer.release.vocabulary import distance
from profiles.access.scope import as_system
from profiles.desk.ask_candidate import ASKED_IN
from profiles.desk.criteria import Criterion, criteria_of
from profiles.desk.models import RECORDED_BITS, Approach
from profiles.desk.wish import DeskWish
from profiles.register.models import Candidate
from profiles.vocabulary.tree import Tree

PER_PAGE = 25
ENDLESS = 1000
"""Hours; more than a week has."""


class CriterionVerdict(IntEnum):
    """How a person meets a criterion."""

    NO = 0
    UNKNOWN = 1
    YES = 2
    RATHER_NOT = 3
    """Open too, and it is known why: then the person rather does not work."""

    @property
    def icon(self) -> str:
        return {CriterionVerdict.NO: "cross", CriterionVerdict.YES: "tick"}.get(self, "question")


@dataclass(frozen=True)
class Fit:
    """One person beside the criteria; `km` to the centre where there is one and a place is known."""

    candidate: Candidate
    criteria: tuple[Criterion, ...]
    verdicts: tuple[CriterionVerdict, ...]
    km: float | None
    hours_min: int | None
    hours_max: int | None
    available_from: datetime.date | None
    confirmed_on: datetime.date | None
    asked_here: Approach | None
    asked_before: int

    @property
    def judged(self) -> Iterator[tuple[Criterion, CriterionVerdict]]:
        return zip(self.criteria, self.verdicts, strict=True)


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
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1

    @property
    def others(self) -> int:
        """People that miss a wish that is not a hard one."""
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
    """The people of organisations in these regions (primary keys) that fit a wish, 25 a page, best first.

    Never after an objection or withdrawal, when paused or at work, nor with `no_go_key` on the own
    list of employers. `case`: the one whose approaches are said beside the people.
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
    # Row-level security on three million facts takes three times as long: the system compares. The statement
    # has the regions, and whom it finds is read under the security of whoever asks.
    with as_system(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    fitting, perhaps, total = rows[0][:3] if rows else (0, 0, 0)
    found = [row for row in rows if row[3] is not None]
    return FitPage(criteria, tuple(_fits(found, criteria, case)), fitting, perhaps, total, max(page, 1))


def _fits(rows: Sequence[tuple], criteria: tuple[Criterion, ...], case: int | None) -> Iterator[Fit]:
    asked = Approach.objects.filter(candidate=OuterRef("pk")).values(
        said=JSONObject(id="id", case_id="case_id", answer="answer")
    )
    people = Candidate.objects.select_related("organisation", "municipality")
    known = people.annotate(asked=ArraySubquery(asked)).in_bulk([row[3] for row in rows])
    for row in rows:
        *_counts, pk, verdicts, km, hours_min, hours_max, available_from, confirmed_on, rather_not = row
        candidate = known.get(pk)
        if candidate is None:
            continue
        approaches = [Approach(**said) for said in candidate.asked]
        yield Fit(
            candidate=candidate,
            criteria=criteria,
            verdicts=tuple(
                CriterionVerdict.RATHER_NOT
                if verdict == CriterionVerdict.UNKNOWN and not criterion.day_parts.isdisjoint(rather_not)
                else CriterionVerdict(verdict)
                for verdict, criterion in zip(verdicts, criteria, strict=True)
            ),
            km=km,
            hours_min=hours_min,
            hours_max=hours_max,
            available_from=available_from,
            confirmed_on=confirmed_on,
            asked_here=next((each for each in approaches if each.case_id == case), None),
            asked_before=sum(each.case_id != case for each in approaches),
        )


def _statement(tree: Tree, wish: DeskWish, criteria: Sequence[Criterion]) -> tuple[str, dict[str, Any]]:
    """The statement and its parameters; only positions and numbers are written into the text.

    Of the facts only those are read that meet a wish or leave it open, by the index that begins with
    the concept: whether anything is recorded at all says the row of the profile. Hard wishes narrow the
    people before the facts of the others are read.
    """
    bits = _Bits(criteria)
    # Distances are worked out here, once for each municipality and not for each person.
    places = list(_places(tree, wish))
    # Ranges, labels and days go as parameters: nothing that was typed is ever part of the text.
    parameters: dict[str, Any] = {
        "places": [place for place, _km, _inside in places],
        "kms": [km for _place, km, _inside in places],
        "inside": [inside for _place, _km, inside in places],
        **{f"{name}_concepts": list(of_concept) for name, of_concept in bits.of_concept.items()},
        **{f"{name}_bits": list(of_concept.values()) for name, of_concept in bits.of_concept.items()},
    }
    values = [_value(i, criterion, bits, parameters) for i, criterion in enumerate(criteria)]
    hard = [i for i, criterion in enumerate(criteria) if criterion.is_hard]
    of_hard = {
        "BITS": "COALESCE(fact.bits, 0)",
        "RECORDED": "COALESCE(recorded.bits, 0)",
        "PERSON": "profile",
        "PLACE": "place",
    }
    of_all = {
        "BITS": "(person.bits | COALESCE(fact.bits, 0))",
        "RECORDED": "person.recorded",
        "PERSON": "person",
        "PLACE": "person",
    }
    count = len(criteria)
    statement = STATEMENT.format(
        narrowed="".join(f" AND {_with(values[i], of_hard)} > 0" for i in hard),
        columns="".join(f", {_with(value, of_all)} AS v{i}" for i, value in enumerate(values)),
        listed=", ".join(f"v{i}" for i in range(count)),
        count=count,
        hard_yes=_count(hard, 2),
        yes=_count(range(count), 2),
        open=_count(range(count), 1),
        order=ORDER,
    )
    return statement, parameters


ORDER = (
    "hard_yes DESC, yes DESC, open DESC, km NULLS LAST, available_from NULLS LAST,"
    # Ends in something unique: else a person could be on two pages, or on none.
    " confirmed_on DESC NULLS LAST, candidate"
)
STATEMENT = """
WITH hard_fact AS (
    SELECT recorded.profile_id, bit_or(wanted.bits) AS bits
    FROM unnest(%(hard_concepts)s::bigint[], %(hard_bits)s::bigint[]) AS wanted(concept, bits)
    JOIN compared_fact recorded ON recorded.concept_id = wanted.concept
    GROUP BY recorded.profile_id
-- Materialized: the soft facts are read for these people only, and who they are is worked out once.
), person AS MATERIALIZED (
    SELECT profile.id AS profile, person.id AS candidate, place.km, place.inside, profile.hours_min,
        profile.hours_max, profile.available_from, profile.confirmed_on, profile.not_applicable,
        profile.rather_not,
        COALESCE(fact.bits, 0) AS bits, COALESCE(recorded.bits, 0) AS recorded
    FROM compared_profile profile
    JOIN compared_candidate person ON person.id = profile.candidate_id
    JOIN register_organisation organisation ON organisation.id = person.organisation_id
    LEFT JOIN hard_fact fact ON fact.profile_id = profile.id
    LEFT JOIN compared_attributes recorded ON recorded.profile_id = profile.id
    LEFT JOIN unnest(%(places)s::bigint[], %(kms)s::float8[], %(inside)s::boolean[])
        AS place(id, km, inside) ON place.id = person.municipality_id
    WHERE organisation.region_id = ANY(%(regions)s) AND profile.state = ANY(%(states)s)
        AND profile.objected_on IS NULL
        AND NOT EXISTS (
            SELECT FROM compared_no_go no_go
            WHERE no_go.key = %(no_go)s AND no_go.candidate_id = person.id AND %(no_go)s <> ''
        ){narrowed}
), soft_fact AS (
    SELECT recorded.profile_id, bit_or(wanted.bits) AS bits
    FROM unnest(%(soft_concepts)s::bigint[], %(soft_bits)s::bigint[]) AS wanted(concept, bits)
    JOIN compared_fact recorded ON recorded.concept_id = wanted.concept
    WHERE recorded.profile_id IN (SELECT profile FROM person)
    GROUP BY recorded.profile_id
), fitting AS (
    SELECT *, {hard_yes} AS hard_yes, {yes} AS yes, {open} AS open
    FROM (
        SELECT candidate, km, hours_min, hours_max, available_from, confirmed_on, rather_not{columns}
        FROM person LEFT JOIN soft_fact fact ON fact.profile_id = person.profile
        -- Else each value is worked out once more for every count of it.
        OFFSET 0
    ) AS valued
-- Counted before the page is cut off; a page beyond the last one still says how many there are.
), counted AS (
    SELECT count(*) FILTER (WHERE yes = {count}) AS fitting,
        count(*) FILTER (WHERE open > 0 AND yes + open = {count}) AS perhaps, count(*) AS total
    FROM fitting
), page AS (
    SELECT * FROM fitting ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s
)
SELECT counted.fitting, counted.perhaps, counted.total, page.candidate, ARRAY[{listed}]::smallint[],
    page.km, page.hours_min, page.hours_max, page.available_from, page.confirmed_on, page.rather_not
FROM counted LEFT JOIN page ON true
ORDER BY {order}
"""
"""Only positions and numbers of bits are written into it; all else is a parameter."""


class _Bits:
    """Which bit of the facts of a person says that a criterion is met, and which that it is left open.

    `of_concept` goes by hard and soft: what a concept says of the criteria of that kind.
    """

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        self.of_concept: dict[str, dict[int, int]] = {"hard": {}, "soft": {}}
        self.meets: dict[int, int] = {}
        self.above: dict[int, int] = {}
        bit = 1
        for i, criterion in enumerate(criteria):
            if not _asks_facts(criterion):
                continue
            given = self.of_concept["hard" if criterion.is_hard else "soft"]
            self.meets[i], self.above[i] = bit, bit << 1
            for concepts, said in ((criterion.meets, bit), (criterion.above, bit << 1)):
                for number in concepts:
                    given[number] = given.get(number, 0) | said
            bit <<= 2


def _asks_facts(criterion: Criterion) -> bool:
    return not (criterion.is_place or criterion.attributes in (("hours",), ("availability",)))


def _value(i: int, criterion: Criterion, bits: _Bits, parameters: dict[str, Any]) -> str:
    """SQL of one criterion: 2 yes, 1 unknown, 0 no; the words in capitals are put in by `_with`."""
    unknown = int(CriterionVerdict.YES if criterion.takes_unknown else CriterionVerdict.UNKNOWN)
    if criterion.is_place:
        return f"CASE WHEN PLACE.inside IS NULL THEN {unknown} WHEN PLACE.inside THEN 2 ELSE 0 END"
    if criterion.until is not None:
        parameters[f"until_{i}"] = criterion.until
        return (
            f"CASE WHEN PERSON.available_from IS NULL THEN {unknown}"
            f" WHEN PERSON.available_from <= %(until_{i})s THEN 2 ELSE 0 END"
        )
    if not _asks_facts(criterion):
        overlaps = [
            f"(PERSON.hours_min < {ENDLESS if high == float('inf') else int(high)} AND"
            f" (PERSON.hours_max > {low} OR (PERSON.hours_max = {low} AND PERSON.hours_min = {low})))"
            for low, high in criterion.bands
        ]
        yes = " OR ".join(overlaps) or "false"
        return f"CASE WHEN PERSON.hours_min IS NULL THEN {unknown} WHEN {yes} THEN 2 ELSE 0 END"
    cases = [f"WHEN BITS & {bits.meets[i]} <> 0 THEN 2", f"WHEN BITS & {bits.above[i]} <> 0 THEN {unknown}"]
    if criterion.day_parts:
        parameters[f"day_parts_{i}"] = sorted(criterion.day_parts)
        cases.append(
            f"WHEN PERSON.rather_not && %(day_parts_{i})s::varchar[] THEN {int(CriterionVerdict.UNKNOWN)}"
        )
    for j, name in enumerate(criterion.attributes):
        parameters[f"attribute_{i}_{j}"] = name
        none = f"%(attribute_{i}_{j})s = ANY(PERSON.not_applicable)"
        not_recorded = f"RECORDED & {RECORDED_BITS[name]} = 0"
        if criterion.takes_none:
            cases.append(f"WHEN {not_recorded} AND {none} THEN 2")
        cases.append(f"WHEN {not_recorded} AND NOT {none} THEN {unknown}")
    return f"CASE {' '.join(cases)} ELSE 0 END"


def _with(value: str, names: Mapping[str, str]) -> str:
    """A value with the names of one part of the statement."""
    return re.sub("BITS|RECORDED|PERSON|PLACE", lambda found: names[found[0]], value)


def _count(positions: Sequence[int] | range, value: int) -> str:
    return " + ".join(f"(v{i} = {value})::int" for i in positions) or "0"


def _places(tree: Tree, wish: DeskWish) -> Iterator[tuple[int, float | None, bool]]:
    """(municipality, km to the centre, whether it is asked for); another municipality counts as unknown."""
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
