"""Lines through time: the same numbers on several dates, each date in its place between the others."""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.transparency.charts.lengths import percent, plain

LEFT, RIGHT = 2.0, 98.0
TOP, BOTTOM = 4.0, 96.0
MOST_RULES = 5
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Point:
    """A number on a date; in percentages of the picture, from the left and from the top."""

    x: float
    y: float

    @property
    def cx(self) -> str:
        return percent(self.x)

    @property
    def cy(self) -> str:
        return percent(self.y)


@dataclass(frozen=True)
class TrendLine:
    """Every number that is shown, in runs: between two runs a number is not shown."""

    kind: str
    runs: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for run in self.runs for point in run)

    @property
    def paths(self) -> tuple[str, ...]:
        """What `polyline` takes; a run of one point is no line."""
        return tuple(path(run) for run in self.runs if len(run) > 1)


@dataclass(frozen=True)
class Rule:
    """A level of the scale, and its height."""

    value: int
    height: float

    @property
    def y(self) -> str:
        return percent(self.height)


@dataclass(frozen=True)
class Plot:
    lines: tuple[TrendLine, ...]
    rules: tuple[Rule, ...]


def trend(days: Sequence[datetime.date], series: Mapping[str, Sequence[int | None]]) -> Plot:
    """The plot of series by kind, each with a number or None for each of the days, which ascend."""
    most = max((number for numbers in series.values() for number in numbers if number), default=0)
    step = _step(most)
    # At least one step: a scale of nothing would divide by zero.
    top = step * max(1, math.ceil(most / step))
    places = across(days)
    scale = (BOTTOM - TOP) / top
    heights = {
        kind: [None if number is None else BOTTOM - scale * number for number in numbers]
        for kind, numbers in series.items()
    }
    lines = tuple(TrendLine(kind, tuple(runs(places, each))) for kind, each in heights.items())
    rules = tuple(Rule(value, BOTTOM - (BOTTOM - TOP) * value / top) for value in range(0, top + 1, step))
    return Plot(lines, rules)


def across(days: Sequence[datetime.date]) -> list[float]:
    """The distance of each day from the left; a single day in the middle."""
    if not days or days[0] == days[-1]:
        return [(LEFT + RIGHT) / 2 for _ in days]
    whole = (days[-1] - days[0]).days
    return [LEFT + (RIGHT - LEFT) * (day - days[0]).days / whole for day in days]


def runs(places: Sequence[float], heights: Sequence[float | None]) -> Iterator[tuple[Point, ...]]:
    """Neighbours that are both shown are joined."""
    run: list[Point] = []
    for x, y in zip(places, heights, strict=True):
        if y is not None:
            run.append(Point(x, y))
        elif run:
            # A line over the gap would suggest the number that is not shown.
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def path(run: Sequence[Point]) -> str:
    """Points as SVG writes them."""
    return " ".join(f"{plain(point.x)},{plain(point.y)}" for point in run)


def _step(most: int) -> int:
    """The smallest round step that needs few rules."""
    power = 1
    while True:
        for step in STEPS:
            if most <= step * power * (MOST_RULES - 1):
                return step * power
        power *= 10
