"""The goals of `anonymity.md` beside what was measured: reached, or not."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Result = dict[str, Any]


class Goal(NamedTuple):
    """`figure` reads a result; it is to be at least (or, when `most`, at most) `bound`."""

    way: str
    people: int
    what: str
    figure: Callable[[Result], float]
    bound: float
    most: bool = False


def _group(attribute: str) -> Callable[[Result], float]:
    return lambda result: float(result["attributes"][attribute]["group"])


def _named(name: str) -> Callable[[Result], float]:
    return lambda result: float(result[name])


PAIRS, SIX, TWELVE = "k,k^2", "6 twin cards", "12 twin cards"
GOALS = (
    Goal(PAIRS, 3386, "work facts at group or full", lambda result: float(result["work"]["group"]), 0.75),
    Goal(PAIRS, 3386, "tasks at group or full", _group("task"), 0.95),
    Goal(PAIRS, 3386, "recall, certain", _named("recall"), 0.45),
    Goal(PAIRS, 3386, "recall, certain or possible", _named("recall_possible"), 0.85),
    Goal(PAIRS, 3386, "rows under 3 facts", _named("rows_under_3_facts"), 0.05, most=True),
    Goal(PAIRS, 3386, "seconds", _named("seconds"), 5, most=True),
    Goal(PAIRS, 3386, "moonshot: recall, certain", _named("recall"), 0.55),
    Goal(SIX, 3386, "skills at group or full", _group("skill"), 0.93),
    Goal(SIX, 3386, "recall, certain", _named("recall"), 0.45),
    Goal(SIX, 3386, "seconds", _named("seconds"), 30, most=True),
    Goal(TWELVE, 3386, "moonshot: recall, certain", _named("recall"), 0.60),
    Goal(TWELVE, 3386, "moonshot: recall of one fact", _named("recall_one_fact"), 0.80),
    Goal(SIX, 100_000, "seconds", _named("seconds"), 120, most=True),
    Goal(PAIRS, 1_000_000, "seconds", _named("seconds"), 60, most=True),
    Goal(PAIRS, 1_000_000, "memory, GB", _named("peak_gigabytes"), 3, most=True),
)


def compare(results: list[Result]) -> Iterator[dict[str, Any]]:
    """A line for each goal that was measured, per population."""
    for goal in GOALS:
        for result in results:
            if (result["way"], result["people"]) == (goal.way, goal.people):
                figure = goal.figure(result)
                reached = figure <= goal.bound if goal.most else figure >= goal.bound
                yield {
                    **goal._asdict(),
                    "figure": figure,
                    "structure": result["structure"],
                    "reached": reached,
                }
