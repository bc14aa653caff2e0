"""Trade facts for a fact that is worth more, keeping (k, k^2).

`sweep` only gives what disturbs nothing. Here a fact is given to all who lack
it, and what that brings under k is dropped, and what that in turn brings under
k, as long as the whole is a gain; otherwise everything is put back.

In a joined view (see `board`) only what was not told before can be dropped: a
row to which that does not help is given nothing.
"""

from typing import NamedTuple

import numpy as np

from profiles.anonymisation.board import Board, askers, hide, is_below, seen, show
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Mask, Numbers

# Moves of one trade; one that needs more is left.
MOST = 20_000
# What hinders and cannot be dropped: it was told before.
FAST = 2


class Log(NamedTuple):
    """What was done in a trade, and which facts lost partners; `ends` holds how many of each, and a flag."""

    moves: Numbers  # a pair that was hidden, or -1 - a pair that was shown
    touched: Numbers
    ends: Numbers


@compiled
def exchange(board: Board, order: Numbers, rounds: int) -> float:
    """Try a trade for each fact in turn; returns what was gained."""
    log = Log(
        np.zeros(MOST + 1, dtype=np.int64), np.zeros(MOST + 1, dtype=np.int64), np.zeros(2, dtype=np.int64)
    )
    gained = 0.0
    for _ in range(rounds):
        before = gained
        for fact in order:
            gained += _trade(board, fact, log)
        if gained - before < 1e-6:
            break
    return gained


@compiled
def _trade(board: Board, fact: int, log: Log) -> float:
    asks = askers(board, fact)
    if not asks.any():
        return 0.0
    counts = board.together[:, fact].copy()
    first = board.col_start[fact]
    for place in range(len(asks)):
        if asks[place]:
            _count(board, board.col_pair[first + place], counts, 1)
    if not _leave_the_losers(board, fact, asks, counts):
        return 0.0
    log.ends[:] = 0
    gain = _make_way(board, fact, asks, counts, log) + _hand_out(board, fact, asks, log)
    gain = _settle(board, fact, gain, log)
    if gain <= 1e-6:
        _undo(board, log)
        return 0.0
    return gain


@compiled
def _count(board: Board, asker: int, counts: Numbers, by: int) -> None:
    row = board.row[asker]
    view = 0 if board.told[asker] else board.joined[row]
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[pair]:
            counts[0, board.fact[pair]] += by
        if view > 0 and (pair == asker or seen(board, pair, view)):
            counts[view, board.fact[pair]] += by


@compiled
def _leave_the_losers(board: Board, fact: int, asks: Mask, counts: Numbers) -> bool:
    """Rows that would have to drop more than they get do not ask; returns whether enough are left."""
    first, left = board.col_start[fact], asks.sum()
    before = -1
    while left != before:
        before = left
        for place in range(len(asks)):
            if asks[place]:
                asker = board.col_pair[first + place]
                if _price(board, asker, counts) >= board.value[fact]:
                    asks[place] = False
                    left -= 1
                    _count(board, asker, counts, -1)
    return left > 0 and board.together[0, fact, fact] + left >= board.k


@compiled
def _price(board: Board, asker: int, counts: Numbers) -> float:
    """What the row of an asker shows that too few of those with the fact would."""
    row, price = board.row[asker], 0.0
    view = 0 if board.told[asker] else board.joined[row]
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        rare = board.shown[pair] and counts[0, board.fact[pair]] < board.k
        if view > 0 and counts[view, board.fact[pair]] < board.ks[view]:
            if pair == asker or (board.told[pair] and board.ms[view] > 1):
                return np.inf
            rare |= board.shown[pair] and board.ms[view] > 1
        if rare:
            price += _cost(board, pair)
    return price


@compiled
def _cost(board: Board, pair: int) -> float:
    """What it costs to hide a pair."""
    return board.value[board.fact[pair]] * (board.dear if board.told[pair] else 1.0)


@compiled
def _hinders(board: Board, pair: int, asker: int, counts: Numbers) -> int:
    """Whether too few would be seen with both; FAST where it does not help to drop the pair."""
    fact = board.fact[pair]
    view = 0 if board.told[asker] else board.joined[board.row[pair]]
    if view > 0 and counts[view, fact] < board.ks[view]:
        if pair == asker or (board.told[pair] and board.ms[view] > 1):
            return FAST
        if board.shown[pair] and board.ms[view] > 1:
            return 1
    return int(board.shown[pair] and counts[0, fact] < board.k)


@compiled
def _make_way(board: Board, fact: int, asks: Mask, counts: Numbers, log: Log) -> float:
    gain, first = 0.0, board.col_start[fact]
    for place in range(len(asks)):
        if asks[place]:
            row = board.row[board.col_pair[first + place]]
            for pair in range(board.row_start[row], board.row_start[row + 1]):
                if _hinders(board, pair, board.col_pair[first + place], counts) == 1:
                    gain -= _drop(board, pair, log)
    return gain


@compiled
def _hand_out(board: Board, fact: int, asks: Mask, log: Log) -> float:
    gain, first = 0.0, board.col_start[fact]
    for place in range(len(asks)):
        pair = board.col_pair[first + place]
        higher = board.above[pair]
        if asks[place] and (higher < 0 or board.shown[higher]) and log.ends[0] < MOST:
            show(board, pair)
            log.moves[log.ends[0]] = -1 - pair
            log.ends[0] += 1
            gain += board.value[fact]
    _touch(fact, log)
    return gain


@compiled
def _touch(fact: int, log: Log) -> None:
    log.touched[min(log.ends[1], MOST)] = fact
    log.ends[1] += 1


@compiled
def _drop(board: Board, pair: int, log: Log) -> float:
    """Hide a pair with all below it; returns what is lost."""
    row, lost = board.row[pair], 0.0
    for other in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[other] and is_below(board, other, pair) and log.ends[0] < MOST:
            hide(board, other)
            log.moves[log.ends[0]] = other
            log.ends[0] += 1
            lost += _cost(board, other)
            _touch(board.fact[other], log)
    return lost


@compiled
def _settle(board: Board, fact: int, gain: float, log: Log) -> float:
    """Drop what came under k, until nothing is; gives up, with no gain, when that costs too much."""
    while log.ends[1] > 0 and gain > 0:
        if max(log.ends) >= MOST:
            return 0.0
        log.ends[1] -= 1
        touched = log.touched[log.ends[1]]
        for view in range(len(board.ks)):
            counts = board.together[view, touched]
            for partner in range(len(counts)):
                few = 0 < counts[partner] < board.ks[view] and (board.ms[view] > 1 or partner == touched)
                if few and gain > 0:
                    gain -= _part(board, touched, partner, fact, view, log)
    return 0.0 if max(log.ends) >= MOST else gain


@compiled
def _part(board: Board, one: int, other: int, kept: int, view: int, log: Log) -> float:
    """Let rows that are seen with both facts drop the one worth less, the traded fact only if it must be."""
    less, more = (one, other) if board.value[one] <= board.value[other] else (other, one)
    if less == kept:
        less, more = more, less
    lost = 0.0
    for place in range(board.col_start[less], board.col_start[less + 1]):
        pair = board.col_pair[place]
        if seen(board, pair, view) and (view == 0 or board.joined[board.row[pair]] == view):
            partner = _seen_with(board, board.row[pair], more, view)
            if partner >= 0 and (view == 0 or not board.told[pair]):
                lost += _drop(board, pair, log)
            elif partner >= 0 and not board.told[partner]:
                lost += _drop(board, partner, log)
    return lost


@compiled
def _seen_with(board: Board, row: int, fact: int, view: int) -> int:
    """The pair by which a row is seen with a fact, or -1."""
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.fact[pair] == fact:
            return pair if seen(board, pair, view) else -1
    return -1


@compiled
def _undo(board: Board, log: Log) -> None:
    while log.ends[0] > 0:
        log.ends[0] -= 1
        move = log.moves[log.ends[0]]
        if move >= 0:
            show(board, move)
        else:
            hide(board, -1 - move)
