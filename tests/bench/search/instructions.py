"""What a search costs the processor, counted by valgrind: figures that no other process can disturb.

Instructions, and the bytes that its simulated caches fetch: the ones that do not
fit in a first cache of 32 KB, and in a last one of 2 MB. Each engine is run
twice, and the second time asks every search eight times more; the difference is
what searches cost, without building and checking.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.search.asked import SETS
from tests.bench.search.compare import BenchError, run
from tests.bench.search.engines import ENGINES

TOOL = (
    *("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--cache-sim=yes"),
    *("--I1=32768,8,64", "--D1=32768,8,64", "--LL=2097152,16,64"),
)
COUNTED = re.compile(r"Collected : ([\d ]+)")
LINE = 64
# Of each set; under valgrind everything takes fifty times as long.
MOST = 10
MORE = 8


def count(
    names: Iterable[str], *, folder: Path, people: int, queries: int
) -> Iterator[tuple[str, dict[str, float]]]:
    """One search on average, for each engine that works within its own process."""
    if shutil.which(TOOL[0]) is None:
        raise BenchError("--instructions needs valgrind")
    asked = min(queries, MOST)
    for name in names:
        if not ENGINES[name].needs:
            options = ("--engine", name, "--folder", folder, "--people", people, "--queries", asked)
            once, more = (_count(*options, "--times", times) for times in (1, 1 + MORE))
            yield name, _figures((more - once) / (MORE * asked * len(SETS)))


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """A line for each engine."""
    yield f"{'a search, counted':26}{'instructions':>16}{'KB to first cache':>20}{'KB from memory':>18}"
    for name, figures in found.items():
        first, memory = (figures[part] / 1024 for part in ("first_cache_bytes", "memory_bytes"))
        yield f"{ENGINES[name].title:26}{figures['instructions']:16,.0f}{first:20,.0f}{memory:18,.0f}"


def _figures(events: NDArray[np.float64]) -> dict[str, float]:
    """From what callgrind counts: Ir Dr Dw I1mr D1mr D1mw ILmr DLmr DLmw."""
    instructions, _, _, _, *missed = events.tolist()
    first, _, last = missed[:2], missed[2], missed[3:5]
    return {
        "instructions": instructions,
        "first_cache_bytes": LINE * sum(first),
        "memory_bytes": LINE * sum(last),
    }


def _count(*options: object) -> NDArray[np.float64]:
    # One order of sets in every run.
    settings = {"before": TOOL, "errors": True, "PYTHONHASHSEED": "0"}
    found = COUNTED.search(run("-m", "tests.bench.search.one", *options, "--seconds", 3600, **settings))
    if found is None:
        raise BenchError("valgrind counted nothing")
    return np.array(found[1].split(), dtype=np.float64)
