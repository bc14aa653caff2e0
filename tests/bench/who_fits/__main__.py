"""`python -m tests.bench.who_fits --people 3386 150000`: milliseconds of *who fits* by wish and size.

The people of the demo in a clone of the register; more are copies of them in the same region. Median
and fastest of several runs with their CPU time, as `register_web` on the server of the tests.
"""

import argparse
import datetime
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psycopg

from tests import site
from tests.database import INSIDE, OUTSIDE, Clone, superuser

ON = datetime.date(2026, 11, 23)
DEMO_PEOPLE = 3386
RUNS = 7
known: dict[str, int] = {}
WISHES = {
    "a task": "taak=orderpicken",
    "a task near a place": "taak=orderpicken&vanuit=GM0984&straal=15",
    "task, place, hours, licence": "taak=orderpicken&vanuit=GM0984&straal=15&uren=24-32&rijbewijs=B",
    "two tasks and a sector": "taak=orderpicken&taak=schoonmaken&sector=H",
    "everything": (
        "taak=orderpicken&vaardigheid=heftruck-rijden&vanuit=GM0983&straal=25&uren=24-32&rijbewijs=B"
        "&opleiding=mbo-2&beschikbaar=binnen-1-maand&vervoer=fiets&ook=task:schoonmaken"
    ),
    "conditions alone": "uren=24-32&rijbewijs=B&beschikbaar=meteen",
}
SHIFTED = {
    "register_candidate": {"id": "id + copy * 1000000", "reference_index": "md5(id || '-' || copy)"},
    "register_profile": {"id": "id + copy * 1000000", "candidate_id": "candidate_id + copy * 1000000"},
    "register_profilefact": {"id": "id + copy * 10000000", "profile_id": "profile_id + copy * 1000000"},
    "desk_recordedattributes": {"profile_id": "profile_id + copy * 1000000"},
}
"""What differs in the copies of a row; all other columns are the same."""


def main() -> None:
    """Print a line for each size and wish."""
    parser = argparse.ArgumentParser(prog="tests.bench.who_fits")
    parser.add_argument("--people", type=int, nargs="+", default=[DEMO_PEOPLE, 150_000])
    parser.add_argument("--explain", action="store_true", help="print the plan of the slowest wish")
    given = parser.parse_args()
    with register() as clone:
        from django.core.management import call_command

        call_command("load_vocabulary", verbosity=0)
        call_command("make_population", seed=2026, verbosity=0)
        for people in given.people:
            grow(clone, people)
            measure(people, explain=given.explain)


@contextmanager
def register() -> Iterator[Clone]:
    """A register of its own, set up for Django."""
    site.choose("profiles.settings")
    import django

    django.setup()
    clones = [
        Clone(alias="default", side=INSIDE, role="register_web"),
        Clone(alias="explorer", side=OUTSIDE, role="register_web"),
    ]
    for clone in clones:
        clone.create()
    try:
        yield clones[0]
    finally:
        for clone in clones:
            clone.drop()


def grow(clone: Clone, people: int) -> None:
    """Copy everybody until there are about so many."""
    copies = round(people / DEMO_PEOPLE) - 1
    with superuser(clone.name) as connection:
        if copies > 0:
            # Triggers are off: history and what follows from the facts is copied, or not needed.
            connection.execute("SET session_replication_role = replica")
            for table, shifted in SHIFTED.items():
                names = columns_of(connection, table)
                values = ", ".join(shifted.get(name, name) for name in names)
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(names)}) OVERRIDING SYSTEM VALUE"
                    f" SELECT {values} FROM {table}, generate_series(1, {copies}) AS copy"
                )
        connection.execute("VACUUM ANALYZE")


def columns_of(connection: psycopg.Connection, table: str) -> list[str]:
    """The columns of a table that are written."""
    found = connection.execute(
        "SELECT column_name::text FROM information_schema.columns"
        " WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in found]


def measure(people: int, *, explain: bool) -> None:
    """Each wish several times."""
    from profiles.desk.matching import who_fits
    from profiles.desk.wish import wish_of_query
    from profiles.vocabulary.tree import load_tree

    tree = load_tree(on=ON)
    region = tree.find("place", "AM31")
    regions = [place.pk for place in tree.roots("place") if region is None or place.pk == region.pk]
    for name, query in WISHES.items():
        wish = wish_of_query(tree, query)
        assert not wish.unknown, wish.unknown
        times, cpu, page = [], [], None
        for _ in range(RUNS):
            started, used = time.perf_counter(), cpu_seconds()
            page = who_fits(tree, wish, regions=regions, on=ON)
            times.append(1000 * (time.perf_counter() - started))
            cpu.append(1000 * (cpu_seconds() - used))
        assert page
        print(
            f"{people:>8}  {name:<30}{median(times):>8.0f} ms"
            f"  fastest {min(times):>6.0f}  cpu {median(cpu):>6.0f}"
            f"  {page.fitting} fit, {page.perhaps} perhaps, {page.total} in all",
            flush=True,
        )
        if explain:
            print(plan(tree, wish, regions))


def cpu_seconds() -> float:
    """Of this process and of its server process: what a busy machine does not stretch."""
    from django.db import connection

    if "pid" not in known:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            known["pid"] = cursor.fetchone()[0]
    fields = Path(f"/proc/{known['pid']}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def plan(tree: object, wish: object, regions: list[int]) -> str:
    """How PostgreSQL answers a wish."""
    from django.db import connection

    from profiles.desk import matching
    from profiles.desk.criteria import criteria_of

    statement, parameters = matching._statement(tree, wish, criteria_of(tree, wish, on=ON))  # type: ignore[arg-type]
    values = {**parameters, "regions": regions, "states": sorted(matching.ASKED_IN), "no_go": ""}
    with connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF) {statement}", {**values, "limit": 25, "offset": 0}
        )
        return "\n".join(line for (line,) in cursor.fetchall())


if __name__ == "__main__":
    main()
