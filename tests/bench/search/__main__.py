"""How quick the search is, beside its peers: one run, one machine, the same searches.

python -m tests.bench.search --people 3386 100000 1000000
python -m tests.bench.search --people 100000 --engines ours --no-pages

Every answer of every engine is checked against brute force. The figures also go
to .local/bench/search.json.
"""

import argparse
import json
import os
import platform
import sys
from typing import Any

from explorer.search.facets import FACETS
from tests.bench.search import goals, instructions
from tests.bench.search.compare import ROOT, BenchError, results, step
from tests.bench.search.engines import ENGINES, OURS, PLAIN, POSSIBLE, installed
from tests.bench.search.pages import measure
from tests.bench.search.pages import table as pages_table
from tests.bench.search.server import Server, server
from tests.bench.search.table import HEAD, is_right, line, notes

SIZES = [3386, 100_000, 1_000_000]
QUERIES, TIMES, SECONDS = 50, 9, 5.0
# Up to so many profiles valgrind is quick enough to be asked each time.
FEW = 10_000
Told = dict[str, Any]


def main() -> int:
    """Run what was asked for; 1 when an answer was wrong or a step failed."""
    given = _options()
    sizes = []
    for people in given.people:
        sizes.append(_size(given, people))
        report = {"machine": _machine(), "sizes": sizes, "goals": list(goals.compare(sizes))}
        (given.home / "search.json").write_text(json.dumps(report, indent=1))
    _say("", *goals.lines(sizes), *pages_table.disturbed(sizes))
    _say("", *goals.reasons(sizes), "", given.home / "search.json")
    right = [is_right(result) for size in sizes for result in size["engines"]]
    failed = [load["failed"] for size in sizes for load in size.get("pages", {}).get("loads", ())]
    return 0 if all(right) and not any(failed) else 1


def _size(given: argparse.Namespace, people: int) -> Told:
    folder = given.home / f"search-{people}"
    asked = {"folder": folder, "people": people, "queries": given.queries}
    options = [part for name, value in asked.items() for part in (f"--{name}", value)]
    told: Told = {"people": people, **json.loads(step("prepared", *options))}
    profiles = f"{people:,} profiles of {told['facts']:.1f} facts"
    _say("", f"{profiles}; {told['values']:,} values in {len(FACETS)} facets")
    _say(f"two sets of {given.queries} searches; the best time of each counts", "")
    with server(folder) as database:
        told["engines"] = _compare(given, asked, database)
        if given.pages:
            told["pages"] = _pages(given, people, database)
        told["instructions"] = _instructions(given, asked, database)
    return told


def _instructions(given: argparse.Namespace, asked: Told, database: Server) -> Told:
    """Of this search and of pages at a small size; of everything at every size where that was asked for."""
    every = given.instructions == "all"
    if given.instructions == "none" or (asked["people"] > FEW and not every):
        return {}
    if not instructions.can_count():
        _say("", "instructions are not counted, since valgrind is not installed")
        return {}
    names = [name for name in given.engines if every or name in (OURS, POSSIBLE)]
    found = dict(instructions.of_searches(names, **asked))
    if given.pages:
        found |= [instructions.of_pages(**measure.outside(database))]
    _say("", *instructions.lines(found))
    return found


def _compare(given: argparse.Namespace, asked: Told, database: Server) -> list[Told]:
    _say(HEAD)
    found: list[Told] = []
    for result in results(given.engines, **asked, times=given.times, server=database):
        found.append(result)
        ours = next((one for one in found if one["engine"] == OURS), None)
        _say(line(result, ours))
    _say(*notes(found))
    return found


def _pages(given: argparse.Namespace, people: int, database: Server) -> Told:
    told = {**measure.publish(database, people=people), "loads": []}
    _say("", pages_table.head())
    told["loads"] += measure.pages(database, seconds=given.seconds)
    if PLAIN in given.engines:
        told["loads"] += measure.plain_pages(database, seconds=given.seconds)
    _say(*pages_table.by_kind(told["loads"]), "", *pages_table.by_core(told["loads"]))
    _say("", *pages_table.of_workers(told))
    return told


def _machine() -> Told:
    return {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()}


def _say(*lines: object) -> None:
    for one in lines:
        print(one, flush=True)


def _options() -> argparse.Namespace:
    form = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(prog="tests.bench.search", description=__doc__, formatter_class=form)
    options.add_argument("--people", type=int, nargs="+", default=SIZES, help="numbers of profiles")
    options.add_argument("--engines", nargs="+", default=installed(), choices=list(ENGINES))
    options.add_argument("--queries", type=int, default=QUERIES, help="searches in each of the two sets")
    options.add_argument("--times", type=int, default=TIMES, help="how often each is asked at most")
    options.add_argument("--no-pages", dest="pages", action="store_false", help="leave whole pages out")
    options.add_argument("--seconds", type=float, default=SECONDS, help="of asking for each kind of page")
    counts = "count instructions of this search and of pages at a small size (few), or of all at all sizes"
    options.add_argument("--instructions", choices=["none", "few", "all"], default="few", help=counts)
    options.add_argument("--home", type=type(ROOT), default=ROOT / ".local" / "bench", help="its folder")
    return options.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchError as error:
        sys.exit(f"bench: {error}")
