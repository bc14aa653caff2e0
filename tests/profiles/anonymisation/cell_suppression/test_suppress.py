"""What is held back is the small figures and what would tell them, and nobody can work them out."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.anonymisation.cell_suppression.audit import audit
from profiles.anonymisation.cell_suppression.suppress import Suppression, suppress
from profiles.anonymisation.cell_suppression.table import COUNTRY, Edition, Table, UnsoundTable
from tests.profiles.anonymisation.cell_suppression.tables import Solver, drawn, seed_leaves, table

BERGEN = "GM0893"


def held_back(threshold: int) -> Suppression:
    return suppress(table=table(seed_leaves()), threshold=threshold)


def test_table_of_the_seed_stays_whole_by_the_usual_threshold() -> None:
    assert held_back(5).edition.hidden == frozenset()


def test_small_figure_takes_a_few_others_along() -> None:
    chosen = held_back(10)
    assert chosen.primary == {(BERGEN, "municipality_with")}
    assert {(BERGEN, "uwv_with"), (BERGEN, "municipality_without")} <= chosen.secondary
    assert len(chosen.secondary) == 7
    # Totals, and how many people a municipality knows, are worth more than their parts.
    assert not any(place in ("AM0", COUNTRY) or name == "known" for place, name in chosen.secondary)


@pytest.mark.parametrize("threshold", [10, 15, 20])
def test_no_figure_that_is_held_back_can_be_solved(threshold: int) -> None:
    shown = held_back(threshold).edition.published
    solver = Solver([shown])
    assert solver.number
    for unknown in solver.number:
        least, most = solver.range(unknown)
        assert most - least >= threshold, unknown


def test_other_figures_are_needed() -> None:
    """Show any of those that were held back along with the small one, and something is told."""
    chosen = held_back(10)
    for cell in chosen.secondary:
        lighter = Edition(chosen.edition.table, chosen.edition.hidden - {cell}, 10)
        assert audit([lighter.published])


@pytest.mark.parametrize(
    "hidden",
    [
        {(BERGEN, "municipality_with")},
        {(BERGEN, "municipality_with"), (BERGEN, "uwv_with")},
        {(BERGEN, "municipality_with"), (BERGEN, "uwv_with"), (BERGEN, "with_profile")},
        {(BERGEN, "municipality_with"), ("GM0984", "municipality_with")},
    ],
)
def test_audit_and_solver_find_what_is_badly_held_back(hidden: set[tuple[str, str]]) -> None:
    shown = Edition(table(seed_leaves()), frozenset(hidden), 10).published
    assert (0, BERGEN, "municipality_with") in {one.key for one in audit([shown])}
    assert Solver([shown]).range((0, BERGEN, "municipality_with")) == (6, 6)


def test_few_without_something_are_few_as_well() -> None:
    """Ninety-six have a profile and ninety-four are fresh: that tells of two."""
    leaves = seed_leaves()
    leaves[BERGEN][6] = 94
    chosen = suppress(table=table(leaves), threshold=5)
    assert (BERGEN, "fresh") in chosen.edition.hidden
    assert audit([chosen.edition.published]) == []
    assert (0, BERGEN, "with_profile-fresh") in {
        one.key for one in audit([Edition(table(leaves), frozenset(), 5).published])
    }


def test_zero_is_shown() -> None:
    leaves = seed_leaves()
    leaves[BERGEN] = [0, 24, 90, 14, 60, 0, 70, 50]
    assert suppress(table=table(leaves), threshold=5).edition.hidden == frozenset()


def test_same_table_gives_the_same_answer() -> None:
    assert held_back(15) == held_back(15)


def test_nobody_known_at_all_is_a_table() -> None:
    empty = suppress(table=Table.of({}, {}), threshold=5)
    assert empty.edition.table.values[COUNTRY, "known"] == 0


def test_figures_that_contradict_each_other_are_refused() -> None:
    leaves = seed_leaves()
    leaves[BERGEN][4] = 97
    with pytest.raises(UnsoundTable, match="published 97"):
        table(leaves)


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    municipalities=st.integers(1, 4),
    regions=st.integers(1, 2),
    threshold=st.sampled_from([3, 5, 8]),
)
def test_nothing_is_told_of_any_table(seed: int, municipalities: int, regions: int, threshold: int) -> None:
    leaves = drawn(random.Random(seed), municipalities=municipalities, most=40)
    chosen = suppress(table=table(leaves, regions), threshold=threshold)
    shown = chosen.edition.published
    assert all(shown.values[cell] is None for cell in chosen.primary)
    assert all(n is None or n == 0 or n >= threshold for n in shown.values.values())
    assert audit([shown]) == []
    solver = Solver([shown])
    for unknown in solver.number:
        least, most = solver.range(unknown)
        assert most - least >= threshold
