"""Who may show a fact: the rows among which every combination of m - 1 other facts is shared by k.

(k, k^m) holds when for every fact x the rows that show it are (k, k^(m-1))
among themselves. So a fact is given to as many rows as pass, and taken from
those that do not. Rows fail for what only a few of them show; when they leave,
others may fail. The rows that remain are the same whatever the order.
"""

import numpy as np

from profiles.anonymisation.board import Board
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Mask, Numbers


@compiled
def peel(board: Board, fact: int, m: int, asks: Mask, keeps: bool) -> int:
    """Take from `asks` the holders of a fact that may not show it; returns how many are left.

    `asks`: place in the column of the fact -> whether the row asks for it. With
    `keeps` the rows that show it now stay whatever happens, and help those who
    ask; else only those who ask count. None is left where all together are under k.
    """
    first, last = board.col_start[fact], board.col_start[fact + 1]
    left, helpers = 0, 0
    for place in range(last - first):
        left += asks[place]
        helpers += keeps and board.shown[board.col_pair[first + place]]
    if m == 2 and left + helpers >= board.k:
        left = _peel_facts(board, fact, asks, keeps, left, helpers)
    if m == 3 and left + helpers >= board.k:
        left = _peel_pairs(board, fact, asks, keeps, left, helpers)
    return left if left + helpers >= board.k else 0


@compiled
def _peel_facts(board: Board, fact: int, asks: Mask, keeps: bool, left: int, helpers: int) -> int:
    """Rows go that show a fact which fewer than k of them show."""
    counts = board.together[fact].copy() if keeps else np.zeros(len(board.value), dtype=np.int32)
    first = board.col_start[fact]
    column = board.row[board.col_pair[first : board.col_start[fact + 1]]]
    for place in range(len(column)):
        if asks[place]:
            _count(board, column[place], fact, counts, 1)
    before = -1
    while left != before and left + helpers >= board.k:
        before = left
        for place in range(len(column)):
            if asks[place] and _fails(board, column[place], fact, counts):
                asks[place] = False
                left -= 1
                _count(board, column[place], fact, counts, -1)
    return left


@compiled
def _count(board: Board, row: int, fact: int, counts: Numbers, by: int) -> None:
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[pair] and board.fact[pair] != fact:
            counts[board.fact[pair]] += by


@compiled
def _fails(board: Board, row: int, fact: int, counts: Numbers) -> bool:
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[pair] and board.fact[pair] != fact and counts[board.fact[pair]] < board.k:
            return True
    return False


@compiled
def _peel_pairs(board: Board, fact: int, asks: Mask, keeps: bool, left: int, helpers: int) -> int:
    """Rows go that show two facts together which fewer than k of them show."""
    counts = np.zeros((len(board.value), len(board.value)), dtype=np.int32)
    first = board.col_start[fact]
    column = board.row[board.col_pair[first : board.col_start[fact + 1]]]
    for place in range(len(column)):
        if asks[place] or (keeps and board.shown[board.col_pair[first + place]]):
            _count_pairs(board, column[place], fact, counts, 1)
    before = -1
    while left != before and left + helpers >= board.k:
        before = left
        for place in range(len(column)):
            if asks[place] and _pairs_fail(board, column[place], fact, counts):
                asks[place] = False
                left -= 1
                _count_pairs(board, column[place], fact, counts, -1)
    return left


@compiled
def _count_pairs(board: Board, row: int, fact: int, counts: Numbers, by: int) -> None:
    pairs = range(board.row_start[row], board.row_start[row + 1])
    for pair in pairs:
        if board.shown[pair] and board.fact[pair] != fact:
            for other in pairs:
                if board.shown[other] and board.fact[other] != fact:
                    counts[board.fact[pair], board.fact[other]] += by


@compiled
def _pairs_fail(board: Board, row: int, fact: int, counts: Numbers) -> bool:
    pairs = range(board.row_start[row], board.row_start[row + 1])
    for pair in pairs:
        if board.shown[pair] and board.fact[pair] != fact:
            for other in pairs:
                counted = board.shown[other] and board.fact[other] != fact
                if counted and counts[board.fact[pair], board.fact[other]] < board.k:
                    return True
    return False
