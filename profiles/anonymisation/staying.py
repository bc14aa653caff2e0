"""Beside the release before: what was told and still holds stays told, and what may be added is.

In the joined view what was told counts whether it is told again or not, so that a
fact cannot take the place of another at once: to drop the other does not help
until the month after. Left at that, telling settles where each fact blocks a better one, and
loses two to four percent more. So a few facts make room: they are no longer told, a month
before others, worth at least twice as much, can be. See `make bench-anonymity`.
"""

import numpy as np

from profiles.anonymisation.board import Board, hide, show
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.grant import prune, sweep
from profiles.anonymisation.starts import SWEEPS, offer_order, trade
from profiles.anonymisation.topdown import top_down
from profiles.anonymisation.tree import Mask, Numbers

# What is told goes when what comes next month is worth so many times as much.
DEAR = 2.0


def stay(board: Board, *, first: Mask) -> Board:
    """The facts to show: what was told before, what may be added, without what makes room.

    What is given first, to newcomers above all, can save what too few are left to share.
    """
    order = offer_order(board)
    _show_again(board)
    _offer(board, order, first)
    if board.ms[0] > 1:
        top_down(board)
    prune(board, order[::-1].copy())
    _offer(board, order, first)
    trade(board, order=order)
    if board.ms[0] == 2:
        _make_room(board, order=order, first=first)
    return board


def _offer(board: Board, order: Numbers, first: Mask) -> None:
    sweep(board, order[first[order]], SWEEPS)
    sweep(board, order, SWEEPS)


@compiled
def _show_again(board: Board) -> None:
    """Show what was told before, as far as what stands above it is shown."""
    shown = -1
    while shown != board.shown.sum():
        shown = board.shown.sum()
        for pair in range(len(board.fact)):
            higher = board.above[pair]
            again = board.told[pair] and board.may[pair] and not board.shown[pair]
            if again and (higher < 0 or board.shown[higher]):
                show(board, pair)


def _make_room(board: Board, *, order: Numbers, first: Mask) -> None:
    """Hide what would be traded away if nothing had been told before."""
    free = _alone(board)
    _show_all(free, board.shown)
    _offer(free, order, first)
    trade(free, order=order)
    _hide_all(board, board.shown & ~free.shown)
    prune(board, order[::-1].copy())


def _alone(board: Board) -> Board:
    """The rows of now without a joined view; nothing is shown yet, and to hide what is shown now is dear."""
    return board._replace(
        may=board.may & (board.row < board.people),
        told=board.shown.copy(),
        dear=DEAR,
        joined=np.zeros_like(board.joined),
        ks=board.ks[:1],
        ms=board.ms[:1],
        shown=np.zeros_like(board.shown),
        together=np.zeros_like(board.together[:1]),
    )


@compiled
def _show_all(board: Board, pairs: Mask) -> None:
    for pair in range(len(board.fact)):
        if pairs[pair]:
            show(board, pair)


@compiled
def _hide_all(board: Board, pairs: Mask) -> None:
    for pair in range(len(board.fact)):
        if pairs[pair]:
            hide(board, pair)
