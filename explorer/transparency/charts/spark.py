"""A trend as small as a word: no scale, only whether it goes up or down."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.transparency.charts.trend import Point, across, path, runs

TOP, BOTTOM = 12.0, 88.0
MIDDLE = 50.0


@dataclass(frozen=True)
class Spark:
    """The line, and its last point; without a path there is nothing to draw."""

    paths: tuple[str, ...]
    last: Point | None


def spark(days: Sequence[datetime.date], numbers: Sequence[int | None]) -> Spark:
    """The course of one number; its own lowest and highest are the edges."""
    shown = [number for number in numbers if number is not None]
    if len(shown) < 2:
        return Spark((), None)
    low, high = min(shown), max(shown)
    # A line that never moves has no height to divide by.
    scale = (BOTTOM - TOP) / ((high - low) or 1)
    heights = [
        None if number is None else MIDDLE if low == high else BOTTOM - scale * (number - low)
        for number in numbers
    ]
    found = tuple(runs(across(days), heights))
    return Spark(tuple(path(run) for run in found if len(run) > 1), found[-1][-1])
