"""All numbers of a search page, by one statement of index-only scans; rules 4-7 of docs/search.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, router

from explorer.release.models import Group
from explorer.release.scopes import Key, Scope
from explorer.release.shapes import LOCAL_CONDITIONS, REGIONAL_CONDITIONS, WHATS
from explorer.release.vocabulary import Vocabulary

# n(w, A, f) of rule 5 for each what and condition; the largest over the whats or the conditions is rule 6.
EACH = """
    SELECT {columns}, greatest(sum(at_least) FILTER (WHERE area = ANY(%({scope}_parts)s)), max(at_least)) AS n
    FROM {table} WHERE release_id = %(release)s AND {where} GROUP BY {columns}"""
PAGE = """
SELECT 'own', 0, 0, condition, max(n) FROM ({own}) AS each GROUP BY condition
UNION ALL SELECT 'regional', 0, 0, condition, max(n) FROM ({regional}) AS each GROUP BY condition
UNION ALL SELECT 'regional', 0, 0, what, max(n) FROM ({pairs}) AS each GROUP BY what
UNION ALL SELECT 'whats', what, 0, 0, max(n) FROM ({whats}) AS each GROUP BY what
UNION ALL SELECT 'whats', condition, 0, 0, max(n) FROM ({second}) AS each GROUP BY condition
UNION ALL SELECT 'places', what, area, condition, at_least FROM {table}
    WHERE release_id = %(release)s AND what = ANY(%(row_whats)s) AND area = ANY(%(nearby)s)
    AND condition = ANY(%(row_conditions)s)
UNION ALL SELECT 'listed', what, area, condition, at_least FROM {table}
    WHERE release_id = %(release)s AND area = %(listed)s AND what > 0
    AND condition = ANY(%(listed_conditions)s)
"""


@dataclass(frozen=True)
class Asked:
    """What the numbers are asked for. `whats` is (0,) for anybody; `counted` are the options of the
    one facet that narrows the others, or (0,); `counted_in` is the scope that tells these. Of the
    areas `nearby` the rows with `row_whats` and `row_conditions` are read, of the area `listed` all whats."""

    release: int
    whats: tuple[int, ...]
    own: Scope
    regional: Scope
    counted: tuple[int, ...]
    counted_in: Scope
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


def read_numbers(vocabulary: Vocabulary, asked: Asked) -> Numbers:
    """All numbers of a page; one statement."""
    local = [0, *_numbers_of(vocabulary, LOCAL_CONDITIONS)]
    whats = _numbers_of(vocabulary, WHATS)
    parameters: dict[str, Any] = {
        "release": asked.release,
        "asked": list(asked.whats),
        "local": local,
        "told_by_region": [0, *_numbers_of(vocabulary, REGIONAL_CONDITIONS)],
        "first_what": whats[0] if whats else 0,
        "last_what": whats[-1] if whats else 0,
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
    found = Numbers()
    with connections[router.db_for_read(Group)].cursor() as cursor:
        cursor.execute(_statement(), parameters)
        for kind, what, area, condition, number in cursor.fetchall():
            if kind == "own":
                found.own[condition] = int(number)
            elif kind == "regional":
                found.regional[condition] = max(int(number), found.regional.get(condition, 0))
            elif kind == "whats":
                found.whats[what] = max(int(number), found.whats.get(what, 0))
            else:
                (found.places if kind == "places" else found.listed)[what, area, condition] = number
    return found


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


def _statement() -> str:
    table = Group._meta.db_table

    def each(columns: str, scope: str, where: str) -> str:
        return EACH.format(columns=columns, scope=scope, table=table, where=where)

    asked = "what = ANY(%(asked)s)"
    return PAGE.format(
        table=table,
        own=each(
            "what, condition", "own", f"{asked} AND area = ANY(%(own_areas)s) AND condition = ANY(%(local)s)"
        ),
        regional=each(
            "what, condition",
            "regional",
            f"{asked} AND area = ANY(%(regional_areas)s) AND (condition = ANY(%(told_by_region)s)"
            " OR condition BETWEEN %(first_what)s AND %(last_what)s)",
        ),
        pairs=each(
            "what, condition",
            "regional",
            "condition = ANY(%(asked)s) AND condition > 0 AND area = ANY(%(regional_areas)s)"
            " AND what BETWEEN %(first_what)s AND %(last_what)s",
        ),
        whats=each(
            "what, condition",
            "counted",
            "area = ANY(%(counted_areas)s) AND condition = ANY(%(counted)s)"
            " AND what BETWEEN %(first_what)s AND %(last_what)s",
        ),
        # Of two whats the lower number comes first, so a second what is looked for on both sides.
        second=each(
            "what, condition",
            "counted",
            "area = ANY(%(counted_areas)s) AND what = ANY(%(counted)s) AND what > 0"
            " AND condition BETWEEN %(first_what)s AND %(last_what)s",
        ),
    )


def _numbers_of(vocabulary: Vocabulary, attributes: Iterable[str]) -> list[int]:
    """Concept numbers of attributes that follow each other, ascending."""
    return sorted(concept.number for attribute in attributes for concept in vocabulary.of(attribute))
