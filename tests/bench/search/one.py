"""One engine at one size, in a process of its own: built, asked, checked, measured. Prints JSON.

python -m tests.bench.search.one --engine ours --folder … --people 3386 --queries 50
"""

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tests.bench.search import why
from tests.bench.search.asked import SETS, searches
from tests.bench.search.engines import ENGINES
from tests.bench.search.memory import held
from tests.bench.search.prepared import Kept
from tests.bench.search.task import Answer, Engine

# Of an engine that needs minutes every so manieth search of each set is asked.
SAMPLE = 10


class Often(NamedTuple):
    """A search is asked again until it took so many seconds, and at most so often; the best time counts."""

    times: int = 9
    seconds: float = 0.3


@dataclass
class Timed:
    """One search: what was read of it, and how long it took until now."""

    given: Any
    spent: float = 0.0
    best: float = float("inf")

    def ask(self, engine: Engine) -> Answer:
        """Once more."""
        started = time.perf_counter()
        found = engine.ask(self.given)
        took = time.perf_counter() - started
        self.spent, self.best = self.spent + took, min(self.best, took)
        return found


def measure(engine: Engine, kept: Kept, how_many: int, often: Often) -> dict[str, Any]:
    """All figures of one engine."""
    before = held()
    engine.load()
    started = time.perf_counter()
    engine.build()
    built = time.perf_counter() - started
    step = SAMPLE if kept.people >= engine.slow_from else 1
    sets = {name: _measure_set(engine, kept, name, range(0, how_many, step), often) for name in SETS}
    told: dict[str, Any] = {
        "build_seconds": built,
        # After the searches: what an engine makes only when it is asked counts as well.
        "memory_bytes": max(held() - before, 0),
        "stored_bytes": engine.stored(),
        "sampled": step > 1,
        "sets": sets,
    }
    if engine.explains:
        told["why"] = {"searching": why.of_searches(engine, sets, how_many), **engine.why()}
    engine.close()
    return told


def _measure_set(engine: Engine, kept: Kept, name: str, places: range, often: Often) -> dict[str, Any]:
    asked = searches(kept.words, name, places.stop)
    expected = list(kept.expected(name, certain=engine.certain))
    timed = {place: Timed(engine.read(asked[place])) for place in places}
    right = sum(_is_right(engine, one.ask(engine), expected[place]) for place, one in timed.items())
    # In rounds, so that no search finds its own bytes in the caches of the processor still.
    for _ in range(often.times - 1):
        for one in timed.values():
            if one.spent < often.seconds:
                one.ask(engine)
    return {
        "milliseconds": {place: one.best * 1000 for place, one in timed.items()},
        "right": right,
        # Asked once more for it: not of who takes minutes.
        "work": [dict(engine.work(one.given)) for one in timed.values() if one.best < often.seconds],
    }


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
