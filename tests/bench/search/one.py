"""One engine at one size, in a process of its own: built, asked, checked, measured. Prints JSON.

python -m tests.bench.search.one --engine ours --folder … --people 3386 --queries 50
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tests.bench.search.asked import SETS, searches
from tests.bench.search.engines import ENGINES
from tests.bench.search.memory import held
from tests.bench.search.prepared import Kept
from tests.bench.search.task import Answer, Engine

# Of an engine that needs minutes every so manieth search is asked.
SAMPLE = 5


class Often(NamedTuple):
    """A search is asked again until so many seconds went by, and at most so often; the best time counts."""

    times: int = 9
    seconds: float = 0.3


def measure(engine: Engine, kept: Kept, how_many: int, often: Often) -> dict[str, Any]:
    """All figures of one engine."""
    before = held()
    engine.load()
    started = time.perf_counter()
    engine.build()
    built = time.perf_counter() - started
    memory = held() - before
    step = SAMPLE if kept.people >= engine.slow_from else 1
    sets = {name: _measure_set(engine, kept, name, range(0, how_many, step), often) for name in SETS}
    return {
        "build_seconds": built,
        "memory_bytes": max(memory, 0),
        "stored_bytes": engine.stored(),
        "sampled": step > 1,
        "sets": sets,
    }


def _measure_set(engine: Engine, kept: Kept, name: str, places: range, often: Often) -> dict[str, Any]:
    asked = searches(kept.words, name, places.stop)
    expected = list(kept.expected(name, certain=engine.certain))
    times, right = {}, 0
    for place in places:
        given = engine.read(asked[place])
        times[place], found = _best(engine.ask, given, often)
        right += _is_right(engine, found, expected[place])
    return {"milliseconds": times, "right": right}


def _best(ask: Callable[[Any], Answer], given: Any, often: Often) -> tuple[float, Answer]:
    """Milliseconds, and the answer."""
    best, spent, times = float("inf"), 0.0, 0
    while times < often.times and spent < often.seconds:
        started = time.perf_counter()
        found = ask(given)
        took = time.perf_counter() - started
        best, spent, times = min(best, took), spent + took, times + 1
    return best * 1000, found


def _is_right(engine: Engine, found: Answer, expected: Answer) -> bool:
    return (
        found.hits == expected.hits
        and np.array_equal(found.counts, expected.counts)
        and engine.in_order(found.first) == list(expected.first)
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--engine", choices=list(ENGINES), required=True)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--people", type=int, required=True)
    options.add_argument("--queries", type=int, required=True)
    options.add_argument("--times", type=int, default=Often().times)
    options.add_argument("--seconds", type=float, default=Often().seconds)
    given = options.parse_args()
    kept = Kept(given.folder, given.people)
    engine = ENGINES[given.engine].open()(given.folder, kept.profiles())
    print(json.dumps(measure(engine, kept, given.queries, Often(given.times, given.seconds))))


if __name__ == "__main__":
    main()
