"""Nobody is recognised by what is *not* told: people who stop at a concept are k as well, or none.

A row that holds a concept without any concept below it stops there; a row that
tells nothing of an attribute stops at its root. After rare facts are dropped,
such rows are conspicuous. In a class of two hundred where one person has
licence T, the fact is gone, but that person's row alone tells nothing of
licences: who knows of the T has found the row. In the demo under (k, k^1) a third
of the 1,590 rows stood out in this way, of 71,609 synthetic people a sixth; under
(k, k^2) so much is withheld that it is one in fifty at most.

So where fewer than k people of a class stop at a concept, others who can spare
it cover for them: of a few people, chosen by lot, what stands below that concept
is hidden too. *Not recorded* goes first, since search treats withheld and
unknown alike; a fact is only taken where more than k people stop there. Where
too few people can spare it, those who stop there step up and stop one higher;
and where even the root has too few, nothing of that attribute is shown in the
class. In the demo all this takes one and a half percent of the facts, of the
larger population half of that, and under (k, k^2) at most half a percent.

Hiding can bring two facts together under k; so with m > 1 `prune` and this take
turns until neither finds anything. Both only hide, so that ends.

What is not mended. Who stops at a concept holds no common fact below it, and so
more often a rare one: that is told of at least k people at once, some of them
covers. A row that shows a fact may hold rare ones beside it, which nobody sees.
What is told and what is not, together, can still single out. When the next
release draws other covers, comparing the two tells who they were, if rows can
be linked.
"""

from typing import NamedTuple

import numpy as np

from profiles.anonymisation.board import Board, hide
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.reasons import Reason, Verdicts, verdict
from profiles.anonymisation.tree import Mask, Numbers

COVERS, RARE = verdict(Reason.COVERS_FOR_OTHERS), verdict(Reason.RARE_IN_CLASS)


class Ends(NamedTuple):
    """Where rows stop. Nodes are the facts of a board, then a root for each attribute."""

    attribute: Numbers  # fact -> attribute
    above: Numbers  # fact -> node above it
    silent: Mask  # fact -> whether it only says that nothing was recorded
    lot: Numbers  # row -> its turn among equals
    stops: Numbers  # node -> how many rows stop there
    children: Numbers  # pair -> how many shown pairs stand right below it
    tops: Numbers  # attribute -> how many shown pairs of the row that was counted last stand at its top


def ends_of(*, board: Board, attribute: Numbers, above: Numbers, silent: Mask, lot: Numbers) -> Ends:
    """What `cover` needs of a board; `above` is -1 for a fact right below its root."""
    facts, attributes = len(attribute), int(attribute.max(initial=-1)) + 1
    return Ends(
        attribute=attribute.astype(np.int64),
        above=np.where(above < 0, facts + attribute, above).astype(np.int64),
        silent=silent,
        lot=lot.astype(np.int64),
        stops=np.zeros(facts + attributes, dtype=np.int64),
        children=np.zeros(len(board.fact), dtype=np.int64),
        tops=np.zeros(attributes, dtype=np.int64),
    )


@compiled
def cover(board: Board, ends: Ends, order: Numbers, verdicts: Verdicts) -> int:
    """Hide some more, so that at least k rows stop at a node, or none; returns how many were hidden.

    `order`: the nodes, the deepest first, since what is done for one can only
    add to those who stop above it. `verdicts` gets the reason for each pair.
    """
    _count_all(board, ends)
    hidden = 0
    for node in order:
        if 0 < ends.stops[node] < board.k:
            hidden += _find_cover(board, ends, node, verdicts)
            if 0 < ends.stops[node] < board.k:
                hidden += _step_up(board, ends, node, verdicts)
    return hidden


@compiled
def _count_all(board: Board, ends: Ends) -> None:
    ends.stops[:] = 0
    for row in range(board.people):
        _count_row(board, ends, row, 1)


@compiled
def _count_row(board: Board, ends: Ends, row: int, by: int) -> None:
    """Count where a row stops, and how many children its pairs have."""
    first, last = board.row_start[row], board.row_start[row + 1]
    ends.children[first:last] = 0
    ends.tops[:] = 0
    for pair in range(first, last):
        if board.shown[pair]:
            if board.above[pair] >= 0:
                ends.children[board.above[pair]] += 1
            else:
                ends.tops[ends.attribute[board.fact[pair]]] += 1
    for pair in range(first, last):
        if board.shown[pair] and ends.children[pair] == 0:
            ends.stops[board.fact[pair]] += by
    for attribute in range(len(ends.tops)):
        if ends.tops[attribute] == 0:
            ends.stops[len(ends.attribute) + attribute] += by


@compiled
def _find_cover(board: Board, ends: Ends, node: int, verdicts: Verdicts) -> int:
    """Let rows that can spare it stop at a node as well: first who lose least, then as the lot falls."""
    rows = board.people
    cost = np.empty(rows, dtype=np.int64)
    for row in range(rows):
        cost[row] = _cost(board, ends, row, node)
    hidden = 0
    while ends.stops[node] < board.k:
        best = -1
        for row in range(rows):
            if cost[row] >= 0 and (best < 0 or (cost[row], ends.lot[row]) < (cost[best], ends.lot[best])):
                best = row
        if best < 0:
            break
        if _cost(board, ends, best, node) >= 0:
            hidden += _hide_below(board, ends, best, node, COVERS, verdicts)
        cost[best] = -1
    return hidden


@compiled
def _cost(board: Board, ends: Ends, row: int, node: int) -> int:
    """How many facts a row shows below a node; -1 if none or if it cannot spare one.

    Only who stops there counts: what stands above keeps these rows, and so more than k.
    """
    cost, found = 0, False
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[pair] and _stands_below(board, ends, pair, node):
            if ends.children[pair] == 0 and ends.stops[board.fact[pair]] <= board.k:
                return -1
            cost += not ends.silent[board.fact[pair]]
            found = True
    return cost if found else -1


@compiled
def _stands_below(board: Board, ends: Ends, pair: int, node: int) -> bool:
    above = ends.above[board.fact[pair]]
    while above != node and above < len(ends.attribute):
        above = ends.above[above]
    return bool(above == node)


@compiled
def _hide_below(board: Board, ends: Ends, row: int, node: int, why: int, verdicts: Verdicts) -> int:
    """Hide all that a row shows below a node."""
    _count_row(board, ends, row, -1)
    hidden = 0
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[pair] and _stands_below(board, ends, pair, node):
            hide(board, pair)
            verdicts[pair] = why
            hidden += 1
    _count_row(board, ends, row, 1)
    return hidden


@compiled
def _step_up(board: Board, ends: Ends, node: int, verdicts: Verdicts) -> int:
    """Who stops here stops one higher; at a root nobody of the class tells anything any more."""
    hidden = 0
    for row in range(board.people):
        if node >= len(ends.attribute):
            hidden += _hide_below(board, ends, row, node, COVERS, verdicts)
        else:
            hidden += _hide_end(board, ends, row, node, verdicts)
    return hidden


@compiled
def _hide_end(board: Board, ends: Ends, row: int, node: int, verdicts: Verdicts) -> int:
    """Hide a fact of a row that stops there."""
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.fact[pair] == node and board.shown[pair] and ends.children[pair] == 0:
            _count_row(board, ends, row, -1)
            hide(board, pair)
            verdicts[pair] = RARE
            _count_row(board, ends, row, 1)
            return 1
    return 0
