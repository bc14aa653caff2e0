"""One bar of 100 %: two sides, each divided in parts, with an opening between them."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.transparency.charts.lengths import DECIMALS, percent

OPENING = 1.0
# What belongs to the bar, to a part that is not shown.
UNDIVIDED = "undivided"


@dataclass(frozen=True)
class Side:
    """One side of the opening: its number, and its parts by kind."""

    kind: str
    amount: int | None
    parts: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Segment:
    """A stretch of the bar, in percentages of its width."""

    kind: str
    start: float
    width: float

    @property
    def x(self) -> str:
        return percent(self.start)

    @property
    def size(self) -> str:
        return percent(self.width)


@dataclass(frozen=True)
class Bar:
    """The parts from left to right, and a frame around each side. No segments: nothing to draw."""

    segments: tuple[Segment, ...]
    frames: tuple[Segment, ...]


def bar(sides: Sequence[Side], *, total: int | None) -> Bar:
    """The bar of `total` people. Where a side is not shown the bar has no opening."""
    if not total:
        return Bar((), ())
    # The opening would show how large the hidden side is.
    if any(side.amount is None for side in sides):
        parts = tuple(part for side in sides for part in side.parts)
        sides = (Side(UNDIVIDED, total, parts),)
    sides = [side for side in sides if side.amount]
    if not sides:
        return Bar((), ())
    stretches: list[list[tuple[str, int]]] = []
    for side in sides:
        # What is not shown is one undivided part, so that the side keeps its length.
        shown = [(kind, amount) for kind, amount in side.parts if amount]
        left = (side.amount or 0) - sum(amount for _, amount in shown)
        stretches.append([*shown, (UNDIVIDED, left)] if left > 0 else shown)
    scale = (100 - OPENING * (len(sides) - 1)) / sum(amount for side in stretches for _, amount in side)
    segments: list[Segment] = []
    frames: list[Segment] = []
    start = 0.0
    for side, stretch in zip(sides, stretches, strict=True):
        # Edges are rounded, not widths: so that parts always touch and add up.
        ends = [start + scale * so_far for so_far in itertools.accumulate(amount for _, amount in stretch)]
        edges = itertools.pairwise(round(edge, DECIMALS) for edge in (start, *ends))
        drawn = [
            Segment(kind, left, right - left) for (kind, _), (left, right) in zip(stretch, edges, strict=True)
        ]
        segments += drawn
        frames.append(Segment(side.kind, drawn[0].start, _until(drawn) - drawn[0].start))
        start = _until(drawn) + OPENING
    return Bar(tuple(segments), tuple(frames))


def _until(segments: Sequence[Segment]) -> float:
    return segments[-1].start + segments[-1].width
