"""The goals of `anonymity.md` beside what was measured: reached, or not."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.bench.anonymity.attacker import EVERYTHING

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


def _attack(facts: str, figure: str) -> Callable[[Result], float]:
    """The worst of random and rarest facts that are known beside place and education."""
    return lambda result: max(
        float(result["attack"][f"{kind} {facts}"]["release"][figure]) for kind in ("random", "rarest")
    )


def _random(facts: str, figure: str) -> Callable[[Result], float]:
    return lambda result: float(result["attack"][f"random {facts}"]["release"][figure])


PAIRS, SIX, TWELVE = "k,k^2", "6 twin cards", "12 twin cards"
TWINS = ("twins", SIX, TWELVE)
GOALS = (
    Goal(PAIRS, 3386, "work facts at group or full", lambda result: float(result["work"]["group"]), 0.75),
    Goal(PAIRS, 3386, "tasks at group or full", _group("task"), 0.95),
    Goal(PAIRS, 3386, "recall, certain", _named("recall"), 0.45),
    Goal(PAIRS, 3386, "recall, certain or possible", _named("recall_possible"), 0.85),
    Goal(PAIRS, 3386, "rows under 3 facts", _named("rows_under_3_facts"), 0.05, most=True),
    Goal(PAIRS, 3386, "seconds", _named("seconds"), 5, most=True),
    Goal(PAIRS, 3386, "moonshot: recall, certain", _named("recall"), 0.55),
    Goal(PAIRS, 3386, "attacker, 2 facts: singled out", _attack("2", "singled_out"), 0, most=True),
    Goal(PAIRS, 3386, "attacker, 2 facts: expected success", _random("2", "expected"), 0.03, most=True),
    Goal(PAIRS, 3386, "attacker, 3 facts: singled out", _random("3", "singled_out"), 0.005, most=True),
    Goal(PAIRS, 3386, "attacker, 5 facts: singled out", _random("5", "singled_out"), 0.05, most=True),
    *(
        Goal(way, 3386, "attacker, everything: singled out", _attack(EVERYTHING, "singled_out"), 0, most=True)
        for way in TWINS
    ),
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
            if (result["way"], result["people"]) == (goal.way, goal.people) and result["rows"]:
                figure = goal.figure(result)
                reached = figure <= goal.bound if goal.most else figure >= goal.bound
                yield {
                    **goal._asdict(),
                    "figure": figure,
                    "structure": result["structure"],
                    "reached": reached,
                }
