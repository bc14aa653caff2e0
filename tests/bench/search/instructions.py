"""How many instructions a search takes, counted by valgrind: a figure that no other process can disturb.

Each engine is run twice, and the second time asks every search twice more; the
difference is what searches cost, without building and checking.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.bench.search.asked import SETS
from tests.bench.search.compare import BenchError, run
from tests.bench.search.engines import ENGINES

COUNTED = re.compile(r"Collected : (\d+)")
# Of each set; under valgrind everything takes fifty times as long.
MOST = 10
MORE = 2


def count(names: Iterable[str], *, folder: Path, people: int, queries: int) -> Iterator[tuple[str, float]]:
    """Instructions of one search, on average, by engine; of those that work within their own process."""
    if shutil.which("valgrind") is None:
        raise BenchError("--instructions needs valgrind")
    asked = min(queries, MOST)
    for name in names:
        if not ENGINES[name].needs:
            options = ("--engine", name, "--folder", folder, "--people", people, "--queries", asked)
            once, more = (_count(*options, "--times", times) for times in (1, 1 + MORE))
            yield name, (more - once) / (MORE * asked * len(SETS))


def lines(found: Mapping[str, float]) -> Iterator[str]:
    """A line for each engine."""
    yield "instructions a search, in thousands"
    for name, counted in found.items():
        yield f"{ENGINES[name].title:26}{counted / 1000:12,.0f}"


def _count(*options: object) -> int:
    tool = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
    said = run("-m", "tests.bench.search.one", *options, "--seconds", 3600, before=tool, errors=True)
    found = COUNTED.search(said)
    if found is None:
        raise BenchError("valgrind counted nothing")
    return int(found[1])
