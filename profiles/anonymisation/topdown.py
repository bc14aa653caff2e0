"""From everything that is offered down to (k, k^2): each row drops what is in its way most."""

import numpy as np

from profiles.anonymisation.board import Board, hide_branch
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Numbers

# A fact that the facts below it hang on is dropped so much later.
BRANCH = 3.0


@compiled
def top_down(board: Board) -> None:
    """Let each row in turn drop one fact, until no two facts are shown together by fewer than k rows.

    Dropped is the fact with most such partners for what it is worth.
    """
    children = _children(board)
    dropped = True
    while dropped:
        dropped = False
        for row in range(board.people):
            pair = _most_in_the_way(board, row, children)
            if pair >= 0:
                dropped = True
                _drop(board, pair, children)


@compiled
def _children(board: Board) -> Numbers:
    """Pair -> how many shown pairs stand right below it."""
    children = np.zeros(len(board.fact), dtype=np.int32)
    for pair in range(len(board.fact)):
        if board.shown[pair] and board.above[pair] >= 0:
            children[board.above[pair]] += 1
    return children


@compiled
def _most_in_the_way(board: Board, row: int, children: Numbers) -> int:
    found, most, together = -1, 0.0, board.together[0]
    for pair in range(board.row_start[row], board.row_start[row + 1]):
        if board.shown[pair]:
            fact = board.fact[pair]
            rare = 0
            for other in range(board.row_start[row], board.row_start[row + 1]):
                if board.shown[other] and together[fact, board.fact[other]] < board.k:
                    rare += 1
            score = rare / (board.value[fact] * (1.0 + BRANCH * children[pair]))
            if score > most:
                found, most = pair, score
    return found


@compiled
def _drop(board: Board, pair: int, children: Numbers) -> None:
    hide_branch(board, pair)
    if board.above[pair] >= 0:
        children[board.above[pair]] -= 1
