"""The bounds that a system of equations leaves for one figure, in whole people (integer programmes)."""

from collections.abc import Collection
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import bmat, csr_array
from scipy.sparse.csgraph import connected_components

from profiles.anonymisation.cell_suppression.system import MANY, LinearSystem

Range = tuple[float, float]
# A contradiction says nothing.
NOTHING: Range = (0.0, MANY)
_INFEASIBLE = 2


class CellBounds:
    """The bounds of each figure of a system, computed when they are asked for."""

    def __init__(self, system: LinearSystem) -> None:
        self._system = system
        self._value = np.where(system.lower == system.upper, system.lower, np.nan)
        self._consistent = bool((system.lower <= system.upper).all())
        self._settle()
        self._known: dict[int, Range] = {}
        self._least_seen = np.full(len(self._value), MANY)
        self._most_seen = np.zeros(len(self._value))

    def of(self, column: int) -> Range:
        """The least and the most that a figure can be."""
        if not self._consistent:
            return NOTHING
        if not np.isnan(self._value[column]):
            return self._value[column], self._value[column]
        if column not in self._known:
            self._known[column] = self._solve(column)
        return self._known[column]

    def spans(self, column: int, *, width: int, least: int) -> bool:
        """Whether a figure can be at most `least`, and over so many steps.

        An answer to an earlier question may show it, so not all bounds are computed.
        """
        low, high = self._least_seen[column], self._most_seen[column]
        if low > least or high - low < width:
            low, high = self.of(column)
        return low <= least and high - low >= width

    def around(self, columns: Collection[int]) -> LinearSystem:
        """The equations of these columns alone, with the value of all others in them that follow at once."""
        open_ones = np.isnan(self._value)
        lower = np.where(open_ones, self._system.lower, self._value)
        upper = np.where(open_ones, self._system.upper, self._value)
        rows = np.flatnonzero(abs(self._system.matrix[:, sorted(columns)]).sum(axis=1))
        return LinearSystem(self._system.column, self._system.matrix[rows], lower, upper)

    def neighbours(self, column: int) -> NDArray[np.int64]:
        """The unknowns that say something of this one."""
        return np.flatnonzero((self._component == self._component[column]) & np.isnan(self._value))

    def _settle(self) -> None:
        # Fill in what follows at once: an equation with one unknown has one answer.
        matrix = self._system.matrix
        present = abs(matrix)
        while True:
            unknown = np.isnan(self._value)
            single = np.flatnonzero(present @ unknown.astype(float) == 1)
            if not len(single):
                return
            rest = matrix[single] @ np.where(unknown, 0, self._value)
            entries = matrix[single][:, np.flatnonzero(unknown)].tocoo()
            columns = np.flatnonzero(unknown)[entries.col]
            self._value[columns] = -rest[entries.row] / entries.data
            low, high = self._system.lower[columns], self._system.upper[columns]
            found = self._value[columns]
            self._consistent &= bool(((found >= low) & (found <= high)).all())

    @cached_property
    def _component(self) -> NDArray[np.int64]:
        unknown = np.isnan(self._value)
        open_part = self._system.matrix[:, np.flatnonzero(unknown)]
        graph = bmat([[None, open_part], [open_part.T, None]])
        labels = connected_components(graph, directed=False)[1] if unknown.any() else np.zeros(0)
        component = np.full(len(unknown), -1)
        component[unknown] = labels[self._system.matrix.shape[0] :]
        return component

    def _solve(self, column: int) -> Range:
        columns = self.neighbours(column)
        rows = np.flatnonzero(abs(self._system.matrix[:, columns]).sum(axis=1))
        matrix: csr_array = self._system.matrix[rows]
        constant = -(matrix @ np.nan_to_num(self._value))
        part = matrix[:, columns]
        bounds = Bounds(self._system.lower[columns], self._system.upper[columns])
        goal = (columns == column).astype(float)
        ends = []
        for sign in (1.0, -1.0):
            found = milp(
                sign * goal,
                constraints=LinearConstraint(part, constant, constant),
                integrality=np.ones(len(columns)),
                bounds=bounds,
            )
            if found.x is None:
                if found.status == _INFEASIBLE:
                    self._consistent = False
                return NOTHING
            whole = np.round(found.x)
            self._least_seen[columns] = np.minimum(self._least_seen[columns], whole)
            self._most_seen[columns] = np.maximum(self._most_seen[columns], whole)
            ends.append(float(round(sign * found.fun)))
        return ends[0], ends[1]
