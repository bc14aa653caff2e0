"""The audit: 99 % bounds behind labels, and no hidden cell that all labels together prove."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import milp
from scipy.stats import binom

from explorer.release.shapes import SHAPES
from profiles.anonymisation.audit import audit
from profiles.anonymisation.bounds import most_behind
from profiles.anonymisation.circles import disclosing_cells, nested_circles
from profiles.anonymisation.closing import close, groups_of
from profiles.anonymisation.policy import Rules
from profiles.anonymisation.programmes import Disclosure
from profiles.anonymisation.tables import Layout, Matrix
from tests.groups import Place, Word, World
from tests.profiles.anonymisation.worlds import Small

RATE = 0.05
POLICY = Rules()
NOBODY = [0] * 7
"""Where nobody lives no circle is compared, so that the proofs are tested alone."""
EVERYBODY = [0, *[1000] * 6]


@given(st.integers(1, 400), st.sampled_from([0.01, 0.05, 0.2]))
def test_bound_is_the_most_that_may_be_behind(seen: int, rate: float) -> None:
    # `seen` as a threshold: fewer were counted.
    [most] = most_behind(np.zeros(1, np.int32), np.array([seen]), rate=rate)
    assert binom.cdf(seen - 1, most, 1 - rate) >= 0.01 - 1e-9
    assert binom.cdf(seen - 1, most + 1, 1 - rate) < 0.01 + 1e-9


def test_bounds_of_the_prototype() -> None:
    labels = np.array([5, 320, 0], np.int32)
    assert most_behind(labels, np.array([5, 5, 5]), rate=RATE).tolist() == [12, 687, 6]


def three_towns() -> Small:
    """Towns 2, 3, 4 in region 1; one task; circles of the first two, the last two, and all."""
    words = {1: Word("place"), 2: Word("place", 1), 3: Word("place", 1), 4: Word("place", 1), 5: Word("task")}
    sets = [("M", {2}), ("M", {3}), ("M", {4}), ("RN", {2, 3, 4}), ("C", {2, 3}), ("C", {3, 4})]
    areas = {number: Place(kinds, frozenset(members)) for number, (kinds, members) in enumerate(sets, 1)}
    return Small(World(words, areas), [], k=5)


def labelled(layout: Layout, labels: dict[tuple[int, int], int]) -> list[Matrix]:
    """Matrices with these labels: (area, concept of a what or 0) -> label."""
    matrices = layout.empty()
    for (area, what), label in labels.items():
        matrices[area][layout.row_of[what], 0] = label
    return matrices


def test_label_that_proves_a_cell_is_lowered() -> None:
    layout = three_towns().layout
    thresholds = layout.thresholds(SHAPES, k=5, living=[0, *[1000] * 6])
    # At most 12 in the second town, so at least 28 in the first, which is not listed.
    matrices = labelled(layout, {(area, 0): 320 for area in layout.areas} | {(2, 5): 5, (5, 5): 40})
    done = audit(matrices, layout, thresholds, policy=POLICY, living=NOBODY)
    assert done.proofs and done.lowered
    row = layout.row_of[5]
    assert matrices[5][row, 0] < 40
    assert matrices[2][row, 0] == 5
    assert matrices[4][row, 0] >= matrices[5][row, 0] >= matrices[2][row, 0]


def test_what_cannot_be_proved_stays() -> None:
    layout = three_towns().layout
    thresholds = layout.thresholds(SHAPES, k=5, living=[0, *[1000] * 6])
    labels = {(area, 0): 320 for area in layout.areas} | {(2, 5): 10, (5, 5): 10, (6, 5): 10, (4, 5): 20}
    matrices = labelled(layout, labels)
    done = audit(matrices, layout, thresholds, policy=POLICY, living=NOBODY)
    assert (done.proofs, done.lowered, done.rounds) == (0, 0, 1)
    assert matrices[4][layout.row_of[5], 0] == 20


def test_circle_tells_of_no_hidden_town() -> None:
    layout = three_towns().layout
    thresholds = layout.thresholds(SHAPES, k=5, living=EVERYBODY)
    # Town 2 is hidden; with it the circle shows 20, without it 10.
    labels = {(area, 0): 320 for area in layout.areas} | {(2, 5): 10, (5, 5): 20, (4, 5): 20}
    matrices = labelled(layout, labels)
    done = audit(matrices, layout, thresholds, policy=POLICY, living=EVERYBODY)
    row = layout.row_of[5]
    assert done.circles == 1
    assert matrices[5][row, 0] == matrices[2][row, 0] == 10
    assert matrices[4][row, 0] == 20


def test_circle_of_shown_or_unlisted_towns_stays() -> None:
    layout = three_towns().layout
    thresholds = layout.thresholds(SHAPES, k=5, living=EVERYBODY)
    everybody = {(area, 0): 320 for area in layout.areas}
    shown = labelled(layout, everybody | {(1, 5): 5, (2, 5): 10, (5, 5): 20, (4, 5): 20})
    assert audit(shown, layout, thresholds, policy=POLICY, living=EVERYBODY).circles == 0
    unlisted = labelled(layout, everybody | {(5, 5): 5, (4, 5): 5})
    assert audit(unlisted, layout, thresholds, policy=POLICY, living=EVERYBODY).circles == 0
    assert unlisted[5][layout.row_of[5], 0] == 5


def test_widest_circle_tells_of_no_hidden_town_either() -> None:
    small = three_towns()
    layout = Layout(small.layout.words, replace(small.layout.areas, widest=frozenset([5])))
    thresholds = layout.thresholds(SHAPES, k=5, living=EVERYBODY)
    matrices = labelled(layout, {(area, 0): 320 for area in layout.areas} | {(5, 5): 5, (6, 5): 5, (4, 5): 5})
    assert audit(matrices, layout, thresholds, policy=POLICY, living=EVERYBODY).circles == 1
    row = layout.row_of[5]
    assert (matrices[5][row, 0], matrices[6][row, 0]) == (0, 5)


@given(st.lists(st.sampled_from([0, 0, 5, 10, 20, 40]), min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_no_circle_tells_of_a_town_after_the_audit(labels: list[int]) -> None:
    layout = three_towns().layout
    thresholds = layout.thresholds(SHAPES, k=5, living=EVERYBODY)
    everybody = {(area, 0): 320 for area in layout.areas}
    matrices = labelled(layout, everybody | {(area, 5): label for area, label in enumerate(labels, 1)})
    audit(matrices, layout, thresholds, policy=POLICY, living=EVERYBODY)
    for nested in nested_circles(layout, EVERYBODY).values():
        assert not disclosing_cells(matrices, layout, nested).any()


@given(st.lists(st.sampled_from([0, 0, 5, 10, 20, 40]), min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_nothing_is_proved_after_the_audit(labels: list[int]) -> None:
    layout = three_towns().layout
    thresholds = layout.thresholds(SHAPES, k=5, living=[0, *[1000] * 6])
    everybody = {(area, 0): 320 for area in layout.areas}
    matrices = labelled(layout, everybody | {(area, 5): label for area, label in enumerate(labels, 1)})
    audit(matrices, layout, thresholds, policy=POLICY, living=NOBODY)
    assert not list(Disclosure(layout, thresholds, rate=RATE).proofs(matrices))
    assert not _proved_by_brute_force(matrices, layout)
    before = groups_of(matrices, layout, thresholds).tolist()
    close(matrices, layout, thresholds, k=5)
    assert groups_of(matrices, layout, thresholds).tolist() == before


def _proved_by_brute_force(matrices: list[Matrix], layout: Layout) -> bool:
    """Whether whole numbers of people exist, but none with nobody in a town that is not listed."""
    row = layout.row_of[5]
    labels = np.array([matrices[area][row, 0] for area in layout.areas])
    most = most_behind(labels.astype(np.int32), np.full(6, 5), rate=RATE)
    inside = np.array([[town in layout.areas.members[area] for town in (2, 3, 4)] for area in layout.areas])

    def fits(upper: np.ndarray) -> bool:
        bounds = {"constraints": (inside.astype(float), labels, most), "bounds": (0, upper)}
        return milp(np.zeros(3), integrality=np.ones(3), **bounds).status == 0

    anybody = np.full(3, np.inf)
    hidden = [town for town in range(3) if labels[town] == 0]
    nobody_there = [np.where(np.arange(3) == town, 0, np.inf) for town in hidden]
    return fits(anybody) and not all(fits(upper) for upper in nobody_there)


def test_rounds_end_for_any_policy() -> None:
    layout = three_towns().layout
    thresholds = layout.thresholds(SHAPES, k=10, living=[0, *[1000] * 6])
    matrices = labelled(layout, {(area, 0): 640 for area in layout.areas} | {(4, 5): 640})
    audit(matrices, layout, thresholds, policy=replace(POLICY, k=10), living=NOBODY)
    assert matrices[4][layout.row_of[5], 0] < 640
