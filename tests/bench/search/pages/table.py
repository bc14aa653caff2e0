"""The tables of whole pages and of workers."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from tests.bench.search.pages.measure import VISITORS
from tests.bench.search.pages.spent import CLIENT, DATABASE, OTHERS, WORKERS

Told = dict[str, Any]
MEGABYTE = 2**20
# A machine that does nothing else still keeps itself busy a little.
MUCH = 0.1
COSTS = (*(f"{name}_ms" for name in (WORKERS, DATABASE, CLIENT)), f"{CLIENT}_share", f"{OTHERS}_share")


def head() -> str:
    """Above the lines of `by_kind`."""
    visitors = "".join(f"{f'{number} at once':^20}" for number in VISITORS)
    units = "".join(f"{'pages/s':>10}{'p95 ms':>10}" for _ in VISITORS)
    return f"{'':20}{visitors}\n{'':20}{units}{'KB':>8}"


def by_kind(loads: list[Told]) -> Iterator[str]:
    """A line for each kind of page."""
    for kind in dict.fromkeys(one["kind"] for one in loads):
        mine = [one for one in loads if one["kind"] == kind]
        figures = "".join(f"{one['per_second']:10.1f}{one['p95_ms']:10.1f}" for one in mine)
        failed = sum(one["failed"] for one in mine)
        yield f"{kind:20}{figures}{mine[-1]['bytes'] / 1024:8.1f}{f'   {failed} failed' if failed else ''}"


def by_core(loads: list[Told]) -> Iterator[str]:
    """What each kind of page costs the cores; nothing where the machine does not tell."""
    if not all(name in one for one in loads for name in COSTS):
        return
    spenders = "".join(f"{name:>10}" for name in (WORKERS, DATABASE, CLIENT))
    yield f"{'time of the cores':20}{'pages by a second':>18}{'ms a page of':>30}{'share of the machine':>24}"
    yield f"{'':20}{'of the workers':>18}{spenders}{CLIENT:>12}{OTHERS:>12}"
    for kind in dict.fromkeys(one["kind"] for one in loads):
        mine = [one for one in loads if one["kind"] == kind]
        # By page: who asked for more of them counts for more.
        average = dict(zip(COSTS, _average(mine), strict=True))
        costs = "".join(f"{average[name]:10.2f}" for name in COSTS[:3])
        shares = "".join(f"{average[name]:12.0%}" for name in COSTS[3:])
        yield f"{kind:20}{1000 / max(average[COSTS[0]], 0.001):18.1f}{costs}{shares}"


def disturbed(sizes: list[Told]) -> Iterator[str]:
    """Where so much else ran on the machine that pages by the second say little."""
    for size in sizes:
        others = [one.get(f"{OTHERS}_share", 0.0) for one in size.get("pages", {}).get("loads", ())]
        if others and max(others) > MUCH:
            used = f"others used up to {max(others):.0%} of the machine"
            yield f"while pages of {size['people']:,} profiles were asked for, {used}"


def _average(loads: list[Told]) -> list[float]:
    pages = [one["pages"] for one in loads]
    return [float(np.average([one[name] for one in loads], weights=pages)) for name in COSTS]


def of_workers(told: Told) -> Iterator[str]:
    """What a worker needs before it answers, and what a page asks of the database."""
    for name, title in (("first_worker", "first worker"), ("next_worker", "next worker")):
        worker = told[name]
        own, shared = (worker[part] / MEGABYTE for part in ("memory_bytes", "shared_bytes"))
        ready = f"{title} ready in {worker['ready_seconds']:.2f} s"
        yield f"{ready}, with {own:.0f} MB of its own and {shared:.0f} MB shared"
    worker = told["next_worker"]
    yield f"SQL statements: {worker['statements']} a page, {worker['statements_unchanged']} for a 304"
    parts = ", ".join(f"{part} {share:.0%}" for part, share in told["profile"]["parts"].items())
    yield f"time of a page, by the profiler: {parts}"
    yield f"calls of functions: {told['profile']['page']['calls']:,.0f} a page"
    yield f"release verified in {told['verified_seconds']:.1f} s"
