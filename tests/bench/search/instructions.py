"""What a search and a page cost the processor, counted by valgrind: no other process can disturb these.

Instructions, and the bytes that its simulated caches fetch: the ones that do not
fit in a first cache of 32 KB, and in a last one of 2 MB.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.bench.search.asked import SETS
from tests.bench.search.compare import BenchError, run
from tests.bench.search.engines import ENGINES

TOOL = (
    *("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--cache-sim=yes"),
    *("--instr-atstart=no", "--I1=32768,8,64", "--D1=32768,8,64", "--LL=2097152,16,64"),
)
COUNTED = re.compile(r"Collected : ([\d ]+)")
LINE = 64
# Searches of each set, how often each, and pages; under valgrind everything takes fifty times as long.
SEARCHES, TIMES, PAGES = 10, 8, 40
PAGE = "page"
Figures = dict[str, float]


def can_count() -> bool:
    """Whether the program that counts is there."""
    return shutil.which(TOOL[0]) is not None


def of_searches(
    names: Iterable[str], *, folder: Path, people: int, queries: int
) -> Iterator[tuple[str, Figures]]:
    """One search on average, for each engine that works within its own process."""
    asked = min(queries, SEARCHES)
    for name in names:
        if not ENGINES[name].needs:
            options = ("--engine", name, "--folder", folder, "--people", people, "--queries", asked)
            module = "tests.bench.search.counted"
            yield name, _count(module, *options, "--times", TIMES, of=TIMES * asked * len(SETS))


def of_pages(**environment: str) -> tuple[str, Figures]:
    """One page on average, but for the first."""
    return PAGE, _count("tests.bench.search.pages.counted", "--times", PAGES, of=PAGES, **environment)


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """A line for each engine, and one for pages."""
    yield f"{'counted':26}{'instructions':>16}{'KB to first cache':>20}{'KB from memory':>18}"
    for name, figures in found.items():
        title = f"{ENGINES[name].title}" if name in ENGINES else "a whole page"
        first, memory = (figures[part] / 1024 for part in ("first_cache_bytes", "memory_bytes"))
        yield f"{title:26}{figures['instructions']:16,.0f}{first:20,.0f}{memory:18,.0f}"


def _count(module: str, *options: object, of: int, **environment: str) -> Figures:
    # One order of sets in every run.
    around = {**environment, "PYTHONHASHSEED": "0"}
    told = COUNTED.search(run("-m", module, *options, before=TOOL, errors=True, **around))
    if told is None:
        raise BenchError("valgrind counted nothing")
    return _figures([int(number) / of for number in told[1].split()])


def _figures(events: list[float]) -> Figures:
    """From what callgrind counts: Ir Dr Dw I1mr D1mr D1mw ILmr DLmr DLmw."""
    instructions, *others = events
    misses = {"first_cache_bytes": others[3:5], "memory_bytes": others[6:8]}
    return {"instructions": instructions, **{name: LINE * sum(part) for name, part in misses.items()}}
