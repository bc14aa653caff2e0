"""The best board that was found: from three starts, each improved, the one that is worth most.

Measured: *empty* finds most of what many share, *groups* most groups; *full*
hardly ever wins where there is room, and costs most, so large classes go
without. See `make bench-anonymity`.
"""

from collections.abc import Iterator

import numpy as np

from profiles.anonymisation.board import Board, emptied, show, worth
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.exchange import exchange
from profiles.anonymisation.grant import prune, sweep
from profiles.anonymisation.topdown import top_down
from profiles.anonymisation.tree import Mask, Numbers
from profiles.anonymisation.triples import quieten

SWEEPS = 20
TRADES = 6
# Rows of a class up to which the dearest start is tried.
FULL_UP_TO = 1500


def play(board: Board, *, first: Mask) -> Board:
    """The facts to show by (k, k^m), m > 1, without a release before.

    `first`: facts that are offered before all others.
    """
    order = offer_order(board)
    boards = [_improve(start, order=order, first=first) for start in _starts(board, first)]
    best = max((trade(each, order=order) for each in boards), key=worth)
    return quieten(best, order[::-1].copy())


def play_once(board: Board, *, first: Mask) -> Board:
    """The same in a third of the time, for very many people: one start, and one round of trading."""
    return trade(sketch(board, first=first), order=offer_order(board), rounds=1)


def sketch(board: Board, *, first: Mask) -> Board:
    """The same at a glance: one start, and no trading."""
    return _improve(_down_from(board, first), order=offer_order(board), first=first, sweeps=1)


def offer_order(board: Board) -> Numbers:
    """Facts by what they are worth to all their holders, the most first."""
    return np.argsort(-board.value * np.diff(board.col_start), kind="stable")


def _starts(board: Board, first: Mask) -> Iterator[Board]:
    yield emptied(board)
    yield _down_from(board, first)
    if board.people <= FULL_UP_TO:
        yield _down_from(board, np.ones_like(first))


def _down_from(board: Board, offered: Mask) -> Board:
    start = emptied(board)
    _show_all(start, offered)
    top_down(start)
    return start


@compiled
def _show_all(board: Board, offered: Mask) -> None:
    for pair in range(len(board.fact)):
        if offered[board.fact[pair]]:
            show(board, pair)


def _improve(board: Board, *, order: Numbers, first: Mask, sweeps: int = SWEEPS) -> Board:
    if board.ms[0] > 2:
        prune(board, order[::-1].copy())
    sweep(board, order[first[order]], sweeps)
    sweep(board, order, sweeps)
    return board


def trade(board: Board, *, order: Numbers, rounds: int = TRADES) -> Board:
    """Trade facts on a board, and give what that made room for, until nothing is gained."""
    for _ in range(rounds if board.ms[0] == 2 else 0):
        if not exchange(board, order, rounds) or not sweep(board, order, rounds):
            break
    return board
