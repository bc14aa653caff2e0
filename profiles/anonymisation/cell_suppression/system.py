"""Everything that was published as one system of equations: dates, levels and parts together.

A figure that stayed the same from one date to the next is one unknown, not two: so reasons a reader that
guesses rightly that nothing changed there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from profiles.anonymisation.cell_suppression.cells import PARTS, PRINTED, Cell, equations, left_over
from profiles.anonymisation.cell_suppression.table import PublishedTable

Key = tuple[int, str, str]
"""The place of a date in the sequence, a place and a figure."""

# More people than the country has jobs for; an unknown without a bound is as good as this one.
MANY = 20_000_000.0


@dataclass(frozen=True)
class LinearSystem:
    """`matrix` @ x = 0 with each x within its bounds. Several keys may share a column."""

    column: Mapping[Key, int]
    matrix: csr_array
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]

    def knowing(self, column: int, value: int) -> "LinearSystem":
        """The same for a reader that knows one figure more."""
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[column] = upper[column] = value
        return replace(self, lower=lower, upper=upper)


def system_of(editions: Sequence[PublishedTable], same: Sequence[Collection[Cell]]) -> LinearSystem:
    """`same[n]` are the figures that the reader takes to be equal on the dates n and n + 1.

    A suppressed figure is known not to be zero, since zero is shown; one that was not due may be.
    """
    column = _columns(editions, same)
    width = max(column.values(), default=-1) + 1
    lower, upper = np.zeros(width), np.full(width, MANY)
    for at, edition in enumerate(editions):
        for (place, name), value in edition.values.items():
            number = column[at, place, name]
            lower[number] = max(lower[number], 1 if value is None else value)
            upper[number] = min(upper[number], MANY if value is None else value)
    rows: list[tuple[int, list[int]]] = []
    for index, each in enumerate(editions):
        rows += _within_places(index, each, column)
        rows += _over_places(index, each, column)
    height = len(rows)
    indices = [number for whole, parts in rows for number in (whole, *parts)]
    # A whole is minus one and its parts plus one: together they are nought.
    data = [sign for _whole, parts in rows for sign in (-1.0, *(1.0 for _ in parts))]
    ends = np.cumsum([0, *(1 + len(parts) for _whole, parts in rows)])
    return LinearSystem(column, csr_array((data, indices, ends), shape=(height, width)), lower, upper)


def _columns(editions: Sequence[PublishedTable], same: Sequence[Collection[Cell]]) -> dict[Key, int]:
    column: dict[Key, int] = {}
    width = 0
    for at, edition in enumerate(editions):
        kept = same[at - 1] if at else ()
        for place in _places(edition):
            for name in (*PRINTED, *(left_over(*pair) for pair in PARTS)):
                before = column.get((at - 1, place, name)) if (place, name) in kept else None
                column[at, place, name] = width if before is None else before
                width += before is None
    return column


def _within_places(
    at: int, edition: PublishedTable, column: Mapping[Key, int]
) -> Iterator[tuple[int, list[int]]]:
    for place in _places(edition):
        for whole, one, other in equations():
            yield column[at, place, whole], [column[at, place, one], column[at, place, other]]


def _over_places(
    at: int, edition: PublishedTable, column: Mapping[Key, int]
) -> Iterator[tuple[int, list[int]]]:
    below = sorted((above, place) for place, above in edition.parent.items())
    for above, pairs in groupby(below, key=lambda pair: pair[0]):
        places = [place for _above, place in pairs]
        for name in PRINTED:
            yield column[at, above, name], [column[at, place, name] for place in places]


def _places(edition: PublishedTable) -> list[str]:
    return sorted({place for place, _name in edition.values})
