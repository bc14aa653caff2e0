"""The disclosure audit: no cell of 1 to k-1 people may be proved by all labels of a release.

Behind a label L lie at least L people, and at most as many as leave 2L-1 or
fewer after sampling with a chance of 1 %; behind a group that is not listed at
most as many as leave fewer than its threshold. Two parts:

* of every what and local condition, for each area: may a municipality that is not
  listed be empty, if the others hold all they can?
* of every what alone, and of everybody by education: linear programmes (`programmes`)
  over all areas at once.

What would prove a cell is lowered a label, until nothing does; and a circle that tells of a hidden
cell beside the same circle without one municipality (`circles`) is lowered to what that one implies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.release.shapes import AreaKind
from profiles.anonymisation.bounds import most_behind
from profiles.anonymisation.circles import Nested, disclosing_cells, nested_circles
from profiles.anonymisation.closing import close
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.programmes import Disclosure
from profiles.anonymisation.tables import Ints, Layout, Matrix

MOST_ROUNDS = 40
Packed = tuple[Ints, npt.NDArray[np.int32]]
"""Places in a flat matrix that are not 0, and what stands there."""


@dataclass(frozen=True)
class Proof:
    """A label of an area that proves a hidden cell: row and column of the matrices."""

    area: int
    row: int
    column: int


@dataclass(frozen=True)
class Audit:
    """`cells` that are hidden in the end, `proofs` found, labels `lowered` for them, in `rounds`;
    `circles` are labels of circles lowered since they would tell of a hidden cell."""

    cells: int
    proofs: int
    lowered: int
    rounds: int
    circles: int = 0


class AuditFailed(Exception):
    """What proves a cell could not be lowered; nothing of this release may be shown."""


def audit(
    matrices: Sequence[Matrix],
    layout: Layout,
    thresholds: Sequence[Ints],
    *,
    policy: Policy,
    living: Sequence[int],
) -> Audit:
    """Close labels in place and lower what would prove a cell, closing again. Raises `AuditFailed`.

    `living`: how many people live in each area.
    """
    own = [_packed(matrix) for matrix in matrices]
    disclosure = Disclosure(layout, thresholds, rate=policy.sampling_rate)
    nested = nested_circles(layout, living)
    found = lowered = circles = 0
    for rounds in range(1, MOST_ROUNDS):
        close(matrices, layout, thresholds, k=policy.k)
        if told := _lower_circles(matrices, own, layout, nested):
            circles += told
            continue
        proofs = [
            *_told_by_one_area(matrices, layout, thresholds, policy),
            *(Proof(*cell) for cell in disclosure.proofs(matrices)),
        ]
        if not proofs:
            return Audit(_hidden(matrices, layout), found, lowered, rounds, circles)
        found += len(proofs)
        closed = {proof: int(matrices[proof.area][proof.row, proof.column]) for proof in proofs}
        for matrix, packed in zip(matrices, own, strict=True):
            _unpack(packed, into=matrix)
        changed = sum(_lower(proof, closed[proof], matrices, layout, thresholds) for proof in proofs)
        if not changed:
            break
        lowered += changed
        own = [_packed(matrix) for matrix in matrices]
    raise AuditFailed


def _lower_circles(
    matrices: Sequence[Matrix], own: Sequence[Packed], layout: Layout, nested: Sequence[Nested]
) -> int:
    """Take the own labels of circles that tell of a hidden cell away and put all own labels back.

    Closing gives each of them what the areas inside it imply. Returns how many were taken; then the
    matrices hold own labels again, else they stay closed.
    """
    told: dict[int, npt.NDArray[np.bool_]] = {}
    for circle, cells in disclosing_cells(matrices, layout, nested):
        told[circle] = told.get(circle, False) | cells
    changed = 0
    for circle, cells in told.items():
        taken = cells.ravel()[own[circle][0]]
        changed += int((taken & (own[circle][1] > 0)).sum())
        own[circle][1][taken] = 0
    if changed:
        for matrix, packed in zip(matrices, own, strict=True):
            _unpack(packed, into=matrix)
    return changed


def _told_by_one_area(
    matrices: Sequence[Matrix], layout: Layout, thresholds: Sequence[Ints], policy: Policy
) -> Iterator[Proof]:
    """Areas of which the label is more than all but one of their hidden municipalities can hold."""
    local, areas = slice(0, layout.local), layout.areas
    municipality_of = {
        next(iter(areas.members[area])): area for area in areas if areas.has(area, AreaKind.MUNICIPALITY)
    }
    most, hidden_most = {}, {}
    for place, area in municipality_of.items():
        labels, least = matrices[area][:, local], thresholds[area][local]
        most[place] = most_behind(labels, least, rate=policy.sampling_rate)
        hidden_most[place] = np.where(labels > 0, 0, most[place])
    for area in areas:
        members = sorted(areas.members[area] & municipality_of.keys())
        if len(members) < 2:
            continue
        labels = matrices[area][:, local]
        held = np.zeros(labels.shape, np.int64)
        spared = np.zeros(labels.shape, np.int64)
        for place in members:
            held += most[place]
            np.maximum(spared, hidden_most[place], out=spared)
        proves = (labels > 0) & (spared > 0) & (labels > held - spared)
        for row, column in zip(*np.nonzero(proves), strict=True):
            yield Proof(area, int(row), int(column))


def _lower(
    proof: Proof, label: int, matrices: Sequence[Matrix], layout: Layout, thresholds: Sequence[Ints]
) -> int:
    """Halve what raises this label: groups of the same or narrower words, in the area and those inside it.

    Of the areas inside those of several municipalities only. Returns how many labels changed.
    """
    rows = _below(proof.row, layout.rows, layout)
    columns = _below(proof.column, layout.columns, layout)
    changed = 0
    for area in layout.areas:
        members = layout.areas.members[area]
        if area != proof.area and (len(members) < 2 or not members < layout.areas.members[proof.area]):
            continue
        within = columns[columns < layout.width(area)]
        cells = np.ix_(rows, within)
        labels = matrices[area][cells]
        too_high = labels >= label
        changed += int(too_high.sum())
        half = np.where(label // 2 >= thresholds[area][within], label // 2, 0)
        matrices[area][cells] = np.where(too_high, half, labels)
    return changed


def _below(place: int, concepts: Ints, layout: Layout) -> Ints:
    """Rows or columns of a concept and of all below it; of none all."""
    chosen = np.zeros(len(layout.words.attributes), bool)
    chosen[concepts[place]] = True
    for concept in range(1, len(chosen)):
        # A parent's number is lower than its children's.
        chosen[concept] |= chosen[layout.words.parents[concept]]
    return np.flatnonzero(chosen[concepts])


def _hidden(matrices: Sequence[Matrix], layout: Layout) -> int:
    municipal = (area for area in layout.areas if layout.areas.has(area, AreaKind.MUNICIPALITY))
    return sum(int((matrices[area][:, 0] == 0).sum()) for area in municipal)


def _packed(matrix: Matrix) -> Packed:
    at = np.flatnonzero(matrix)
    return at, matrix.ravel()[at]


def _unpack(packed: Packed, *, into: Matrix) -> None:
    into[...] = 0
    into.ravel()[packed[0]] = packed[1]
