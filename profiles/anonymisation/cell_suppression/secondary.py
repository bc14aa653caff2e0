"""Secondary suppression: which other cells to suppress so that one could as well have another value.

Another table is looked for that agrees with everything that is shown and differs in that one figure. The
cells in which it differs are those to suppress: the least worth together (a linear programme).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from profiles.anonymisation.cell_suppression.cells import Cell, worth
from profiles.anonymisation.cell_suppression.system import MANY, Key, LinearSystem
from profiles.anonymisation.cell_suppression.table import COUNTRY, Edition

# A release says itself how many people it counts, roughly.
_SAID_BY_RELEASE: Cell = (COUNTRY, "published")
_NOTICED = 1e-6
# Enough to choose among equals always in the same way, too little to choose otherwise.
_TILT = 1e-4
# To suppress what was shown before and is the same hides little from a reader with a memory.
_IN_VAIN = 1000.0


@dataclass
class SecondarySuppression:
    """The figures of all dates with what they are worth; those of the last date can still be suppressed."""

    system: LinearSystem
    editions: Sequence[Edition]
    stale: Collection[Cell]

    def __post_init__(self) -> None:
        width = len(self.system.lower)
        self._truth, self._fixed = np.zeros(width), np.zeros(width, dtype=bool)
        self._cost, self._cells = np.zeros(width), dict[int, list[Cell]]()
        self._is_shown_total = np.zeros(width, dtype=bool)
        self._regions = {COUNTRY: 0}
        self._region = np.zeros(width, dtype=np.int64)
        for (at, place, name), column in self.system.column.items():
            cell = (place, name)
            edition = self.editions[at]
            value = edition.table.value(cell)
            self._truth[column] = value
            self._region[column] = self._regions.setdefault(edition.table.region(place), len(self._regions))
            if cell in edition.table.values and cell not in edition.hidden | edition.absent:
                # What was printed on an earlier date cannot be taken back, and hiding a zero protects no one.
                if at < self._last or value == 0:
                    self._fixed[column] = True
                else:
                    self._is_shown_total[column] = edition.table.level(place) < 2
                    # Equal costs make the solver waver between equal answers; a slight slope decides for it.
                    tilt = 1 + _TILT * (column % 97) / 97
                    self._cost[column] = worth(name, level=edition.table.level(place)) * tilt
                    self._cost[column] *= _IN_VAIN if cell in self.stale or cell == _SAID_BY_RELEASE else 1
                    self._cells.setdefault(column, []).append(cell)

    def hide(self, cells: Collection[Cell]) -> None:
        """These are suppressed on the last date: nothing more is lost by them."""
        for cell in cells:
            column = self.system.column[(self._last, *cell)]
            self._cost[column], self._is_shown_total[column] = 0.0, False

    def around(self, key: Key, by: float, *, sparing_totals: bool = False) -> list[Cell] | None:
        """The cells of the last date to suppress so that one could be so much more or less; None: none do.

        Those of its own region and the totals are tried first.
        """
        column = self.system.column[key]
        near = (self._region == self._region[column]) | (self._region == self._regions[COUNTRY])
        fixed = self._fixed | (self._is_shown_total if sparing_totals else False)
        for allowed in (near, np.ones(len(near), dtype=bool)):
            support = self._solve(column, by, allowed & ~fixed)
            if support is not None:
                return [cell for one in support for cell in self._cells.get(one, ()) if self._cost[one]]
        return None

    @property
    def _last(self) -> int:
        return len(self.editions) - 1

    def _solve(self, column: int, by: float, allowed: NDArray[np.bool_]) -> list[int] | None:
        columns = np.flatnonzero(allowed)
        if not allowed[column]:
            return None
        touched = self.system.matrix[:, columns]
        part: csr_array = touched[np.flatnonzero(abs(touched).sum(axis=1))]
        cost = self._cost[columns]
        found = linprog(
            np.concatenate([cost, cost]),
            A_eq=hstack([part, -part]),
            b_eq=np.zeros(part.shape[0]),
            bounds=self._bounds(columns, columns == column, by),
            method="highs",
        )
        if found.x is None:
            return None
        moved = np.abs(found.x[: len(columns)] - found.x[len(columns) :])
        return [int(one) for one in columns[moved > _NOTICED]]

    def _bounds(self, columns: NDArray[np.int64], goal: NDArray[np.bool_], by: float) -> NDArray[np.float64]:
        # How far each can go up, and then down. What is printed is at least one, or it would be shown.
        printed = self.system.lower[columns] > 0
        margin = np.maximum(self._truth[columns] - printed, 0)
        more, less = max(by, 0.0), max(-by, 0.0)
        up = np.column_stack([np.where(goal, more, 0), np.where(goal, more, MANY)])
        down = np.column_stack([np.where(goal, less, 0), np.where(goal, less, margin)])
        return np.concatenate([up, down])
