"""The audit by neighbourhood, as of a country, leaves no proof that one programme of everything finds."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from explorer.release.shapes import SHAPES
from explorer.release.verification.linear import Problem
from profiles.anonymisation import fitting
from profiles.anonymisation.audit import AuditFailed, audit
from profiles.anonymisation.bounds import most_behind
from profiles.anonymisation.closing import Closing, groups_of, label
from profiles.anonymisation.counting import count, living
from profiles.anonymisation.levels import LevelSystem
from profiles.anonymisation.policy import Rules
from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Areas, Layout, Matrix, Words
from tests.profiles.anonymisation.worlds import SECRET, Small, small_worlds

TOWNS = (2, 3, 4, 5)
TASK, BAND, MBO_2, MBO_4, NOTHING = 6, 7, 8, 9, 10
LABELS = st.sampled_from([0, 0, 5, 10, 20, 40])


@pytest.fixture(autouse=True)
def _as_of_a_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "TOGETHER", 0)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Four towns of a region, some circles; one task, and four levels of education."""
    circle = st.frozensets(st.sampled_from(TOWNS), min_size=2, max_size=3)
    circles = sorted(draw(st.sets(circle, max_size=4)), key=sorted)
    sets = [*(frozenset([town]) for town in TOWNS), frozenset(TOWNS), *circles]
    kinds = ["M"] * len(TOWNS) + ["RN"] + ["C"] * len(circles)
    attributes = ("", *["place"] * 5, "task", *["education"] * 4)
    words = Words(attributes, np.array([0, 0, 1, 1, 1, 1, 0, 0, BAND, BAND, 0]), np.arange(len(attributes)))
    areas = Areas(("", *kinds), (frozenset(), *sets), np.arange(len(sets) + 1, dtype=np.uint64))
    return Layout(words, areas)


def _labelled(draw: st.DrawFn, layout: Layout, cells: Sequence[tuple[int, int]]) -> list[Matrix]:
    matrices = layout.empty()
    for area in layout.areas:
        matrices[area][0, 0] = 320
        for row, column in cells:
            matrices[area][row, column] = draw(LABELS)
    return matrices


@st.composite
def released(draw: st.DrawFn, of: str) -> tuple[Layout, list[np.ndarray], list[Matrix]]:
    """A layout, its thresholds, and labels of the task or of the levels after the audit."""
    layout = draw(layouts())
    cells = [(layout.row_of[TASK], 0)] if of == "task" else [(0, c) for c in layout.column_of[BAND:].tolist()]
    thresholds = layout.thresholds(SHAPES, k=5, living=[1000] * (len(layout.areas.kinds)))
    matrices = _labelled(draw, layout, cells)
    try:
        audit(matrices, layout, thresholds, policy=Rules(), living=[0] * len(layout.areas.kinds))
    except AuditFailed:
        return layout, thresholds, layout.empty()
    return layout, thresholds, matrices


def _bounds(
    layout: Layout, thresholds: list[np.ndarray], matrices: list[Matrix], row: int, column: int
) -> tuple[np.ndarray, np.ndarray]:
    labels = np.array([matrices[area][row, column] for area in layout.areas])
    least = np.array([thresholds[area][column] for area in layout.areas])
    return labels.astype(float), most_behind(labels, least, rate=0.05).astype(float)


@given(released("task"))
@settings(max_examples=150, deadline=None)
def test_nothing_is_left_to_prove_of_a_what(given: tuple[Layout, list[np.ndarray], list[Matrix]]) -> None:
    layout, thresholds, matrices = given
    low, high = _bounds(layout, thresholds, matrices, layout.row_of[TASK], 0)
    towns, wide = np.arange(4), np.arange(4, len(low))
    inside = [[float(town in layout.areas.members[area + 1]) for town in TOWNS] for area in wide]
    whole = Problem(
        low[towns], high[towns], sparse.csr_matrix(np.array(inside)), low[wide], high[wide], low[towns] == 0
    )
    assert not whole.proved()


@given(released("education"))
@settings(max_examples=100, deadline=None)
def test_nothing_is_left_to_prove_of_a_level(given: tuple[Layout, list[np.ndarray], list[Matrix]]) -> None:
    layout, thresholds, matrices = given
    sums, sum_low, sum_high = [], [], []
    levels = [BAND, MBO_2, MBO_4, NOTHING]
    bounds = {
        level: _bounds(layout, thresholds, matrices, 0, layout.column_of[level] if level else 0)
        for level in (0, *levels)
    }
    for area in layout.areas:
        members = [town in layout.areas.members[area] for town in TOWNS]
        for level, (low, high) in bounds.items():
            of_level = [each == level if level else each in (BAND, NOTHING) for each in levels]
            sums.append(np.outer(of_level, members).ravel())
            sum_low.append(low[area - 1])
            sum_high.append(high[area - 1])
    for town in TOWNS:
        parts = [{BAND: 1, NOTHING: 0}.get(level, -1) for level in levels]
        sums.append(np.outer(parts, [each == town for each in TOWNS]).ravel())
        sum_low.append(0)
        sum_high.append(np.inf)
    low, high = (np.concatenate([bounds[level][end][:4] for level in levels]) for end in (0, 1))
    rows = sparse.csr_matrix(np.array(sums, float))
    whole = Problem(low, high, rows, np.array(sum_low), np.array(sum_high), low == 0)
    assert not whole.proved()


@given(small_worlds(most_people=60), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_closing_again_equals_closing_anew(small: Small, random: object) -> None:
    layout, sampling = small.layout, Sampling(SECRET, rate=0)
    people = small.arrays(sampling)
    lives = living(people, layout)
    thresholds = layout.thresholds(SHAPES, k=small.k, living=lives)
    matrices = count(people, layout, thresholds, sampling)
    label(matrices, layout, thresholds, k=small.k)
    closing = Closing(matrices, layout, thresholds, k=small.k, living=lives)
    closing.close()
    changed = [area for area in layout.areas if random.random() < 0.4]
    for area in changed:
        own = closing.own[area]
        own.replace(np.where(own.labels > small.k, own.labels // 2, 0) * (np.arange(len(own.labels)) % 2))
    anew = layout.empty()
    for area in layout.areas:
        anew[area].ravel()[closing.own[area].at] = closing.own[area].labels
    others = closing.close(changed)
    fresh = Closing(anew, layout, thresholds, k=small.k, living=lives)
    fresh.close()
    assert others <= set(layout.areas)
    assert groups_of(matrices, layout, thresholds).tolist() == groups_of(anew, layout, thresholds).tolist()


@given(
    st.lists(st.integers(0, 20), min_size=3, max_size=3),
    st.lists(st.tuples(st.sets(st.integers(0, 2), min_size=1), st.integers(0, 20)), min_size=1, max_size=4),
)
def test_numbers_that_are_said_to_fit_do(upper: list[int], sums: list[tuple[set[int], int]]) -> None:
    rows = np.array([[float(i in members) for i in range(3)] for members, _ in sums])
    least = np.array([number for _, number in sums], float)
    system = LevelSystem(np.zeros(3), np.array(upper, float), sparse.csr_matrix(rows), least, 2 * least + 1)
    numbers, fits = system.moved_to_fit(np.zeros(3))
    assert (numbers >= 0).all() and (numbers <= system.upper).all()
    if fits:
        assert (rows @ numbers >= least - 1e-5).all() and (rows @ numbers <= 2 * least + 1 + 1e-5).all()
