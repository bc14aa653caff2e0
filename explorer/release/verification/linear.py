"""Unknown numbers of people between bounds, and sums of them: which of them cannot be 0.

Needs scipy.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.special import bdtr

from explorer.release.verification.published import Mask, Numbers

CHANCE = 0.01
ZERO = 1e-6  # below this a linear programme means 0
STEPS = 60
MARGIN = 0.05

Reals = NDArray[np.float64]


def most_behind(fewer_than: Numbers, *, sampling_rate: float) -> Numbers:
    """The largest numbers of people so that fewer than so many are counted with a chance of 1 % or more."""
    # Bisection; the upper end holds for each sampling rate that a policy may have.
    low, high = fewer_than - 1, 8 * fewer_than + 8
    while (low < high).any():
        middle = (low + high + 1) // 2
        is_likely = bdtr(fewer_than - 1, middle, 1 - sampling_rate) >= CHANCE
        low, high = np.where(is_likely, middle, low), np.where(is_likely, high, middle - 1)
    return low


@dataclass(frozen=True)
class Problem:
    """Unknown numbers with their bounds, and sums of them with theirs; `asked` are those in question."""

    lower: Reals
    upper: Reals
    sums: sparse.csr_matrix
    sum_lower: Reals
    sum_upper: Reals
    asked: Mask

    def proved(self) -> dict[int, int]:
        """Unknowns that are asked about and cannot be 0 -> the smallest they can be.

        Bounds of one in a hundred contradict each other now and then. An attacker that sees this
        doubts what is hidden first; where the listed labels alone disagree, nothing follows.
        """
        cells = np.flatnonzero(self.asked)
        point = self._least(cells) if len(cells) else self.lower
        if point is None:
            doubted = replace(
                self,
                upper=np.where(self.lower == 0, np.inf, self.upper),
                # Sums with a lower bound are listed, and so are those that must be 0.
                sum_upper=np.where((self.sum_lower == 0) & (self.sum_upper > 0), np.inf, self.sum_upper),
            )
            return doubted._positive(cells)
        return self._positive(cells[point[cells] > ZERO])

    def within(self, rows: Numbers, unknowns: Numbers, *, asked: Mask) -> "Problem":
        """Only some sums and unknowns; of these unknowns some are asked about."""
        return Problem(
            self.lower[unknowns],
            self.upper[unknowns],
            self.sums[rows][:, unknowns],
            self.sum_lower[rows],
            self.sum_upper[rows],
            asked,
        )

    def _positive(self, left: Numbers) -> dict[int, int]:
        """Of these cells those that no solution leaves empty, each with its smallest number.

        Whatever is empty in any solution is not proved. So many cells are made small together,
        and half of them where none of those becomes empty.
        """
        is_left = np.zeros(len(self.lower), dtype=bool)
        is_left[left] = True
        least: dict[int, int] = {}
        waiting = [left]
        while waiting:
            cells = waiting.pop()
            cells = cells[is_left[cells]]
            point = self._least(cells) if len(cells) else None
            if point is None:
                continue
            is_left &= point > ZERO
            still = cells[is_left[cells]]
            if len(cells) == len(still) == 1:
                least[int(cells[0])] = int(np.ceil(point[cells[0]] - ZERO))
            elif len(cells) == len(still):
                waiting += np.array_split(still, 2)
            else:
                waiting.append(still)
        return least

    def _least(self, cells: Numbers) -> Reals | None:
        """A solution in which the sum of some unknowns is as small as it can be."""
        costs = np.zeros(len(self.lower))
        costs[cells] = 1
        solved = milp(
            costs,
            bounds=Bounds(self.lower, self.upper),
            constraints=LinearConstraint(self.sums, self.sum_lower, self.sum_upper),
        )
        return np.asarray(solved.x) if solved.status == 0 else None


@dataclass(frozen=True)
class Many:
    """The same for many subjects at once: unknowns x subjects, and sums x subjects."""

    lower: Reals
    upper: Reals
    sums: sparse.csr_matrix
    sum_lower: Reals
    sum_upper: Reals

    def near(self, start: Reals) -> tuple[Reals, Mask]:
        """Numbers that fit, or nearly, looked for from a start; by subject, whether they fit.

        By steps towards all sums that do not fit, averaged (Cimmino). That numbers were not found
        means nothing: a linear programme must decide.
        """
        norms = np.maximum(np.asarray(self.sums.multiply(self.sums).sum(axis=1)), 1)
        back, times = self.sums.T.tocsr(), abs(self.sums.T).tocsr()
        numbers = np.clip(start, self.lower, self.upper)
        left = np.arange(numbers.shape[1])
        for step in range(STEPS + 1):
            here, lower, upper = numbers[:, left], self.sum_lower[:, left], self.sum_upper[:, left]
            now = self.sums @ here
            keep = ~((now >= lower - ZERO) & (now <= upper + ZERO)).all(axis=0)
            if step == STEPS or not keep.any():
                left = left[keep]
                break
            left, here, now, lower, upper = (
                left[keep],
                here[:, keep],
                now[:, keep],
                lower[:, keep],
                upper[:, keep],
            )
            # A little further than the bound, which the average of steps would only approach.
            margin = np.minimum(MARGIN, (upper - lower) / 2)
            amiss = np.maximum(lower + margin - now, 0) - np.maximum(now - upper + margin, 0)
            counted = np.maximum(times @ (amiss != 0).astype(float), 1)
            moved = here + 1.5 * (back @ (amiss / norms)) / counted
            numbers[:, left] = np.clip(moved, self.lower[:, left], self.upper[:, left])
        fits = np.ones(numbers.shape[1], dtype=bool)
        fits[left] = False
        return numbers, fits
