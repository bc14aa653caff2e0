"""Linear programmes (HiGHS) over all areas: which hidden cells cannot be empty.

Unknown is how many people each municipality has of one what, or of each education
level at once. Most cells are settled by numbers that fit all labels with them
empty (`fitting`, for all whats at once); a programme is solved for the others only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog

from explorer.release.shapes import AreaKind
from profiles.anonymisation.bounds import most_behind
from profiles.anonymisation.fitting import NOBODY, Bounds, Doubt, cells_in_doubt, neighbourhoods
from profiles.anonymisation.tables import Ints, Layout, Matrix

Floats = npt.NDArray[np.float64]
Cell = tuple[int, int, int]
"""(area, row, column) of a label."""
EDUCATION = "education"


@dataclass(frozen=True)
class Programme:
    """Unknown numbers with bounds, and sums of them with theirs; `labels` are the cells that the sums are of.

    An unknown with lower bound 0 is a hidden cell.
    """

    lower: Floats
    upper: Floats
    sums: sparse.csr_matrix
    sum_lower: Floats
    sum_upper: Floats
    labels: Sequence[Cell]
    asked: Ints | None = None

    def proofs(self) -> Iterator[Cell]:
        """For each asked (or hidden) cell that cannot be empty the label that weighs most in proving it."""
        hidden = np.flatnonzero(self.lower == 0) if self.asked is None else self.asked
        programme = self
        solved = self._fewest(hidden)
        if solved is None:
            # Bounds of 1 % contradict each other now and then; a reader then doubts what is hidden first.
            programme = replace(
                self,
                upper=np.where(self.lower == 0, np.inf, self.upper),
                sum_upper=np.where(self.sum_lower <= 0, np.inf, self.sum_upper),
            )
            solved = programme._fewest(hidden)
        if solved is None:
            return
        while len(still := hidden[solved[0][hidden] > NOBODY]) not in (0, len(hidden)):
            hidden, fewer = still, programme._fewest(still)
            solved = fewer or solved
        for cell in still:
            alone = programme._fewest(np.array([cell]))
            if alone is not None and alone[0][cell] > NOBODY:
                yield self.labels[int(np.argmax(alone[1]))]

    def _fewest(self, cells: Ints) -> tuple[Floats, Floats] | None:
        """Numbers with the fewest people in these cells together, and the weight of each sum's lower bound.

        None where no numbers fit.
        """
        cost = np.zeros(len(self.lower))
        cost[cells] = 1
        bounded = np.isfinite(self.sum_upper)
        solved = linprog(
            cost,
            A_ub=sparse.vstack([-self.sums, self.sums[bounded]], format="csr"),
            b_ub=np.concatenate([-self.sum_lower, self.sum_upper[bounded]]),
            bounds=np.column_stack([self.lower, self.upper]),
            method="highs",
        )
        if not solved.success:
            return None
        return solved.x, -solved.ineqlin.marginals[: len(self.sum_lower)]


class Disclosure:
    """The programmes of a release: its areas are the same for all of them."""

    def __init__(self, layout: Layout, thresholds: Sequence[Ints], *, rate: float) -> None:
        self._layout, self._thresholds, self._rate = layout, thresholds, rate
        areas = layout.areas
        self._single = [area for area in areas if areas.has(area, AreaKind.MUNICIPALITY)]
        self._several = [area for area in areas if len(areas.members[area]) > 1]
        places = [next(iter(areas.members[area])) for area in self._single]
        inside = [[place in areas.members[area] for place in places] for area in self._several]
        self._inside = np.array(inside, np.float64).reshape(len(self._several), len(places))
        # Labels of each what when nothing of it was proved: with the same labels nothing will be.
        self._safe = np.full((len(self._several) + len(places), len(layout.rows)), -1.0)

    def proofs(self, matrices: Sequence[Matrix]) -> Iterator[Cell]:
        """Labels that prove a hidden cell of a what by municipality, or of education by place."""
        for programme in self._of_whats(matrices):
            for cell in programme.proofs():
                self._safe[:, cell[1]] = -1
                yield cell
        for programme in self._of_education(matrices):
            yield from programme.proofs()

    def _of_whats(self, matrices: Sequence[Matrix]) -> Iterator[Programme]:
        """Of each what, and of none, with cells that no numbers were found for."""
        rows, columns = np.arange(len(self._layout.rows)), np.zeros(len(self._layout.rows), int)
        low, high = self._bounds(matrices, self._single, rows, columns)
        least, most = self._bounds(matrices, self._several, rows, columns)
        labels = np.concatenate([least, low])
        changed = np.flatnonzero((labels != self._safe).any(axis=0))
        self._safe = labels
        sums = sparse.csr_matrix(self._inside)
        bounds = Bounds(low, high, least, most).of(changed)
        for doubt in cells_in_doubt(bounds, self._inside > 0):
            row = int(changed[doubt.what])
            yield Programme(
                low[doubt.near, row],
                high[doubt.near, row],
                sums[doubt.areas][:, doubt.near],
                least[doubt.areas, row],
                most[doubt.areas, row],
                [(self._several[area], row, 0) for area in doubt.areas],
                np.searchsorted(doubt.near, doubt.places),
            )

    def _of_education(self, matrices: Sequence[Matrix]) -> Iterator[Programme]:
        """All people by level of education, by neighbourhood."""
        layout = self._layout
        levels = [
            c for c in range(1, layout.local) if layout.words.attributes[layout.columns[c]] == EDUCATION
        ]
        if not levels or not layout.shows_condition(EDUCATION, self._thresholds):
            return
        columns = np.array(levels)
        for where in neighbourhoods(self._inside > 0):
            programme = self._of_levels(matrices, columns, where)
            if programme.asked is not None and len(programme.asked):
                yield programme

    def _of_levels(self, matrices: Sequence[Matrix], columns: Ints, where: Doubt) -> Programme:
        """Unknown is how many have each level, by municipality; a level is part of the one above it."""
        layout = self._layout
        above = layout.column_of[layout.words.parents[layout.columns[columns]]]
        single = [self._single[place] for place in where.near]
        several = [self._several[area] for area in where.areas]
        inside = sparse.csr_matrix(self._inside[np.ix_(where.areas, where.near)])
        low, high = self._bounds(matrices, single, np.zeros_like(columns), columns)
        places, of_level = sparse.identity(len(single)), sparse.identity(len(columns))
        roots = sparse.csr_matrix((above == 0).astype(np.float64))
        blocks = [
            (sparse.kron(places, roots), single, np.array([0])),
            (sparse.kron(inside, roots), several, np.array([0])),
            (sparse.kron(inside, of_level), several, columns),
        ]
        sums, least, most, labels = [], [], [], []
        for block, areas, of_columns in blocks:
            lower, upper = self._bounds(matrices, areas, np.zeros_like(of_columns), of_columns)
            sums.append(block)
            least.append(lower.ravel())
            most.append(upper.ravel())
            labels += [(area, 0, int(column)) for area in areas for column in of_columns]
        parts = sparse.csr_matrix((above[:, None] == columns[None, :]).T.astype(np.float64)) - of_level
        has_parts = np.isin(columns, above)
        sums.append(-sparse.kron(places, parts.tocsr()[np.flatnonzero(has_parts)]))
        size = sums[-1].shape[0]
        least.append(np.zeros(size))
        most.append(np.full(size, np.inf))
        labels += [(area, 0, int(column)) for area in single for column in columns[has_parts]]
        of_places = np.searchsorted(where.near, where.places)
        cells = (of_places[:, None] * len(columns) + np.arange(len(columns))).ravel()
        return Programme(
            low.ravel(),
            high.ravel(),
            sparse.vstack(sums, format="csr"),
            np.concatenate(least),
            np.concatenate(most),
            labels,
            cells[low.ravel()[cells] == 0],
        )

    def _bounds(
        self, matrices: Sequence[Matrix], areas: Sequence[int], rows: Ints, columns: Ints
    ) -> tuple[Floats, Floats]:
        """Fewest and most people: areas x cells."""
        labels = np.array([matrices[area][rows, columns] for area in areas]).reshape(len(areas), len(rows))
        least = np.array([self._thresholds[area][columns] for area in areas]).reshape(labels.shape)
        return labels.astype(np.float64), most_behind(labels, least, rate=self._rate).astype(np.float64)
