"""The rows of one class, laid out for compiled code, and its two moves: show a fact, hide a fact.

Facts are numbered anew, 0..f-1, and so are rows. What stands in the class key
is not on the board: everybody shows it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Mask, Numbers


class Board(NamedTuple):
    """`shown` and `together` change during play, all else stands.

    Row i holds the pairs row_start[i]:row_start[i + 1]; the holders of fact x
    are the rows of the pairs col_pair[col_start[x]:col_start[x + 1]].
    """

    k: int
    row_start: Numbers
    fact: Numbers  # pair -> fact
    row: Numbers  # pair -> row
    above: Numbers  # pair -> pair of the same row with the fact above, or -1
    col_start: Numbers
    col_pair: Numbers
    value: NDArray[np.float64]  # fact -> what it is worth to tell it of somebody
    shown: Mask  # pair -> whether the row shows it
    together: Numbers  # (fact, fact) -> how many rows show both; empty where nobody asks


def lay_out(
    *, k: int, row_start: Numbers, fact: Numbers, above: Numbers, value: NDArray[np.float64], pairwise: bool
) -> Board:
    """A board on which nothing is shown yet."""
    facts = len(value)
    order = np.argsort(fact, kind="stable")
    size = facts if pairwise else 0
    return Board(
        k=k,
        row_start=row_start.astype(np.int64),
        fact=fact.astype(np.int32),
        row=np.repeat(np.arange(len(row_start) - 1), np.diff(row_start)).astype(np.int32),
        above=above.astype(np.int32),
        col_start=np.searchsorted(fact[order], np.arange(facts + 1)).astype(np.int64),
        col_pair=order.astype(np.int32),
        value=value.astype(np.float64),
        shown=np.zeros(len(fact), dtype=bool),
        together=np.zeros((size, size), dtype=np.int32),
    )


def emptied(board: Board) -> Board:
    """The same rows with nothing shown."""
    return board._replace(shown=np.zeros_like(board.shown), together=np.zeros_like(board.together))


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
    """Count the pair, which is not shown itself, with all that its row shows."""
    if len(board.together) == 0:
        return
    row, fact = board.row[pair], board.fact[pair]
    for other in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[other]:
            board.together[fact, board.fact[other]] += by
            board.together[board.fact[other], fact] += by
    board.together[fact, fact] += by


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
