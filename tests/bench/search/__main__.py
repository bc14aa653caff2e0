"""How quick the search is, beside its peers: one run, one machine, the same searches.

python -m tests.bench.search --people 3386 100000 1000000
python -m tests.bench.search --people 100000 --engines ours --no-pages

Every answer of every engine is checked against brute force. The figures also go
to .local/bench/search.json.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tests.bench.search.compare import BenchError, results, step
from tests.bench.search.engines import ENGINES, OURS, installed
from tests.bench.search.server import Server, server
from tests.bench.search.table import HEAD, is_right, line, notes

SIZES = [3386, 100_000, 1_000_000]
QUERIES, TIMES = 50, 9
KEPT = Path(__file__).resolve().parents[3] / ".local" / "bench"


def main() -> int:
    """Run what was asked for; 1 when an answer was wrong or an engine failed."""
    given = _options()
    told: dict[str, Any] = {"sizes": []}
    for people in given.people:
        folder = given.home / f"search-{people}"
        print(
            f"\n{people:,} profiles; two sets of {given.queries} searches, times are the best of a few",
            flush=True,
        )
        step("prepared", "--folder", folder, "--people", people, "--queries", given.queries)
        with server(folder) as database:
            told["sizes"].append({"people": people, "engines": _compare(given, folder, people, database)})
        (given.home / "search.json").write_text(json.dumps(told, indent=1))
    print(f"\n{given.home / 'search.json'}")
    right = [is_right(result) for size in told["sizes"] for result in size["engines"]]
    return 0 if all(right) else 1


def _compare(given: argparse.Namespace, folder: Path, people: int, database: Server) -> list[dict[str, Any]]:
    print(HEAD, flush=True)
    found: list[dict[str, Any]] = []
    asked = {"folder": folder, "people": people, "queries": given.queries, "times": given.times}
    for result in results(given.engines, **asked, server=database):
        found.append(result)
        ours = next((one for one in found if one["engine"] == OURS), None)
        print(line(result, ours), flush=True)
    print(*notes(found), sep="\n")
    return found


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, nargs="+", default=SIZES, help="numbers of profiles")
    options.add_argument("--engines", nargs="+", default=installed(), choices=list(ENGINES))
    options.add_argument("--queries", type=int, default=QUERIES, help="searches in each of the two sets")
    options.add_argument("--times", type=int, default=TIMES, help="how often each is asked at most")
    options.add_argument("--home", type=Path, default=KEPT, help="folder of all that is made")
    return options.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchError as error:
        sys.exit(f"bench: {error}")
