"""The rows of one class, laid out for compiled code, and its two moves: show a fact, hide a fact.

Facts are numbered anew, 0..f-1, and so are rows. What stands in the class key
is not on the board: everybody shows it.

Views are ways of looking at the rows, each with a promise of its own. View 0 is
what the rows show. Where there was a release before, each row is in one more: with
whom it is compared when the two are joined. There it is seen with what it
shows and what was told of it (see `past`).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Mask, Numbers


class Before(NamedTuple):
    """What the release before adds to a board: rows after the first `people` are of who left."""

    people: int
    may: Mask  # pair -> whether it may be shown; if not it was only told before
    told: Mask  # pair -> whether it was told before
    joined: Numbers  # row -> its joined view, 1 or more
    k: Numbers  # view -> people who must share what is seen
    m: Numbers  # view -> of how many facts together


class Board(NamedTuple):
    """`shown` and `together` change during play, all else stands.

    Row i holds the pairs row_start[i]:row_start[i + 1]; the holders of fact x
    are the rows of the pairs col_pair[col_start[x]:col_start[x + 1]].
    """

    k: int
    people: int
    row_start: Numbers
    fact: Numbers  # pair -> fact
    row: Numbers  # pair -> row
    above: Numbers  # pair -> pair of the same row with the fact above, or -1
    may: Mask
    told: Mask
    dear: float  # how many times its worth it costs a trade to hide what was told before
    col_start: Numbers
    col_pair: Numbers
    value: NDArray[np.float64]  # fact -> what it is worth to tell it of somebody
    joined: Numbers  # row -> its joined view, or 0 for none
    ks: Numbers  # view -> k
    ms: Numbers  # view -> m
    shown: Mask  # pair -> whether the row shows it
    together: Numbers  # (view, fact, fact) -> in how many rows both are seen; empty where nobody asks


def lay_out(
    *,
    k: int,
    m: int,
    row_start: Numbers,
    fact: Numbers,
    above: Numbers,
    value: NDArray[np.float64],
    before: Before | None = None,
) -> Board:
    """A board on which nothing is shown yet."""
    order = np.argsort(fact, kind="stable")
    rows = len(row_start) - 1
    size = len(value) if m > 1 else 0
    every, none = np.ones(len(fact), dtype=bool), np.zeros(len(fact), dtype=bool)
    if before is None:
        nobody, ks = np.zeros(rows, dtype=np.int32), np.array([k])
        before = Before(rows, every, none, nobody, ks, np.array([m]))
    board = Board(
        k=k,
        people=before.people,
        row_start=row_start.astype(np.int64),
        fact=fact.astype(np.int32),
        row=np.repeat(np.arange(rows), np.diff(row_start)).astype(np.int32),
        above=above.astype(np.int32),
        may=before.may,
        told=before.told,
        dear=1.0,
        col_start=np.searchsorted(fact[order], np.arange(len(value) + 1)).astype(np.int64),
        col_pair=order.astype(np.int32),
        value=value.astype(np.float64),
        joined=before.joined.astype(np.int32),
        ks=before.k.astype(np.int32),
        ms=before.m.astype(np.int32),
        shown=none.copy(),
        together=np.zeros((len(before.k), size, size), dtype=np.int32),
    )
    _count_told(board)
    return board


def emptied(board: Board) -> Board:
    """The same rows with nothing shown."""
    board = board._replace(shown=np.zeros_like(board.shown), together=np.zeros_like(board.together))
    _count_told(board)
    return board


@compiled
def seen(board: Board, pair: int, view: int) -> bool:
    """Whether a row is seen with a pair in a view."""
    return bool(board.shown[pair] or (view > 0 and board.told[pair]))


@compiled
def askers(board: Board, fact: int) -> Mask:
    """Place in the column of a fact -> whether the row may show it, does not, and shows the one above."""
    first, last = board.col_start[fact], board.col_start[fact + 1]
    asks = np.zeros(last - first, dtype=np.bool_)
    for place in range(last - first):
        pair = board.col_pair[first + place]
        higher = board.above[pair]
        asks[place] = board.may[pair] and not board.shown[pair] and (higher < 0 or board.shown[higher])
    return asks


@compiled
def _count_told(board: Board) -> None:
    """Count what was told before: in the joined views it is seen whatever is shown."""
    if board.together.shape[1] == 0 or len(board.ks) == 1:
        return
    for row in range(len(board.joined)):
        view = board.joined[row]
        for pair in range(board.row_start[row], board.row_start[row + 1]):
            for other in range(board.row_start[row], board.row_start[row + 1]):
                if board.told[pair] and board.told[other]:
                    board.together[view, board.fact[pair], board.fact[other]] += 1


@compiled
def show(board: Board, pair: int) -> None:
    """Show a pair that is hidden."""
    _turn(board, pair, 1)
    board.shown[pair] = True


@compiled
def hide(board: Board, pair: int) -> None:
    """Hide a pair that is shown; those below it are the caller's business."""
    board.shown[pair] = False
    _turn(board, pair, -1)


@compiled
def _turn(board: Board, pair: int, by: int) -> None:
    """Count the pair, which is not shown itself, with all that its row is seen with."""
    if board.together.shape[1] == 0:
        return
    _turn_in(board, pair, by, 0)
    view = board.joined[board.row[pair]]
    if view > 0 and not board.told[pair]:
        _turn_in(board, pair, by, view)


@compiled
def _turn_in(board: Board, pair: int, by: int, view: int) -> None:
    row, fact = board.row[pair], board.fact[pair]
    for other in range(board.row_start[row], board.row_start[row + 1]):
        if seen(board, other, view):
            board.together[view, fact, board.fact[other]] += by
            board.together[view, board.fact[other], fact] += by
    board.together[view, fact, fact] += by


@compiled
def is_below(board: Board, pair: int, other: int) -> bool:
    """Whether a pair is another of the same row or stands below it."""
    while pair >= 0 and pair != other:
        pair = board.above[pair]
    return pair == other


@compiled
def hide_branch(board: Board, pair: int) -> int:
    """Hide a pair and all that the row shows below it; returns how many."""
    row, hidden = board.row[pair], 0
    for other in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[other] and is_below(board, other, pair):
            hide(board, other)
            hidden += 1
    return hidden


def worth(board: Board) -> float:
    """What all that is shown is worth."""
    return float(board.value[board.fact[board.shown]].sum())
