"""Closing: what a listed group implies of a wider one is listed too, so that a reader only looks up.

A group implies the same label, at least, for every word above its what or
condition (or none) and for every listed area around its own; and groups of
disjoint parts of an area, whole regions and other municipalities, imply their sum.

Own labels are those that were counted, closed labels include what is implied. Where it is said how
many people live in each area, circles that would disclose a hidden cell (`circles`) lose theirs on the way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.release.shapes import AreaKind
from profiles.anonymisation.circles import disclosing_cells, lived_in, nested_circles
from profiles.anonymisation.tables import NEVER, Areas, Ints, Layout, Level, Matrix

GROUP = np.dtype([("what", "<u2"), ("area", "<u2"), ("condition", "<u2"), ("at_least", "<u4")])
"""A group as the checksum of a release takes it: 10 bytes."""


@dataclass(frozen=True)
class Around:
    """Of an area the largest areas strictly inside it, and its parts, of which the people may be added."""

    inside: tuple[int, ...]
    parts: tuple[int, ...]


@dataclass
class OwnLabels:
    """The cells of an area with a label of their own: places in its flat matrix, and the labels there."""

    at: npt.NDArray[np.int32]
    labels: npt.NDArray[np.int32]

    @classmethod
    def of(cls, matrix: Matrix) -> "OwnLabels":
        """Those of a matrix that is not closed yet."""
        at = np.flatnonzero(matrix).astype(np.int32)
        return cls(at, matrix.ravel()[at])

    def replace(self, labels: npt.NDArray[np.int32]) -> int:
        """Take these labels, of which 0 is none, instead; how many differ."""
        changed = int((labels != self.labels).sum())
        self.at, self.labels = self.at[labels > 0], labels[labels > 0]
        return changed


class Closing:
    """Own and closed labels of a release; closed again only where own labels changed."""

    def __init__(
        self,
        matrices: Sequence[Matrix],
        layout: Layout,
        thresholds: Sequence[Ints],
        *,
        k: int,
        living: Sequence[int] | None = None,
    ) -> None:
        """`matrices` hold own labels, and closed ones from `close` on; `living` people by area."""
        self.matrices, self.circles_lowered = matrices, 0
        self._layout, self._thresholds, self._k = layout, thresholds, k
        self.own = [OwnLabels.of(matrix) for matrix in matrices]
        self._around = surroundings(layout.areas)
        self._nested = nested_circles(layout, living) if living else {}

        inhabited = lived_in(layout.areas, living) if living else frozenset()

        def size(area: int) -> tuple[int, int]:
            # A circle comes after the same circle without one of its municipalities where people live.
            members = layout.areas.members[area]
            return len(members & inhabited), len(members)

        # Small to large: what an area implies of a wider one is then closed before the wider one asks.
        self._order = sorted(layout.areas, key=size)

    def close(self, changed: Iterable[int] | None = None) -> set[int]:
        """Raise labels until they imply nothing more; one pass through the areas, small to large.

        Only of areas of which own labels `changed`, and what depends on those; of all without it. Cells
        without a shape carry labels on to wider ones; `groups_of` does not list them. Returns the areas
        with other closed labels now.
        """
        waiting = set(self._layout.areas if changed is None else changed)
        others: set[int] = set()
        for area in self._order:
            around, nested = self._around[area], self._nested.get(area, ())
            depends = {
                *around.inside,
                *around.parts,
                *(n for each in nested for n in (each.without, each.municipality)),
            }
            if (area in waiting or not others.isdisjoint(depends)) and self._close(area):
                others.add(area)
        return others

    def _close(self, area: int) -> bool:
        before = self.matrices[area].copy()
        self._raise(area)
        if nested := self._nested.get(area):
            disclosing = disclosing_cells(self.matrices, self._layout, nested).ravel()
            own = self.own[area]
            if lowered := own.replace(np.where(disclosing[own.at], 0, own.labels)):
                self.circles_lowered += lowered
                self._raise(area)
        return not np.array_equal(before, self.matrices[area])

    def _raise(self, area: int) -> None:
        """The own labels of an area, what is implied by areas inside it, and by its words."""
        layout, labels, own = self._layout, self.matrices[area], self.own[area]
        labels[...] = 0
        labels.ravel()[own.at] = own.labels
        for inner in self._around[area].inside:
            shared = min(layout.width(area), layout.width(inner))
            np.maximum(labels[:, :shared], self.matrices[inner][:, :shared], out=labels[:, :shared])
        self._add_parts(area)
        if layout.is_wide(area):
            # A pair is known from either side.
            pairs = labels[1:, layout.first_pair :]
            has_any = np.flatnonzero(pairs.any(axis=1) | pairs.any(axis=0))
            square = np.ix_(has_any, has_any)
            pairs[square] = np.maximum(pairs[square], pairs[square].T)
            _lift(labels, layout.row_levels, layout.column_levels)
        else:
            _lift(labels, layout.row_levels, layout.local_levels)

    def _add_parts(self, area: int) -> None:
        layout, labels, parts = self._layout, self.matrices[area], self._around[area].parts
        if len(parts) < 2:
            return
        total = np.zeros_like(labels)
        for part in parts:
            shared, is_listed = min(layout.width(area), layout.width(part)), self._thresholds[part] < NEVER
            # Of a part only listed cells: a reader can add up no others.
            counted = self.matrices[part][:, :shared]
            if layout.is_wide(part) or not is_listed.all():
                counted = counted * layout.listed(part, self._thresholds[part])[:, :shared]
            total[:, :shared] += counted
        # Labels are of few cells: looking only where a sum is more saves most of the time.
        more = np.flatnonzero((total > labels) & layout.listed(area, self._thresholds[area]))
        found = labels_of(total.ravel()[more], k=self._k)
        labels.ravel()[more] = np.maximum(labels.ravel()[more], found)


def label(matrices: Sequence[Matrix], layout: Layout, thresholds: Sequence[Ints], *, k: int) -> None:
    """Put the label in place of each count, 0 below its threshold; of a pair only the lower what's row."""
    for area in layout.areas:
        counts = matrices[area]
        # Once: a pair that is labelled in both rows would be two groups of the same people.
        shown = layout.listed(area, thresholds[area], once=True) & (counts >= thresholds[area])
        counts[...] = np.where(shown, labels_of(counts, k=k), 0)


def labels_of(counts: npt.NDArray[np.int32], *, k: int) -> npt.NDArray[np.int32]:
    """The largest k x 2^n not above each count; 0 below k."""
    # The exponent of a float is its binary logarithm, exact where `log2` may round up.
    exponents = np.frexp(counts // k)[1] - 1
    return np.where(counts < k, 0, k << np.maximum(exponents, 0)).astype(np.int32)


def close(matrices: Sequence[Matrix], layout: Layout, thresholds: Sequence[Ints], *, k: int) -> None:
    """Close labels in place, without a look at what circles disclose."""
    Closing(matrices, layout, thresholds, k=k).close()


def surroundings(areas: Areas) -> list[Around]:
    """By area what lies inside it; index 0 is of none."""
    regions = [area for area in areas if areas.has(area, AreaKind.REGION)]
    wide = {area for area in areas if areas.has(area, AreaKind.REGION, AreaKind.COUNTRY)}
    municipalities = {
        next(iter(areas.members[area])): area for area in areas if areas.has(area, AreaKind.MUNICIPALITY)
    }
    inside: dict[int, set[int]] = {}
    around = [Around((), ())] * (len(areas.kinds))
    for area in sorted(areas, key=lambda area: len(areas.members[area])):
        members = areas.members[area]
        inside[area] = {other for other in inside if areas.members[other] < members}
        # What lies in a smaller area inside is in its labels; but only wide areas carry regional ones on.
        within = set().union(*(inside[other] for other in inside[area]))
        within_wide = set().union(*(inside[other] for other in inside[area] & wide))
        largest = inside[area] - (within - wide) - within_wide
        whole = [region for region in regions if areas.members[region] < members]
        covered = frozenset().union(*(areas.members[region] for region in whole))
        single = [municipalities[place] for place in sorted(members - covered) if place in municipalities]
        around[area] = Around(tuple(sorted(largest)), (*whole, *single))
    return around


def groups_of(matrices: Sequence[Matrix], layout: Layout, thresholds: Sequence[Ints]) -> npt.NDArray[np.void]:
    """The listed groups as `GROUP`, in the order of their key: what, area, condition."""
    found = []
    for area in layout.areas:
        shown = layout.listed(area, thresholds[area], once=True) & (matrices[area] > 0)
        row, column = np.nonzero(shown)
        groups = np.empty(len(row), GROUP)
        groups["what"], groups["condition"] = layout.rows[row], layout.columns[column]
        groups["area"], groups["at_least"] = area, matrices[area][row, column]
        found.append(groups)
    groups = np.concatenate(found) if found else np.empty(0, GROUP)
    keys = (
        groups["what"].astype(np.uint64) << np.uint64(32)
        | groups["area"].astype(np.uint64) << np.uint64(16)
        | groups["condition"].astype(np.uint64)
    )
    return groups[np.argsort(keys)]


def _lift(labels: Matrix, row_levels: Sequence[Level], column_levels: Sequence[Level]) -> None:
    """Labels of words above, and of none, at least as high as those below; `row_levels` from the leaves up.

    Only rows and columns that have a label, or have one above, take part: in most areas a few.
    """
    has_row, has_column = np.asarray(labels.any(axis=1)), np.asarray(labels.any(axis=0))
    for has_any, levels in ((has_row, row_levels), (has_column, column_levels)):
        for children, parents in levels:
            has_any[parents[has_any[children]]] = True
    if not has_row.any():
        return
    # A copy of the few that matter: the full matrix of a country has millions of cells.
    cells = np.ix_(np.flatnonzero(has_row), np.flatnonzero(has_column))
    some = labels[cells]
    _lift_rows(some, row_levels, has_row)
    _lift_rows(some.T, column_levels, has_column)
    labels[cells] = some


def _lift_rows(labels: Matrix, levels: Sequence[Level], taken: npt.NDArray[np.bool_]) -> None:
    index = np.cumsum(taken) - 1
    for children, parents in levels:
        is_taken = taken[children]
        below, above = index[children[is_taken]], index[parents[is_taken]]
        # Children come in the order of their parent, so each run of equal parents is one piece.
        starts = np.flatnonzero(np.diff(above, prepend=-1))
        if len(below):
            found = np.maximum.reduceat(labels[below], starts, axis=0)
            labels[above[starts]] = np.maximum(labels[above[starts]], found)
