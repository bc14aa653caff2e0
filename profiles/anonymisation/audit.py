"""The disclosure audit: no cell of 1 to k-1 people may be proved by all labels of a release.

Behind a label L lie at least L people, and at most as many as leave 2L-1 or
fewer after sampling with a chance of 1 %; behind a group that is not listed at
most as many as leave fewer than its threshold. Two parts:

* of every what and local condition, for each area: may a municipality that is not
  listed be empty, if the others hold all they can?
* of every what alone, and of all people by education: linear programmes (`programmes`)
  over all areas at once, in a country by neighbourhood.

What would prove a cell is lowered a label, until nothing does. A round asks again only about areas
of which labels changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.release.shapes import AreaKind
from profiles.anonymisation.bounds import most_behind
from profiles.anonymisation.closing import Closing
from profiles.anonymisation.policy import Rules
from profiles.anonymisation.programmes import Disclosure
from profiles.anonymisation.tables import Ints, Layout, Matrix

MOST_ROUNDS = 40


@dataclass(frozen=True)
class Proof:
    """A label of an area that proves a hidden cell: row and column of the matrices."""

    area: int
    row: int
    column: int


@dataclass(frozen=True)
class Audit:
    """`cells` that are hidden in the end, `proofs` found, labels `lowered` for them, in `rounds`;
    `circles` are labels of circles lowered since they would disclose a hidden cell."""

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
    policy: Rules,
    living: Sequence[int],
) -> Audit:
    """Close labels in place and lower what would prove a cell, closing again. Raises `AuditFailed`.

    `living`: how many people live in each area.
    """
    closing = Closing(matrices, layout, thresholds, k=policy.k, living=living)
    disclosure = Disclosure(layout, thresholds, rate=policy.sampling_rate)
    found = lowered = 0
    changed = closing.close()
    # Lowering one label may leave another as the only proof, so it is asked again.
    for rounds in range(1, MOST_ROUNDS):
        proofs = dict.fromkeys(
            [
                *_proved_by_one_area(matrices, layout, thresholds, policy, changed),
                *(Proof(*cell) for cell in disclosure.proofs(matrices)),
            ]
        )
        if not proofs:
            municipal = (area for area in layout.areas if _is_single(layout, area))
            return Audit(
                sum(int((matrices[area][:, 0] == 0).sum()) for area in municipal),
                found,
                lowered,
                rounds,
                closing.circles_lowered,
            )
        found += len(proofs)
        touched: set[int] = set()
        changes = 0
        for proof in proofs:
            label = int(matrices[proof.area][proof.row, proof.column])
            for area, number in _lower(proof, label, closing, layout, thresholds):
                touched.add(area)
                changes += number
        # Proved, and no label left to lower: better no release than this one.
        if not changes:
            break
        lowered += changes
        changed = closing.close(touched)
    raise AuditFailed


def _proved_by_one_area(
    matrices: Sequence[Matrix],
    layout: Layout,
    thresholds: Sequence[Ints],
    policy: Rules,
    changed: Iterable[int],
) -> Iterator[Proof]:
    """Labels of areas that are more than all but one of their hidden municipalities can hold.

    Only of areas that changed, or of which a municipality did.
    """
    local, areas, members = slice(0, layout.local), layout.areas, layout.areas.members
    municipality_of = {next(iter(members[area])): area for area in areas if _is_single(layout, area)}
    moved = set().union(*(members[area] for area in changed if _is_single(layout, area)))
    asked = [
        area
        for area in areas
        if len(members[area]) > 1 and (area in changed or not moved.isdisjoint(members[area]))
    ]
    needed = set().union(*(members[area] for area in asked)) & municipality_of.keys()
    most, hidden_most = {}, {}
    for place in needed:
        labels, least = matrices[municipality_of[place]][:, local], thresholds[municipality_of[place]][local]
        most[place] = most_behind(labels, least, rate=policy.sampling_rate).astype(np.int32)
        hidden_most[place] = np.where(labels > 0, 0, most[place])
    for area in asked:
        labels = matrices[area][:, local]
        # If all others hold all they can and the label is not reached, the hidden one is not empty.
        possible = np.zeros(labels.shape, np.int64)
        largest_hidden = np.zeros(labels.shape, np.int32)
        for place in sorted(members[area] & needed):
            possible += most[place]
            np.maximum(largest_hidden, hidden_most[place], out=largest_hidden)
        proves = (labels > 0) & (largest_hidden > 0) & (labels > possible - largest_hidden)
        for row, column in zip(*np.nonzero(proves), strict=True):
            # The most that the others can hold is less than the label: the hidden one has people.
            yield Proof(area, int(row), int(column))


def _is_single(layout: Layout, area: int) -> bool:
    return layout.areas.has(area, AreaKind.MUNICIPALITY)


def _lower(
    proof: Proof, label: int, closing: Closing, layout: Layout, thresholds: Sequence[Ints]
) -> Iterator[tuple[int, int]]:
    """Halve what raises this label: groups of the same or narrower words, in the area and those inside it.

    Of the areas inside those of several municipalities only. Gives areas with how many of their own
    labels changed.
    """
    is_row = _is_below(proof.row, layout.rows, layout)
    is_column = _is_below(proof.column, layout.columns, layout)
    for area in layout.areas:
        members = layout.areas.members[area]
        if area != proof.area and (len(members) < 2 or not members < layout.areas.members[proof.area]):
            continue
        own = closing.own[area]
        row, column = np.divmod(own.at, layout.width(area))
        raises = is_row[row] & is_column[column]
        if layout.is_wide(area):
            # The own label of a pair is in the row of one of its whats, and may be of the other.
            second = np.maximum(column - layout.first_pair + 1, 0)
            raises |= is_row[second] & is_column[layout.first_pair + row - 1] & (second > 0)
        # Labels are k x 2^n: the next lower one is the half.
        half = np.where(label // 2 >= thresholds[area][column], label // 2, 0)
        if number := own.replace(np.where(raises & (own.labels >= label), half, own.labels)):
            yield area, number


def _is_below(place: int, concepts: Ints, layout: Layout) -> npt.NDArray[np.bool_]:
    """Which rows or columns are of a concept or one below it; of none all."""
    chosen = np.zeros(len(layout.words.attributes), bool)
    chosen[concepts[place]] = True
    for concept in range(1, len(chosen)):
        # A parent's number is lower than its children's.
        chosen[concept] |= chosen[layout.words.parents[concept]]
    return chosen[concepts]
