"""Give facts to rows and take them away, so that (k, k^m) holds before and after."""

import numpy as np

from profiles.anonymisation.board import Board, hide_branch, show
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.peel import peel
from profiles.anonymisation.tree import Numbers


@compiled
def sweep(board: Board, order: Numbers, m: int, times: int) -> int:
    """Offer each fact in turn to all who lack it, until nobody can be given anything; returns how many were.

    A row can be given a fact when it shows the one above it and `peel` lets it pass.
    """
    given = 0
    for _ in range(times):
        before = given
        for fact in order:
            given += _give(board, fact, m)
        if given == before:
            break
    return given


@compiled
def _give(board: Board, fact: int, m: int) -> int:
    first, last = board.col_start[fact], board.col_start[fact + 1]
    asks = np.zeros(last - first, dtype=np.bool_)
    for place in range(last - first):
        pair = board.col_pair[first + place]
        higher = board.above[pair]
        asks[place] = not board.shown[pair] and (higher < 0 or board.shown[higher])
    if not asks.any():
        return 0
    left = peel(board, fact, m, asks, True)
    if left > 0:
        for place in range(last - first):
            if asks[place]:
                show(board, board.col_pair[first + place])
    return left


@compiled
def prune(board: Board, order: Numbers, m: int) -> int:
    """Hide facts, the first in `order` first, until (k, k^m) holds; returns how many were hidden."""
    hidden, before = 0, -1
    while hidden != before:
        before = hidden
        for fact in order:
            hidden += _take(board, fact, m)
    return hidden


@compiled
def _all_often(board: Board, fact: int) -> bool:
    """Whether k rows or none show a fact together with any other."""
    for count in board.together[fact]:  # noqa: SIM110 - compiled code has no all()
        if 0 < count < board.k:
            return False
    return True


@compiled
def _take(board: Board, fact: int, m: int) -> int:
    """Take a fact, with all below it, from the rows that may not show it."""
    first, last = board.col_start[fact], board.col_start[fact + 1]
    asks = np.zeros(last - first, dtype=np.bool_)
    for place in range(last - first):
        asks[place] = board.shown[board.col_pair[first + place]]
    if not asks.any() or (m == 2 and _all_often(board, fact)):
        return 0
    left, hidden = peel(board, fact, m, asks, False), 0
    for place in range(last - first):
        pair = board.col_pair[first + place]
        if board.shown[pair] and (left == 0 or not asks[place]):
            hidden += hide_branch(board, pair)
    return hidden
