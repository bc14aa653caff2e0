"""The goals beside what was measured: reached, or not."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from tests.bench.search import reasons as why
from tests.bench.search.asked import SETS
from tests.bench.search.engines import OURS, PLAIN, POSSIBLE
from tests.bench.search.table import percentiles, times

Size = dict[str, Any]
MISSED = "NOT reached"
TOWN, REGION, COUNTRY = 3386, 100_000, 1_000_000


class Goal(NamedTuple):
    """`figure` reads what was measured at one size; it is to be at most, or at least, the goal.

    `why` tells what it is made of, for who misses the goal.
    """

    what: str
    people: int
    figure: Callable[[Size], float]
    goal: float
    moonshot: float | None
    why: Callable[[Size], Iterable[str]]
    most: bool = True


def _p95(engine: str) -> Callable[[Size], float]:
    """The worse of both sets."""
    return lambda size: max(percentiles(_engine(size, engine), name)[1] for name in SETS)


def _pages(size: Size) -> float:
    return max(load["per_second"] for load in size["pages"]["loads"] if load["kind"] == "page")


def _times_plain(size: Size) -> float:
    """The least of median and p95 of both sets."""
    found = (times(_engine(size, PLAIN), _engine(size, OURS), name) for name in SETS)
    return min(ratio for both in found for ratio in both)


def _build(size: Size) -> float:
    return size["people"] / _engine(size, OURS)["build_seconds"]


def _ready(size: Size) -> float:
    return float(size["pages"]["next_worker"]["ready_seconds"])


def _bytes(size: Size) -> float:
    """Of an index made in memory or of a worker that opens one, whichever takes more."""
    worker = size["pages"]["next_worker"]
    opened = worker["memory_bytes"] + worker["shared_bytes"]
    return max(opened, _engine(size, OURS)["memory_bytes"]) / size["people"]


POSSIBLY = "facet data with who possibly fits, p95 ms"
GOALS = (
    Goal("facet data, p95 ms", COUNTRY, _p95(OURS), 8, 4, why.search(OURS)),
    Goal(POSSIBLY, COUNTRY, _p95(POSSIBLE), 8, 4, why.search(POSSIBLE)),
    Goal("facet data, p95 ms", TOWN, _p95(OURS), 0.3, 0.1, why.search(OURS)),
    Goal(POSSIBLY, TOWN, _p95(POSSIBLE), 0.3, 0.1, why.search(POSSIBLE)),
    Goal("whole page, uncached, pages/s", TOWN, _pages, 600, 2000, why.page, most=False),
    Goal("whole page, mixed searches, pages/s", COUNTRY, _pages, 250, 500, why.page, most=False),
    Goal("times as quick as GROUP BY", REGION, _times_plain, 200, None, why.search(OURS), most=False),
    Goal("index build, profiles/s", COUNTRY, _build, 300_000, 1_000_000, why.building, most=False),
    Goal("worker ready, s", COUNTRY, _ready, 1, 0.3, why.ready),
    Goal("index memory, bytes a profile", COUNTRY, _bytes, 120, 60, why.memory),
)


def compare(sizes: list[Size]) -> Iterator[dict[str, Any]]:
    """A line for each goal; without a figure where it was not measured."""
    for goal in GOALS:
        figure = _measured(goal, sizes)
        said = {"what": goal.what, "people": goal.people, "goal": goal.goal, "moonshot": goal.moonshot}
        yield {**said, "figure": figure, "reached": _verdict(goal, figure)}


def lines(sizes: list[Size]) -> Iterator[str]:
    """The table of goals."""
    yield f"{'goals':44}{'profiles':>10}{'goal':>12}{'moonshot':>12}{'measured':>12}"
    for line in compare(sizes):
        figures = "".join(f"{_short(line[name]):>12}" for name in ("goal", "moonshot", "figure"))
        yield f"{line['what']:44}{line['people']:>10,}{figures}   {line['reached']}"


def reasons(sizes: list[Size]) -> Iterator[str]:
    """For each goal that was missed the profile that says why."""
    for goal in GOALS:
        if _verdict(goal, _measured(goal, sizes)) == MISSED:
            size = next(size for size in sizes if size["people"] == goal.people)
            yield f"why not: {goal.what} at {goal.people:,}"
            yield from goal.why(size)


def _measured(goal: Goal, sizes: list[Size]) -> float | None:
    for size in sizes:
        if size["people"] == goal.people:
            try:
                return goal.figure(size)
            except KeyError:
                return None
    return None


def _verdict(goal: Goal, figure: float | None) -> str:
    if figure is None:
        return "not measured"

    def is_reached(bound: float | None) -> bool:
        return bound is not None and (figure <= bound if goal.most else figure >= bound)

    return "moonshot" if is_reached(goal.moonshot) else "reached" if is_reached(goal.goal) else MISSED


def _engine(size: Size, name: str) -> dict[str, Any]:
    return next((one for one in size["engines"] if one["engine"] == name and "sets" in one), {})


def _short(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"
