"""Linear programmes (HiGHS) over all areas: which hidden cells cannot be empty.

Unknown is how many people each municipality has of one what, or of each education
level at once (`levels`). Most cells are settled by numbers that fit all labels with them
empty, found for all whats (`fitting`) or levels at once; a programme is solved for the others only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from explorer.release.shapes import AreaKind
from profiles.anonymisation.bounds import most_behind
from profiles.anonymisation.fitting import (
    NOBODY,
    Bounds,
    Floats,
    Mask,
    Neighbourhood,
    cells_in_doubt,
    neighbourhoods,
)
from profiles.anonymisation.levels import Levels, LevelSystem
from profiles.anonymisation.tables import Ints, Layout, Matrix

Cell = tuple[int, int, int]
"""(area, row, column) of a label."""
EDUCATION = "education"


@dataclass(frozen=True)
class Programme:
    """A system of which some hidden cells are `asked` about; `labels` are the cells that its sums are of."""

    system: LevelSystem
    labels: Sequence[Cell]
    asked: Ints

    def proofs(self) -> Iterator[Cell]:
        """For each asked cell that cannot be empty the label that weighs most in proving it."""
        system, left = self.system, self.asked
        solved = fewest(system, left)
        if solved is None:
            # Bounds of 1 % contradict each other now and then; a reader then doubts what is hidden first.
            system = replace(
                system,
                upper=np.where(system.lower == 0, np.inf, system.upper),
                sum_upper=np.where(system.sum_lower <= 0, np.inf, system.sum_upper),
            )
            solved = fewest(system, left)
        if solved is None:
            return
        # Together first: one programme shows most of them may be empty at the same time.
        while len(still := left[solved[0][left] > NOBODY]) not in (0, len(left)):
            left, fewer = still, fewest(system, still)
            solved = fewer or solved
        for cell in still:
            alone = fewest(system, np.array([cell])) if len(still) > 1 else solved
            if alone is not None and alone[0][cell] > NOBODY:
                # The dual value of a bound is what the proof owes to it: lowering that label breaks it
                # soonest.
                yield self.labels[int(np.argmax(alone[1]))]


def fewest(system: LevelSystem, cells: Ints) -> tuple[Floats, Floats] | None:
    """Numbers with the fewest people in these cells together, and the weight of each sum's lower bound.

    None where no numbers fit.
    """
    cost = np.zeros(len(system.lower))
    cost[cells] = 1
    bounded = np.isfinite(system.sum_upper)
    solved = linprog(
        cost,
        A_ub=sparse.vstack([-system.sums, system.sums[bounded]], format="csr"),
        b_ub=np.concatenate([-system.sum_lower, system.sum_upper[bounded]]),
        bounds=np.column_stack([system.lower, system.upper]),
        method="highs",
    )
    if not solved.success:
        return None
    return solved.x, -solved.ineqlin.marginals[: len(system.sum_lower)]


class Disclosure:
    """The programmes of a release: its areas are the same for all of them.

    Asked again it looks only where labels changed since, or something was proved.
    """

    def __init__(self, layout: Layout, thresholds: Sequence[Ints], *, rate: float) -> None:
        self._layout, self._thresholds, self._rate = layout, thresholds, rate
        areas = layout.areas
        self._single = [area for area in areas if areas.has(area, AreaKind.MUNICIPALITY)]
        self._several = [area for area in areas if len(areas.members[area]) > 1]
        places = [next(iter(areas.members[area])) for area in self._single]
        inside = [[place in areas.members[area] for place in places] for area in self._several]
        self._inside: Mask = np.array(inside, bool).reshape(len(self._several), len(places))
        self._where = neighbourhoods(self._inside)
        self._of_whats, self._of_levels = _Changes(), _Changes()
        has_education = layout.shows_condition(EDUCATION, thresholds)
        self._levels = Levels.of(layout, EDUCATION, self._inside) if has_education else None

    def proofs(self, matrices: Sequence[Matrix]) -> Iterator[Cell]:
        """Labels that prove a hidden cell of a what by municipality, or of education by place."""
        yield from self._about_whats(matrices)
        yield from self._about_levels(matrices)

    def _about_whats(self, matrices: Sequence[Matrix]) -> Iterator[Cell]:
        # Of each what, and of none.
        rows = np.arange(len(self._layout.rows))
        bounds = self._bounds(matrices, rows, np.zeros_like(rows))
        changed = self._of_whats.since(bounds, self._where)
        some = np.flatnonzero(changed.any(axis=0))
        asked = [(where, np.flatnonzero(changed[i, some])) for i, where in enumerate(self._where)]
        sums = sparse.csr_matrix(self._inside.astype(np.float64))
        for where, what in cells_in_doubt(bounds.of(some), self._inside, asked):
            row = int(some[what])
            here = bounds.within(where)
            programme = Programme(
                LevelSystem(
                    here.low[:, row],
                    here.high[:, row],
                    sums[where.areas][:, where.near],
                    here.least[:, row],
                    here.most[:, row],
                ),
                [(self._several[area], row, 0) for area in where.areas],
                np.searchsorted(where.near, [where.place]),
            )
            for cell in programme.proofs():
                self._of_whats.ask_again(where, row)
                yield cell

    def _about_levels(self, matrices: Sequence[Matrix]) -> Iterator[Cell]:
        """Of all people by level of education."""
        levels = self._levels
        if levels is None:
            return
        bounds = self._bounds(matrices, np.zeros_like(levels.columns), levels.columns)
        changed = np.asarray(self._of_levels.since(bounds, self._where).any(axis=1))
        asked = [where for where in self._where if changed[where.number]]
        areas = [*self._several, *self._single]
        for where, rows, system, hidden in levels.levels_in_doubt(bounds, asked):
            labels = [(areas[levels.area_of[row]], 0, int(levels.column_of[row])) for row in rows]
            for cell in Programme(system, labels, hidden).proofs():
                self._of_levels.ask_again(where, 0)
                yield cell

    def _bounds(self, matrices: Sequence[Matrix], rows: Ints, columns: Ints) -> Bounds:
        """Fewest and most people behind cells (row, column), of municipalities and of areas of several."""
        found = []
        for areas in (self._single, self._several):
            labels = np.array([matrices[area][rows, columns] for area in areas]).reshape(-1, len(rows))
            least = np.array([self._thresholds[area][columns] for area in areas]).reshape(labels.shape)
            found += [
                labels.astype(np.float64),
                most_behind(labels, least, rate=self._rate).astype(np.float64),
            ]
        return Bounds(*found)


class _Changes:
    """Which whats or levels have other labels in a neighbourhood than when they were asked about last."""

    def __init__(self) -> None:
        self._last: Bounds | None = None
        self._again: list[tuple[int, int]] = []

    def since(self, bounds: Bounds, where: Sequence[Neighbourhood]) -> Mask:
        """Neighbourhoods x items to ask about now."""
        last, self._last = self._last, bounds
        changed = np.ones((len(where), bounds.low.shape[1]), bool)
        if last is not None:
            places, areas = bounds.low != last.low, bounds.least != last.least
            for each in where:
                changed[each.number] = places[each.near].any(axis=0) | areas[each.areas].any(axis=0)
        for number, item in self._again:
            changed[number, item] = True
        self._again = []
        return changed

    def ask_again(self, where: Neighbourhood, item: int) -> None:
        """Something was proved: whether it is gone is to be seen."""
        self._again.append((where.number, item))
