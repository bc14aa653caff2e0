"""A map of equal tiles: the place of each, and its shade."""

from dataclasses import dataclass

SIDE, GUTTER = 46, 4
SHADES = 5


@dataclass(frozen=True)
class Tile:
    """The place of a tile in a grid of columns and rows, counted from 0."""

    column: int
    row: int

    @property
    def x(self) -> int:
        return self.column * (SIDE + GUTTER)

    @property
    def y(self) -> int:
        return self.row * (SIDE + GUTTER)

    @property
    def middle(self) -> int:
        return self.x + SIDE // 2


def extent(count: int) -> int:
    """How wide this many columns are, or how high this many rows."""
    return count * (SIDE + GUTTER) - GUTTER


def shade(share: float) -> int:
    """The step of a share, 0 for the lightest; five equal steps from none to all."""
    # A share of exactly one belongs to the darkest step, and has none of its own.
    return min(SHADES - 1, max(0, int(share * SHADES)))
