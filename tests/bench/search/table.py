"""The table of engines: one line each, with how many times longer than this search it takes."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from tests.bench.search.asked import SETS
from tests.bench.search.engines import ENGINES, OURS

Result = dict[str, Any]
HEAD = (
    f"{'':26}{'build':>8}{'memory':>8}{'stored':>8}   {'searches tuned on':^28}   {'searches not seen':^28}\n"
    f"{'':26}{'s':>8}{'MB':>8}{'MB':>8}{'p50 ms':>9}{'p95 ms':>9}{'times':>13}"
    f"{'p50 ms':>9}{'p95 ms':>9}{'times':>13}   right"
)


def line(result: Result, ours: Result | None) -> str:
    """One engine; `times` compares medians and then p95, over the searches that it did."""
    title = ENGINES[result["engine"]].title
    if "failed" in result:
        return f"{title:26}  {result['failed']}"
    megabytes = "".join(f"{result[name] / 2**20:8.0f}" for name in ("memory_bytes", "stored_bytes"))
    sets = "".join(_set(result, ours, name) for name in SETS)
    return f"{title:26}{result['build_seconds']:8.2f}{megabytes}{sets}   {_right(result)}"


def percentiles(result: Result, name: str) -> tuple[float, float]:
    """p50 and p95 in milliseconds over a set of searches."""
    p50, p95 = np.percentile(list(result["sets"][name]["milliseconds"].values()), [50, 95])
    return float(p50), float(p95)


def times(result: Result, ours: Result, name: str) -> tuple[float, float]:
    """How many times as long as ours, by median and by p95, over the same searches."""
    asked = result["sets"][name]["milliseconds"]
    same = {place: ours["sets"][name]["milliseconds"][place] for place in asked}
    mine = np.percentile(list(same.values()), [50, 95])
    ratio = np.percentile(list(asked.values()), [50, 95]) / mine
    return float(ratio[0]), float(ratio[1])


def is_right(result: Result) -> bool:
    """Whether every answer was the one of brute force."""
    sets = result.get("sets", {}).values()
    return bool(sets) and all(one["right"] == len(one["milliseconds"]) for one in sets)


def notes(results: list[Result]) -> Iterator[str]:
    """What the table does not say itself."""
    sampled = [ENGINES[result["engine"]].title for result in results if result.get("sampled")]
    if sampled:
        yield f"a fixed sample of the searches, since all would take minutes: {', '.join(sampled)}"
    yield from (_work(result) for result in results if "sets" in result and _works(result))


def _work(result: Result) -> str:
    """An amount in the median and at p95; the rest are ways of counting, and how often each was taken."""
    works = _works(result)
    amount = next(iter(works[0]))
    p50, p95 = np.percentile([work.pop(amount) for work in works], [50, 95])
    ways: Counter[str] = Counter()
    for work in works:
        ways.update(work)
    taken = ", ".join(f"{name} {times}" for name, times in ways.most_common())
    title = ENGINES[result["engine"]].title.strip()
    return f"{title}: {amount} p50 {p50:,.0f}, p95 {p95:,.0f}{f'; ways {taken}' if taken else ''}"


def _works(result: Result) -> list[dict[str, int]]:
    return [dict(work) for one in result["sets"].values() for work in one["work"] if work]


def _set(result: Result, ours: Result | None, name: str) -> str:
    p50, p95 = percentiles(result, name)
    compared = ""
    if ours is not None and result["engine"] != OURS and "sets" in ours:
        compared = "/".join(f"{ratio:.{0 if ratio >= 10 else 1}f}" for ratio in times(result, ours, name))
    return f"{_short(p50)}{_short(p95)}{compared:>13}"


def _short(milliseconds: float) -> str:
    digits = 3 if milliseconds < 10 else 1 if milliseconds < 1000 else 0
    return f"{milliseconds:9.{digits}f}"


def _right(result: Result) -> str:
    sets = result["sets"].values()
    asked = sum(len(one["milliseconds"]) for one in sets)
    return f"{sum(one['right'] for one in sets)} of {asked}"
