"""Beyond the promise of pairs: fewer rows that alone show some three facts together.

(k, k^2) promises nothing of three facts. Who knows three finds a row where no
other of its class shows all three, so each row here drops facts that take part in
many such triples for what they are worth: details of little use first. Only in
a first release: beside one before, what that told counts anyhow.
"""

import numpy as np

from profiles.anonymisation.board import Board, hide_branch, is_below
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.grant import prune
from profiles.anonymisation.tree import Mask, Numbers

# Facts of a row that are looked at: the bits of a whole number.
MOST = 62
# A fact goes that stands in so many triples of one row alone, for each point that it is worth.
PER_WORTH = 20.0
# Rows of a class that are compared with each other.
ROWS = 4000


def quieten(board: Board, order: Numbers) -> Board:
    """Hide what shows in too many triples that only one row has; (k, k^2) holds before and after.

    `order`: the facts that are worth least first.
    """
    if board.ms[0] == 2 and board.people <= ROWS:
        _drop_from_triples(board, PER_WORTH)
        prune(board, order)
    return board


@compiled
def _drop_from_triples(board: Board, per_worth: float) -> int:
    masks = np.zeros(board.people, dtype=np.int64)
    common = np.zeros((MOST, MOST), dtype=np.int64)
    hidden = 0
    for row in range(board.people):
        pairs = _shown(board, row)
        _look(board, row, pairs, masks, common)
        hidden += _drop(board, pairs, common, per_worth)
    return hidden


@compiled
def _shown(board: Board, row: int) -> Numbers:
    """The pairs of a row that are shown, not more than there are bits."""
    pairs = np.empty(MOST, dtype=np.int64)
    found = 0
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[pair] and found < MOST:
            pairs[found] = pair
            found += 1
    return pairs[:found]


@compiled
def _look(board: Board, row: int, pairs: Numbers, masks: Numbers, common: Numbers) -> None:
    """Fill `common`: two places in `pairs` -> which others are shown with both by somebody else, as bits."""
    masks[:] = 0
    for place in range(len(pairs)):
        fact = board.fact[pairs[place]]
        for at in range(board.col_start[fact], board.col_start[fact + 1]):
            pair = board.col_pair[at]
            if board.shown[pair] and board.row[pair] != row:
                masks[board.row[pair]] |= np.int64(1) << place
    common[: len(pairs), : len(pairs)] = 0
    places = np.empty(MOST, dtype=np.int64)
    for other in range(board.people):
        mask = masks[other]
        if mask & (mask - 1):
            held = 0
            for place in range(len(pairs)):
                if (mask >> place) & 1:
                    places[held] = place
                    held += 1
            for one in range(held):
                for two in range(held):
                    common[places[one], places[two]] |= mask


@compiled
def _drop(board: Board, pairs: Numbers, common: Numbers, per_worth: float) -> int:
    """Hide the fact in most triples for its worth, until none is in too many."""
    here = np.ones(len(pairs), dtype=np.bool_)
    hidden = 0
    while True:
        worst, most = -1, per_worth
        for place in range(len(pairs)):
            if here[place]:
                score = _own(common, here, place) / _worth(board, pairs, here, place)
                if score > most:
                    worst, most = place, score
        if worst < 0:
            return hidden
        for other in range(len(pairs)):
            here[other] &= not is_below(board, pairs[other], pairs[worst])
        hidden += hide_branch(board, pairs[worst])


@compiled
def _worth(board: Board, pairs: Numbers, here: Mask, place: int) -> float:
    """What is lost with a fact."""
    worth = 0.0
    for other in range(len(pairs)):
        if here[other] and is_below(board, pairs[other], pairs[place]):
            worth += board.value[board.fact[pairs[other]]]
    return worth


@compiled
def _own(common: Numbers, here: Mask, place: int) -> int:
    """How many pairs of others make a triple with a place that nobody else shows."""
    count = 0
    for one in range(len(here)):
        if here[one] and one != place:
            for two in range(one):
                if here[two] and two != place and not (common[place, one] >> two) & 1:
                    count += 1
    return count
