"""Give facts to rows and take them away, so that (k, k^m) holds before and after."""

import numpy as np

from profiles.anonymisation.board import Board, askers, hide_branch, show
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.peel import peel
from profiles.anonymisation.tree import Numbers


@compiled
def sweep(board: Board, order: Numbers, times: int) -> int:
    """Offer each fact in turn to all who lack it, until nobody can be given anything; returns how many were.

    A row can be given a fact when it shows the one above it and `peel` lets it pass.
    """
    given = 0
    for _ in range(times):
        before = given
        for fact in order:
            given += _give(board, fact)
        if given == before:
            break
    return given


@compiled
def _give(board: Board, fact: int) -> int:
    asks = askers(board, fact)
    if not asks.any():
        return 0
    left = peel(board, fact, asks, True)
    if left > 0:
        for place in range(len(asks)):
            if asks[place]:
                show(board, board.col_pair[board.col_start[fact] + place])
    return left


@compiled
def prune(board: Board, order: Numbers) -> int:
    """Hide facts, the first in `order` first, until (k, k^m) holds; returns how many were hidden."""
    hidden, before = 0, -1
    while hidden != before:
        before = hidden
        for fact in order:
            hidden += _take(board, fact)
    return hidden


@compiled
def _all_often(board: Board, fact: int) -> bool:
    """Whether pairs are all that is promised, and k rows or none are seen with a fact and any other."""
    if board.ms[0] != 2:
        return False
    for view in range(len(board.ks)):
        for count in board.together[view, fact]:
            if 0 < count < board.ks[view]:
                return False
    return True


@compiled
def _take(board: Board, fact: int) -> int:
    """Take a fact, with all below it, from the rows that may not show it."""
    first, last = board.col_start[fact], board.col_start[fact + 1]
    asks = np.zeros(last - first, dtype=np.bool_)
    for place in range(last - first):
        asks[place] = board.shown[board.col_pair[first + place]]
    if not asks.any() or _all_often(board, fact):
        return 0
    left, hidden = peel(board, fact, asks, False), 0
    for place in range(last - first):
        pair = board.col_pair[first + place]
        if board.shown[pair] and (left == 0 or not asks[place]):
            hidden += hide_branch(board, pair)
    return hidden
