"""Closing: what a listed group implies of a wider one is listed too, so that a reader only looks up.

A group implies the same label, at least, for every word above its what or
condition (or none) and for every listed area around its own; and groups of
disjoint parts of an area, whole regions and other municipalities, imply their sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.release.shapes import AreaKind
from profiles.anonymisation.tables import Areas, Ints, Layout, Level, Matrix

GROUP = np.dtype([("what", "<u2"), ("area", "<u2"), ("condition", "<u2"), ("at_least", "<u4")])
"""A group as the checksum of a release takes it: 10 bytes."""


@dataclass(frozen=True)
class Around:
    """Of an area the areas strictly inside it, and its parts, of which the people may be added."""

    inside: tuple[int, ...]
    parts: tuple[int, ...]


def label(matrices: Sequence[Matrix], layout: Layout, thresholds: Sequence[Ints], *, k: int) -> None:
    """Put the label in place of each count, 0 below its threshold; of a pair only the lower what's row."""
    for area in layout.areas:
        counts = matrices[area]
        shown = layout.listed(area, thresholds[area], once=True) & (counts >= thresholds[area])
        counts[...] = np.where(shown, labels_of(counts, k=k), 0)


def labels_of(counts: npt.NDArray[np.int32], *, k: int) -> npt.NDArray[np.int32]:
    """The largest k x 2^n not above each count; 0 below k."""
    exponents = np.frexp(counts // k)[1] - 1
    return np.where(counts < k, 0, k << np.maximum(exponents, 0)).astype(np.int32)


def close(matrices: Sequence[Matrix], layout: Layout, thresholds: Sequence[Ints], *, k: int) -> None:
    """Raise labels in place until they imply nothing more; one pass through the areas, small to large.

    Cells without a shape carry labels on to wider ones; `groups_of` does not list them.
    """
    around = surroundings(layout.areas)
    for area in sorted(layout.areas, key=lambda area: len(layout.areas.members[area])):
        labels, width = matrices[area], layout.width(area)
        listed = layout.listed(area, thresholds[area])
        for inner in around[area].inside:
            shared = min(width, layout.width(inner))
            np.maximum(labels[:, :shared], matrices[inner][:, :shared], out=labels[:, :shared])
        if len(around[area].parts) > 1:
            total = np.zeros_like(labels)
            for part in around[area].parts:
                shared = min(width, layout.width(part))
                total[:, :shared] += (
                    matrices[part][:, :shared] * layout.listed(part, thresholds[part])[:, :shared]
                )
            np.maximum(labels, np.where(listed, labels_of(total, k=k), 0), out=labels)
        _close_within(labels, layout, is_wide=layout.is_wide(area))


def surroundings(areas: Areas) -> list[Around]:
    """By area what lies inside it; index 0 is of none."""
    regions = [area for area in areas if areas.has(area, AreaKind.REGION)]
    municipalities = {
        next(iter(areas.members[area])): area for area in areas if areas.has(area, AreaKind.MUNICIPALITY)
    }
    around = [Around((), ())]
    for area in areas:
        members = areas.members[area]
        inside = tuple(other for other in areas if areas.members[other] < members)
        whole = [region for region in regions if areas.members[region] < members]
        covered = frozenset().union(*(areas.members[region] for region in whole))
        single = [municipalities[place] for place in sorted(members - covered) if place in municipalities]
        around.append(Around(inside, (*whole, *single)))
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


def _close_within(labels: Matrix, layout: Layout, *, is_wide: bool) -> None:
    """Labels of words above, and of none; a pair is known from either side."""
    if is_wide:
        pairs = labels[1:, layout.first_pair :]
        np.maximum(pairs, pairs.T.copy(), out=pairs)
    _lift(labels, layout.row_levels)
    _lift(labels.T, layout.column_levels if is_wide else layout.local_levels)


def _lift(labels: Matrix, levels: Sequence[Level]) -> None:
    for children, starts, parents in levels:
        labels[parents] = np.maximum(labels[parents], np.maximum.reduceat(labels[children], starts, axis=0))
