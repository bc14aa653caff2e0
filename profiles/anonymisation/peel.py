"""Who may show a fact: the rows among which every combination of m - 1 other facts is shared by k.

(k, k^m) holds when for every fact x the rows that show it are (k, k^(m-1))
among themselves. So a fact is given to as many rows as pass, and taken from
those that do not. Rows fail for what only a few of them show; when they leave,
others may fail. The rows that remain are the same whatever the order.

It must hold in both views that a row is in (see `board`). In the joined one a
row that was told of the fact before is seen with it anyhow: it helps the
others, and does not fail.
"""

import numpy as np

from profiles.anonymisation.board import Board, seen
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Mask, Numbers


@compiled
def peel(board: Board, fact: int, asks: Mask, keeps: bool) -> int:
    """Take from `asks` the holders of a fact that may not show it; returns how many are left.

    `asks`: place in the column of the fact -> whether the row asks for it. With
    `keeps` the rows that show it now stay whatever happens, and help those who
    ask; else only those who ask count. None is left where all together are under k.
    """
    m, left, before = board.ms[0], asks.sum(), -1
    support = _support(board, fact, asks, keeps)
    while left != before and support[0] >= board.k:
        before = left
        if m == 3:
            left = _peel_pairs(board, fact, asks, keeps, left, support)
        elif m == 2:
            left = _peel_facts(board, fact, asks, keeps, left, support)
        else:
            left = _peel_few(board, fact, asks, left, support)
    return left if support[0] >= board.k else 0


@compiled
def _support(board: Board, fact: int, asks: Mask, keeps: bool) -> Numbers:
    """View -> how many rows would be seen with the fact if all who ask got it."""
    support = np.zeros(len(board.ks), dtype=np.int32)
    first = board.col_start[fact]
    for place in range(len(asks)):
        pair = board.col_pair[first + place]
        would = asks[place] or (keeps and board.shown[pair])
        support[0] += would
        view = board.joined[board.row[pair]]
        if view > 0 and (would or board.told[pair]):
            support[view] += 1
    return support


@compiled
def _drop_out(board: Board, pair: int, support: Numbers) -> None:
    support[0] -= 1
    view = board.joined[board.row[pair]]
    if view > 0 and not board.told[pair]:
        support[view] -= 1


@compiled
def _peel_few(board: Board, fact: int, asks: Mask, left: int, support: Numbers) -> int:
    """Rows go where fewer than k would be seen with the fact."""
    first = board.col_start[fact]
    for place in range(len(asks)):
        pair = board.col_pair[first + place]
        view = board.joined[board.row[pair]]
        few = support[0] < board.k or (not board.told[pair] and support[view] < board.ks[view])
        if asks[place] and few:
            asks[place] = False
            left -= 1
            _drop_out(board, pair, support)
    return left


@compiled
def _peel_facts(board: Board, fact: int, asks: Mask, keeps: bool, left: int, support: Numbers) -> int:
    """Rows go that would be seen with a fact which fewer than k of them are seen with."""
    column = board.col_pair[board.col_start[fact] : board.col_start[fact + 1]]
    counts = np.zeros((len(board.ks), len(board.value)), dtype=np.int32)
    if keeps:
        counts[:] = board.together[:, fact]
    for place in range(len(column)):
        pair = column[place]
        row, told = board.row[pair], board.told[pair]
        if asks[place]:
            _count(board, row, fact, 0, counts[0], 1)
        if board.joined[row] > 0 and ((asks[place] and not told) or (told and not keeps)):
            _count(board, row, fact, board.joined[row], counts[board.joined[row]], 1)
    before = -1
    while left != before and support[0] >= board.k:
        before = left
        for place in range(len(column)):
            if asks[place] and _must_leave(board, column[place], fact, counts, support):
                asks[place] = False
                left -= 1
                _drop_out(board, column[place], support)
                row = board.row[column[place]]
                _count(board, row, fact, 0, counts[0], -1)
                if board.joined[row] > 0 and not board.told[column[place]]:
                    _count(board, row, fact, board.joined[row], counts[board.joined[row]], -1)
    return left


# The two below say in their own words what `seen` says: they run most, and a call for each pair costs.
@compiled
def _count(board: Board, row: int, fact: int, view: int, counts: Numbers, by: int) -> None:
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if (board.shown[pair] or (view > 0 and board.told[pair])) and board.fact[pair] != fact:
            counts[board.fact[pair]] += by


@compiled
def _must_leave(board: Board, pair: int, fact: int, counts: Numbers, support: Numbers) -> bool:
    row = board.row[pair]
    if _fails(board, row, fact, 0, counts[0]):
        return True
    view = board.joined[row]
    if view == 0 or board.told[pair]:
        return False
    if support[view] < board.ks[view]:
        return True
    return bool(board.ms[view] > 1 and _fails(board, row, fact, view, counts[view]))


@compiled
def _fails(board: Board, row: int, fact: int, view: int, counts: Numbers) -> bool:
    k = board.ks[view]
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        others = (board.shown[pair] or (view > 0 and board.told[pair])) and board.fact[pair] != fact
        if others and counts[board.fact[pair]] < k:
            return True
    return False


@compiled
def _peel_pairs(board: Board, fact: int, asks: Mask, keeps: bool, left: int, support: Numbers) -> int:
    """Rows go that would be seen with two facts together which fewer than k of them are seen with."""
    column = board.col_pair[board.col_start[fact] : board.col_start[fact + 1]]
    counts = np.zeros((len(board.ks), len(board.value), len(board.value)), dtype=np.int32)
    for place in range(len(column)):
        pair = column[place]
        row, stays = board.row[pair], asks[place] or (keeps and board.shown[pair])
        if stays:
            _count_pairs(board, row, fact, 0, counts[0], 1)
        if board.joined[row] > 0 and (stays or board.told[pair]):
            _count_pairs(board, row, fact, board.joined[row], counts[board.joined[row]], 1)
    before = -1
    while left != before and support[0] >= board.k:
        before = left
        for place in range(len(column)):
            if asks[place] and _pair_must_leave(board, column[place], fact, counts, support):
                asks[place] = False
                left -= 1
                _drop_out(board, column[place], support)
                row = board.row[column[place]]
                _count_pairs(board, row, fact, 0, counts[0], -1)
                if board.joined[row] > 0 and not board.told[column[place]]:
                    _count_pairs(board, row, fact, board.joined[row], counts[board.joined[row]], -1)
    return left


@compiled
def _count_pairs(board: Board, row: int, fact: int, view: int, counts: Numbers, by: int) -> None:
    pairs = range(board.row_start[row], board.row_start[row + 1])
    for pair in pairs:
        if seen(board, pair, view) and board.fact[pair] != fact:
            for other in pairs:
                if seen(board, other, view) and board.fact[other] != fact:
                    counts[board.fact[pair], board.fact[other]] += by


@compiled
def _pair_must_leave(board: Board, pair: int, fact: int, counts: Numbers, support: Numbers) -> bool:
    row = board.row[pair]
    if _pairs_fail(board, row, fact, 0, counts[0]):
        return True
    view = board.joined[row]
    if view == 0 or board.told[pair]:
        return False
    return support[view] < board.ks[view] or _pairs_fail(board, row, fact, view, counts[view])


@compiled
def _pairs_fail(board: Board, row: int, fact: int, view: int, counts: Numbers) -> bool:
    k, m = board.ks[view], board.ms[view]
    pairs = range(board.row_start[row], board.row_start[row + 1])
    for pair in pairs if m > 1 else range(0):
        if seen(board, pair, view) and board.fact[pair] != fact:
            for other in pairs:
                counted = seen(board, other, view) and board.fact[other] != fact and (m > 2 or other == pair)
                if counted and counts[board.fact[pair], board.fact[other]] < k:
                    return True
    return False
