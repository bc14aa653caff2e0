"""All people by level of a condition in each municipality, as one system of sums.

A level is part of the one above it, levels without one make up all people, and
municipalities make up the areas around them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from profiles.anonymisation.fitting import NOBODY, RELAXATION, Bounds, Floats, Mask, Neighbourhood
from profiles.anonymisation.tables import Ints, Layout

STEPS = 200
MARGIN = 0.05
"""Numbers are moved so far inside their bounds, which steps that halve what is left would never reach."""


@dataclass(frozen=True)
class LevelSystem:
    """Unknown numbers with bounds, and sums of them with theirs. An unknown with lower bound 0 is hidden."""

    lower: Floats
    upper: Floats
    sums: sparse.csr_matrix
    sum_lower: Floats
    sum_upper: Floats

    def part(self, rows: Ints, unknowns: Ints) -> "LevelSystem":
        """Only some of the sums and unknowns."""
        return LevelSystem(
            self.lower[unknowns],
            self.upper[unknowns],
            self.sums[rows][:, unknowns],
            self.sum_lower[rows],
            self.sum_upper[rows],
        )

    def with_empty(self, unknowns: Ints) -> "LevelSystem":
        """The same with no people in these."""
        upper = self.upper.copy()
        upper[unknowns] = 0
        return replace(self, upper=upper)

    def moved_to_fit(self, numbers: Floats) -> tuple[Floats, bool]:
        """These numbers, moved towards fitting, and whether they fit.

        Diagonally relaxed projections onto all sums at once (Censor and others, DROP, 2008).
        """
        numbers = np.clip(numbers, self.lower, self.upper)
        is_free = (self.upper > self.lower).astype(np.float64)
        norms = np.maximum(self.sums.multiply(self.sums) @ is_free, 1)
        turned = (sparse.diags(is_free) @ self.sums.T).tocsr()
        in_sums = abs(turned)
        # No more than half the width: the two bounds must not cross.
        tight = np.minimum(MARGIN, (self.sum_upper - self.sum_lower) / 2)
        for _ in range(STEPS):
            now = self.sums @ numbers
            lacking = np.maximum(self.sum_lower + tight - now, 0)
            too_many = np.maximum(now - self.sum_upper + tight, 0)
            fits = (now >= self.sum_lower - NOBODY) & (now <= self.sum_upper + NOBODY)
            if fits.all():
                return numbers, True
            # Each wrong sum moves its numbers as far as it alone would, and a number goes the mean of that.
            step = (lacking - too_many) / norms
            shares = np.maximum(in_sums @ ((lacking > 0) | (too_many > 0)).astype(np.float64), 1)
            numbers = np.clip(numbers + RELAXATION * (turned @ step) / shares, self.lower, self.upper)
        return numbers, False


@dataclass(frozen=True)
class Levels:
    """Unknown is how many people have each level: municipality by municipality, in the order of `columns`.

    `columns` are those of the matrices: 0 for all people, then the levels. `sums` has a row for each sum:
    `area_of` is its area (those of several municipalities first, then each municipality), `index_of` its
    place among `columns`, -1 for what is left of a level without its parts.
    """

    columns: Ints
    sums: sparse.csr_matrix
    area_of: Ints
    index_of: Ints
    several: int

    @classmethod
    def of(cls, layout: Layout, attribute: str, inside: Mask) -> "Levels":
        """The system of an attribute; `inside`: areas of several municipalities x municipalities."""
        levels = np.flatnonzero(
            [layout.words.attributes[concept] == attribute for concept in layout.columns[: layout.local]]
        )
        several, places = inside.shape
        above = layout.column_of[layout.words.parents[layout.columns[levels]]]
        is_root = sparse.csr_matrix((above == 0).astype(np.float64))
        each, around = sparse.identity(places), sparse.csr_matrix(inside.astype(np.float64))
        is_part = sparse.csr_matrix((levels[:, None] == above[None, :]).astype(np.float64))
        has_parts = np.flatnonzero(np.isin(levels, above))
        rest = sparse.csr_matrix((sparse.identity(len(levels)) - is_part).tocsr()[has_parts])
        of_areas, of_places = np.arange(several), several + np.arange(places)
        everybody, by_level = np.array([0]), 1 + np.arange(len(levels))
        blocks = (
            (sparse.kron(each, is_root), of_places, everybody),
            (sparse.kron(around, is_root), of_areas, everybody),
            (sparse.kron(around, sparse.identity(len(levels))), of_areas, by_level),
            (sparse.kron(each, rest), of_places, np.full(len(has_parts), -1)),
        )
        return cls(
            columns=np.concatenate([[0], levels]),
            sums=sparse.vstack([block for block, _, _ in blocks], format="csr"),
            area_of=np.concatenate([np.repeat(areas, len(index)) for _, areas, index in blocks]),
            index_of=np.concatenate([np.tile(index, len(areas)) for _, areas, index in blocks]),
            several=several,
        )

    @cached_property
    def column_of(self) -> Ints:
        """Column of the matrices with the label that bounds each sum."""
        return np.where(self.index_of < 0, 0, self.columns[self.index_of])

    def system(self, bounds: Bounds) -> LevelSystem:
        """From fewest and most people behind the labels of `columns`."""
        is_rest = self.index_of < 0
        least = np.concatenate([bounds.least, bounds.low])[self.area_of, self.index_of]
        most = np.concatenate([bounds.most, bounds.high])[self.area_of, self.index_of]
        return LevelSystem(
            lower=bounds.low[:, 1:].ravel(),
            upper=bounds.high[:, 1:].ravel(),
            sums=self.sums,
            sum_lower=np.where(is_rest, 0, least),
            sum_upper=np.where(is_rest, np.inf, most),
        )

    def levels_in_doubt(
        self, bounds: Bounds, asked: Sequence[Neighbourhood]
    ) -> Iterator[tuple[Neighbourhood, Ints, LevelSystem, Ints]]:
        """Neighbourhoods for which no numbers were found that leave the hidden levels of their place empty.

        Each with the sums inside it (rows of `sums`), the system of these and its hidden levels.
        """
        whole = self.system(bounds)
        numbers, _ = whole.moved_to_fit(np.where(whole.lower == 0, 0, (whole.lower + whole.upper) / 2))
        width = len(self.columns) - 1
        for where in asked:
            unknowns = (where.near[:, None] * width + np.arange(width)).ravel()
            hidden = np.flatnonzero((unknowns // width == where.place) & (whole.lower[unknowns] == 0))
            if len(hidden):
                of_areas = np.isin(self.area_of, np.concatenate([where.areas, self.several + where.near]))
                rows = np.flatnonzero(of_areas)
                part = whole.part(rows, unknowns)
                if not part.with_empty(hidden).moved_to_fit(numbers[unknowns])[1]:
                    yield where, rows, part, hidden
