"""The groups of a release as lines of a file, streamed from the database by COPY.

A line for each name of a group's area: a municipality, a region, a circle (its centre and
`radius_km`), or the country (an empty `where`). Concepts are `attribute:code`.
"""

from collections.abc import Iterator

from django.db import connections, router
from psycopg import sql

from explorer.release.models import Group

COLUMNS = ("what", "also", "where", "radius_km", "condition", "at_least")
NAMED = """
WITH concept AS (
    SELECT number, attribute || ':' || code AS name,
        attribute IN ('task', 'skill', 'occupation', 'sector') AS is_what
    FROM explorer_release_publishedconcept WHERE release_id = {release}
), named AS (
    SELECT area.number AS area, concept.name, NULL::int AS km
    FROM explorer_release_area area JOIN concept ON concept.number = area.concept
    WHERE area.release_id = {release}
    UNION ALL
    SELECT number, '', NULL FROM explorer_release_area WHERE release_id = {release} AND kinds LIKE '%N%'
    UNION ALL
    SELECT circle.area, concept.name, circle.km
    FROM explorer_release_circle circle JOIN concept ON concept.number = circle.centre
    WHERE circle.release_id = {release}
), line AS (
    SELECT coalesce(what.name, '') AS what,
        CASE WHEN condition.is_what THEN condition.name ELSE '' END AS also,
        named.name AS "where", named.km AS radius_km,
        CASE WHEN condition.is_what THEN '' ELSE coalesce(condition.name, '') END AS condition,
        "group".at_least
    FROM explorer_release_group AS "group"
    JOIN named ON named.area = "group".area
    LEFT JOIN concept what ON what.number = "group".what
    LEFT JOIN concept condition ON condition.number = "group".condition
    WHERE "group".release_id = {release}
    ORDER BY "group".what, "group".area, "group".condition, named.name, named.km
)
"""
CSV = "COPY ({named} SELECT {columns} FROM line) TO STDOUT (FORMAT csv, HEADER true)"
# With signs that no line holds as quote and delimiter, a line of CSV is the JSON as it is.
JSON = (
    "COPY ({named} SELECT row_to_json(line)::text FROM line) "
    "TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"
)


def csv_lines(release: int) -> Iterator[bytes]:
    """UTF-8, commas, a header; an empty cell is none."""
    yield from _copied(CSV, release)


def json_lines(release: int) -> Iterator[bytes]:
    """JSON Lines: an object a line, with the columns as keys."""
    yield from _copied(JSON, release)


def _copied(statement: str, release: int) -> Iterator[bytes]:
    query = sql.SQL(statement).format(
        named=sql.SQL(NAMED).format(release=sql.Literal(release)),
        columns=sql.SQL(", ").join(map(sql.Identifier, COLUMNS)),
    )
    # COPY streams: a country has millions of groups, and no list of them fits in a worker.
    connection = connections[router.db_for_read(Group)]
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for piece in copy:
            yield bytes(piece)
