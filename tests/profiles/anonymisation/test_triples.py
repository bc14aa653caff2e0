"""Fewer rows that alone show some three facts together."""

import numpy as np

from profiles.anonymisation.board import Board, lay_out, show
from profiles.anonymisation.triples import quieten

ROWS = [{0, 1, 2}, {0, 1}, {0, 1}, {0, 2}, {0, 2}, {1, 2}, {1, 2}]
ORDER = np.arange(3)


def board(worth: float, rows: list[set[int]]) -> Board:
    """All shown, with any two facts in at least two rows."""
    facts = [fact for row in rows for fact in sorted(row)]
    laid = lay_out(
        k=2,
        m=2,
        row_start=np.cumsum([0, *map(len, rows)]),
        fact=np.array(facts),
        above=np.full(len(facts), -1),
        value=np.full(3, worth),
    )
    for pair in range(len(facts)):
        show(laid, pair)
    return laid


def test_a_row_that_alone_shows_three_cheap_facts_drops_one() -> None:
    found = quieten(board(0.01, ROWS), ORDER)
    assert found.shown[:3].sum() == 2
    assert found.shown[3:].all()
    assert (found.together[0] >= 2).all()


def test_facts_of_worth_stay() -> None:
    assert quieten(board(1.0, ROWS), ORDER).shown.all()


def test_three_facts_that_another_row_shows_stay() -> None:
    assert quieten(board(0.01, [*ROWS, {0, 1, 2}]), ORDER).shown.all()
