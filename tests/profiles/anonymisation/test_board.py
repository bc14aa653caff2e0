"""The moves on the rows of a class, held against counting them all again."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.anonymisation.board import Board, emptied, hide, lay_out, show, worth
from profiles.anonymisation.exchange import exchange
from profiles.anonymisation.grant import prune, sweep
from profiles.anonymisation.starts import offer_order, play, sketch
from profiles.anonymisation.topdown import top_down

FACTS = 7
# The last two stand below the first.
PARENT = [-1, -1, -1, -1, -1, 0, 0]
ROWS = st.lists(st.frozensets(st.integers(0, FACTS - 1)), min_size=2, max_size=25)


def board_of(
    rows: list[frozenset[int]], *, k: int = 3, m: int = 2, values: list[float] | None = None
) -> Board:
    """Closed rows on a board."""
    held = [sorted(facts | {PARENT[fact] for fact in facts if PARENT[fact] >= 0}) for facts in rows]
    starts = np.cumsum([0] + [len(facts) for facts in held])
    above = [
        starts[row] + facts.index(PARENT[fact]) if PARENT[fact] >= 0 else -1
        for row, facts in enumerate(held)
        for fact in facts
    ]
    return lay_out(
        k=k,
        m=m,
        row_start=starts,
        fact=np.array([fact for facts in held for fact in facts], dtype=np.int64),
        above=np.array(above, dtype=np.int64),
        value=np.array(values or [1.0] * FACTS),
    )


def told(board: Board) -> list[set[int]]:
    """What each row shows."""
    return [
        {int(board.fact[pair]) for pair in range(first, last) if board.shown[pair]}
        for first, last in zip(board.row_start, board.row_start[1:], strict=False)
    ]


def rare(board: Board, m: int) -> set[tuple[int, ...]]:
    """Combinations that some rows but fewer than k show."""
    rows = told(board)
    shown = {
        tuple(found) for row in rows for size in range(1, m + 1) for found in combinations(sorted(row), size)
    }
    return {found for found in shown if sum(set(found) <= row for row in rows) < board.k}


def is_closed(board: Board) -> bool:
    return all({PARENT[fact] for fact in row} - {-1} <= row for row in told(board))


def counts(board: Board) -> list[list[int]]:
    rows = told(board)
    return [[sum({one, other} <= row for row in rows) for other in range(FACTS)] for one in range(FACTS)]


def everything(board: Board) -> Board:
    full = emptied(board)
    for pair in range(len(full.fact)):
        show(full, pair)
    return full


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, seed=st.integers(0, 5))
def test_partners_are_counted_along(rows: list[frozenset[int]], seed: int) -> None:
    board = everything(board_of(rows))
    for pair in np.random.default_rng(seed).permutation(len(board.fact))[::2]:
        hide(board, int(pair))
    assert board.together[0].tolist() == counts(board)


@settings(max_examples=100, deadline=None)
@given(rows=ROWS, m=st.integers(1, 3))
def test_what_is_given_keeps_the_promise(rows: list[frozenset[int]], m: int) -> None:
    board = board_of(rows, m=m)
    sweep(board, offer_order(board), 9)
    assert not rare(board, m)
    assert is_closed(board)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, m=st.integers(1, 3))
def test_nothing_more_can_be_given_to_one_row_alone(rows: list[frozenset[int]], m: int) -> None:
    board = board_of(rows, m=m)
    sweep(board, offer_order(board), 9)
    for pair in np.flatnonzero(~board.shown):
        if board.above[pair] < 0 or board.shown[board.above[pair]]:
            show(board, int(pair))
            assert rare(board, m)
            hide(board, int(pair))


@settings(max_examples=100, deadline=None)
@given(rows=ROWS, m=st.integers(1, 3))
def test_pruning_brings_any_rows_to_the_promise(rows: list[frozenset[int]], m: int) -> None:
    board = everything(board_of(rows, m=m))
    prune(board, offer_order(board)[::-1].copy())
    assert not rare(board, m)
    assert is_closed(board)


@settings(max_examples=100, deadline=None)
@given(rows=ROWS)
def test_top_down_ends_in_the_promise(rows: list[frozenset[int]]) -> None:
    board = everything(board_of(rows))
    top_down(board)
    assert not rare(board, 2)
    assert is_closed(board)


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, values=st.lists(st.floats(0.1, 9), min_size=FACTS, max_size=FACTS))
def test_trading_gains_and_keeps_the_promise(rows: list[frozenset[int]], values: list[float]) -> None:
    board = board_of(rows, values=values)
    sweep(board, offer_order(board), 9)
    before = worth(board)
    gained = exchange(board, offer_order(board), 3)
    assert worth(board) == pytest.approx(before + gained)
    assert gained >= 0
    assert not rare(board, 2)
    assert is_closed(board)
    assert board.together[0].tolist() == counts(board)


def test_trade_drops_what_is_worth_less() -> None:
    rows = [frozenset({1, 2})] * 2 + [frozenset({1})] * 3 + [frozenset({2})] * 3
    board = board_of(rows, values=[1, 1, 5, 1, 1, 1, 1])
    sweep(board, np.array([1, 2]), 9)
    assert told(board)[:2] == [{1}, {1}]
    assert exchange(board, np.array([2]), 1) > 0
    assert told(board)[:2] == [{2}, {2}]


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, m=st.integers(2, 3))
def test_the_best_start_is_no_worse_than_a_sketch(rows: list[frozenset[int]], m: int) -> None:
    board, first = board_of(rows, m=m), np.array([True] * 3 + [False] * 4)
    best, quick = play(board, first=first), sketch(board, first=first)
    assert worth(best) >= worth(quick)
    assert not rare(best, m)
    assert not rare(quick, m)
    assert not board.shown.any()
