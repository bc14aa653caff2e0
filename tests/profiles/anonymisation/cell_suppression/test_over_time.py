"""Several dates beside each other tell no more than one does."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.anonymisation.cell_suppression.audit import audit
from profiles.anonymisation.cell_suppression.bounds import CellBounds
from profiles.anonymisation.cell_suppression.deadline import TookTooLong
from profiles.anonymisation.cell_suppression.intruders import Intruder, knowledge_of
from profiles.anonymisation.cell_suppression.requirements import MORE, unmet
from profiles.anonymisation.cell_suppression.suppress import suppress
from profiles.anonymisation.cell_suppression.table import Edition
from tests.profiles.anonymisation.cell_suppression.tables import (
    Leaves,
    Solver,
    drawn,
    seed_leaves,
    some_time_later,
    table,
)

BERGEN = "GM0893"
SMALL = (BERGEN, "municipality_with")


def editions(*dates: Leaves, threshold: int = 10) -> list[Edition]:
    found: list[Edition] = []
    for leaves in dates:
        found.append(suppress(table=table(leaves), threshold=threshold, before=found).edition)
    return found


def changed(**figures: list[int]) -> Leaves:
    return seed_leaves() | figures


def test_what_is_held_back_stays_so_while_it_does_not_change() -> None:
    first, second = editions(seed_leaves(), seed_leaves())
    assert first.hidden == second.hidden != frozenset()


def test_others_stay_held_back_when_the_small_figure_grew() -> None:
    """Shown and unchanged they would tell what it was."""
    grown = changed(**{BERGEN: [12, 24, 90, 14, 67, 39, 79, 57]})
    first, second = editions(seed_leaves(), grown)
    assert second.table.values[SMALL] == 12
    same = {cell for cell in first.hidden if first.table.values[cell] == second.table.values[cell]}
    assert same and same <= second.hidden


def test_figure_that_became_small_cannot_be_found_by_what_was_shown_before() -> None:
    """Six less than before, and all else as it was: every total says so. One of them must give way."""
    before = changed(**{BERGEN: [12, 24, 90, 14, 67, 39, 79, 57]})
    after = seed_leaves()
    dates = editions(before, after)
    assert dates[0].hidden == frozenset()
    read = knowledge_of(Intruder.GUESSING, dates[:-1], dates[-1])
    least, most = CellBounds(read.system).of(read.system.column[1, *SMALL])
    assert most - least >= 10

    careless = suppress(table=table(after), threshold=10).edition
    read = knowledge_of(Intruder.GUESSING, dates[:-1], careless)
    assert CellBounds(read.system).of(read.system.column[1, *SMALL]) == (6, 6)


def test_showing_one_again_tells_the_date_before() -> None:
    """The planted fault: the pattern moves though nothing changed."""
    first = suppress(table=table(seed_leaves()), threshold=10).edition
    moved = Edition(first.table, frozenset(cell for cell in first.hidden if cell[0] == BERGEN), 10)
    read = knowledge_of(Intruder.GUESSING, [first], moved)
    assert any(requirement.key[1:] == SMALL for requirement in unmet(read, set()))


def test_lowering_the_threshold_later_shows_only_what_changed() -> None:
    first = suppress(table=table(seed_leaves()), threshold=10).edition
    second = suppress(table=table(seed_leaves()), threshold=5, before=[first]).edition
    assert second.hidden == first.hidden


def test_who_is_late_gets_no_figures_that_were_not_seen_to_be_safe() -> None:
    leaves = table(seed_leaves())
    with pytest.raises(TookTooLong):
        suppress(table=leaves, threshold=10, is_late=lambda: True)
    chosen = suppress(table=leaves, threshold=10)
    with pytest.raises(TookTooLong):
        audit([chosen.edition.published], is_late=lambda: True)


def test_who_gets_late_at_the_end_holds_back_more_and_is_safe() -> None:
    """What proves needless is not looked for any more."""
    leaves = table(seed_leaves())
    whole = hasty = suppress(table=leaves, threshold=15)
    asked = itertools.count()
    suppress(table=leaves, threshold=15, is_late=lambda: next(asked) < 0)
    in_time = next(asked)
    while hasty.edition.hidden == whole.edition.hidden:
        in_time -= 1
        asked = itertools.count()
        hasty = suppress(table=leaves, threshold=15, is_late=lambda: next(asked) >= in_time)  # noqa: B023
    assert whole.edition.hidden < hasty.edition.hidden
    assert audit([hasty.edition.published]) == []


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**6), municipalities=st.integers(2, 4), threshold=st.sampled_from([3, 5]))
def test_dates_together_tell_nothing(seed: int, municipalities: int, threshold: int) -> None:
    lot = random.Random(seed)
    leaves = drawn(lot, municipalities=municipalities, most=60)
    dates: list[Edition] = []
    guessed: set[tuple[int, str, str]] = set()
    for _date in range(3):
        chosen = suppress(table=table(leaves), threshold=threshold, before=dates)
        dates.append(chosen.edition)
        guessed |= chosen.guessed
        leaves = some_time_later(lot, leaves)
    shown = [edition.published for edition in dates]
    assert audit(shown) == []
    steady = [
        (at, *cell)
        for at in (0, 1)
        for cell in dates[at].hidden & dates[at + 1].hidden
        if dates[at].table.values[cell] == dates[at + 1].table.values[cell]
    ]
    solver = Solver(shown, steady)
    for unknown in set(solver.number) - guessed:
        least, most = solver.range(unknown)
        assert most - least >= threshold
    for reader in (Intruder.STEADY, Intruder.GUESSING):
        told = unmet(knowledge_of(reader, dates[:-1], dates[-1]), {(key, MORE) for key in guessed})
        assert not [requirement for requirement in told if not requirement.down]


@pytest.mark.parametrize("seed", range(3))
def test_months_of_a_region_stay_readable(seed: int) -> None:
    """Real figures move a little each month; the totals and most figures of places stay in sight."""
    lot = random.Random(seed)
    dates: list[Edition] = []
    leaves = seed_leaves()
    for _month in range(4):
        dates.append(suppress(table=table(leaves), threshold=10, before=dates).edition)
        leaves = some_time_later(lot, leaves)
    for edition in dates:
        totals = [cell for cell in edition.hidden if edition.table.level(cell[0]) < 2]
        assert totals == []
        assert len(edition.hidden) < 0.5 * len(edition.table.values)
