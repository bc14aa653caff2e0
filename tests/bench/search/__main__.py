"""`python -m tests.bench.search --people 1556 100000 1000000`: a table for each size, and the goals.

Each size is published by the steps of a real publication into a clone of the explorer database,
as `register_web`; the site under measurement is gunicorn as it is deployed, as `explorer_web`.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.search.pages import pages_a_second, served, tags

REGION = 5_000
PEER_UP_TO = 100_000
GOALS = {"region": (1.2, 2.0, 400), "country": (2.5, 8.0, 250)}
CACHED, NOT_MODIFIED, TIMES_QUICKER = 2_000, 2_500, 50
ASKED_AGAIN = 50
FOLDER = Path(".local/bench")


def main() -> None:
    """Print the table of each size, or measure one for it."""
    parser = argparse.ArgumentParser(prog="tests.bench.search")
    parser.add_argument("--people", type=int, nargs="+", default=[1_556, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(one(given.one)))
        return
    results = []
    for people in given.people:
        command = [sys.executable, "-m", "tests.bench.search", "--one", str(people)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        results.append(json.loads(done.stdout.splitlines()[-1]))
        show(results[-1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "search.json").write_text(json.dumps(results, indent=1))


def one(people: int) -> dict[str, Any]:
    """All figures of one size."""
    from tests import site
    from tests.database import CLUSTER, INSIDE, LOCAL, OUTSIDE, Clone

    site.choose("profiles.settings")
    import django

    django.setup()
    from tests.bench.publishing.__main__ import Timed
    from tests.bench.search import one as search
    from tests.bench.search import peer

    clones = [
        Clone(alias="default", side=INSIDE, role="register_web"),
        Clone(alias="explorer", side=OUTSIDE, role="register_web"),
    ]
    for clone in clones:
        clone.create()
    try:
        found = search.measured(people, k=5 if people <= REGION else 10, timed=Timed())
        queries = found.pop("addresses")
        password = (LOCAL / "credentials" / "explorer_web").read_text()
        address = CLUSTER.url(role="explorer_web", password=password, database=clones[1].name)
        found["pages"] = whole_pages(address, queries)
        if people <= PEER_UP_TO:
            with peer.plain_people(people) as plain:
                found["plain"] = peer.measured(plain, queries, sample_size=60 if people <= REGION else 12)
    finally:
        for clone in clones:
            clone.drop()
    found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def whole_pages(address: str, queries: list[str]) -> dict[str, float]:
    """Pages a second: never asked before, asked again by anybody, and known to the visitor (304)."""
    environment = {**os.environ, "DATABASE_URL": address, "DEMO": "1", "PYTHONWARNINGS": "ignore"}
    environment["DJANGO_SETTINGS_MODULE"] = "explorer.settings"
    environment.pop("REGISTER_DATABASE_URL", None)
    paths = [f"/kandidaten/?{query}" for query in queries]
    again = paths[:ASKED_AGAIN]
    with served("explorer.wsgi", environment) as port:
        fresh = pages_a_second(port, paths[ASKED_AGAIN:])
        known = tags(port, again)
        pages_a_second(port, again)
        return {
            "fresh": round(fresh, 1),
            "cached": round(pages_a_second(port, again), 1),
            "not modified": round(pages_a_second(port, again, known), 1),
        }


def show(found: dict[str, Any]) -> None:
    """The figures of a size beside the goals; a goal is missed until this line says otherwise."""
    size = "region" if found["people"] <= REGION else "country"
    p50, p95, fresh = GOALS[size]
    print(f"\n{found['people']:,} people, {found['groups']:,} groups")
    _line("database work of a page, p50 ms", found["database"]["p50"], p50, lower=True)
    _line("database work of a page, p95 ms", found["database"]["p95"], p95, lower=True)
    _line("statements a page", found["statements"], 3, lower=True)
    _line("pages/s never asked before", found["pages"]["fresh"], fresh)
    _line("pages/s asked again", found["pages"]["cached"], CACHED)
    _line("pages/s not modified (304)", found["pages"]["not modified"], NOT_MODIFIED)
    if "plain" in found:
        plain = found["plain"]
        times = found["pages"]["fresh"] / max(plain["pages"], 0.01)
        goal = TIMES_QUICKER if size == "country" else 0
        _line("times as many pages/s as plain Django", round(times, 1), goal)
        print(f"  plain Django: search {plain['p50']} / {plain['p95']} ms, {plain['pages']} pages/s")
    print(f"  answer {found['answer']} ms, reading an address {found['read']} ms")
    print(f"  publishing {found['publish']} s")


def _line(what: str, reached: float, goal: float, *, lower: bool = False) -> None:
    verdict = "" if not goal else "reached" if (reached <= goal if lower else reached >= goal) else "missed"
    print(f"  {what:<42}{reached:>10}  goal {goal:>8}  {verdict}", flush=True)


if __name__ == "__main__":
    main()
