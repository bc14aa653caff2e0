"""Searches of one engine, again and again, while valgrind counts; answers are checked where time is measured.

python -m tests.bench.search.counted --engine ours --folder … --people 3386 --queries 10 --times 8
"""

import argparse
from pathlib import Path

from tests.bench.search.asked import SETS, searches
from tests.bench.search.counting import counted
from tests.bench.search.engines import ENGINES
from tests.bench.search.prepared import Kept
from tests.bench.search.task import Engine


def count(engine: Engine, *, queries: int, times: int) -> None:
    """Ask each search of both sets once for nothing, then so many times."""
    engine.load()
    engine.build()
    words = engine.profiles.words
    given = [engine.read(asked) for name in SETS for asked in searches(words, name, queries)]
    for one in given:
        engine.ask(one)
    with counted():
        for _ in range(times):
            for one in given:
                engine.ask(one)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--engine", choices=list(ENGINES), required=True)
    options.add_argument("--folder", type=Path, required=True)
    for name in ("people", "queries", "times"):
        options.add_argument(f"--{name}", type=int, required=True)
    given = options.parse_args()
    kept = Kept(given.folder, given.people)
    engine = ENGINES[given.engine].open()(given.folder, kept.profiles())
    count(engine, queries=given.queries, times=given.times)


if __name__ == "__main__":
    main()
