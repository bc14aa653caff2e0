"""The disclosure audit proves only what is true, and what plain search over all numbers proves."""

from collections import Counter
from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from explorer.release.verification.findings import Fault
from explorer.release.verification.linear import Problem, most_behind
from explorer.release.verification.verify import verify
from tests.explorer.release.verification.sound import (
    CONCEPTS,
    WORLD,
    count,
    people,
    release,
)
from tests.factories.releases import Fact, numbered

FACTS = [facts for _, facts in people()]


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.25])
@pytest.mark.parametrize("fewer_than", [5, 10, 20, 80])
def test_most_behind_a_label_is_the_binomial_bound(rate: float, fewer_than: int) -> None:
    def chance(size: int) -> float:
        """Of counting fewer than that of so many people."""
        return sum(
            comb(size, seen) * (1 - rate) ** seen * rate ** (size - seen)
            for seen in range(min(fewer_than, size + 1))
        )

    [most] = most_behind(np.array([fewer_than]), sampling_rate=rate)
    assert chance(int(most)) >= 0.01 > chance(int(most) + 1)


@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from(FACTS)), max_size=10))
@settings(max_examples=15, deadline=None)
def test_what_is_proved_is_true(some: list[tuple[int, list[Fact]]]) -> None:
    """Nobody is left out here, so all bounds are true and nothing false can follow from them."""
    living: Counter[tuple[int, int]] = Counter()
    for times, facts in some:
        place, held = numbered(facts, CONCEPTS)
        above = {word for fact in held for word in WORLD.line(fact)}
        living.update({(place, word): times for word in (0, *above)})
    number = {f"{each.label_nl} ({each.attribute}:{each.code})": each.number for each in CONCEPTS}
    found = verify(release(count(some))).violations
    # The oracle does not lower circles, which is another check.
    for violation in (each for each in found if each.kind != Fault.CIRCLE_TELLS):
        assert violation.kind == Fault.PEOPLE_PROVED
        words = [number[word["nl"]] for word in violation.values["group"]] or [0]
        place = number[violation.values["area"][0]["nl"]]
        assert living[place, words[0]] >= violation.values["least"]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=3),
    st.lists(
        st.tuples(st.sets(st.integers(0, 2), min_size=2), st.integers(0, 14), st.integers(0, 8)), max_size=3
    ),
)
@settings(max_examples=150, deadline=None)
def test_proofs_are_those_of_plain_search(
    cells: list[tuple[int, int]], sums: list[tuple[set[int], int, int]]
) -> None:
    lower = [min(pair) for pair in cells]
    upper = [max(pair) for pair in cells]
    bounds = [(members, least, least + more) for members, least, more in sums]
    problem = Problem(
        np.array(lower, float),
        np.array(upper, float),
        sparse.csr_matrix(
            np.array([[float(i in members) for i in range(3)] for members, _, _ in bounds]).reshape(-1, 3)
        ),
        np.array([least for _, least, _ in bounds], float),
        np.array([most for _, _, most in bounds], float),
        np.array(lower) == 0,
    )
    points = [
        point
        for point in product(*(range(low, high + 1) for low, high in zip(lower, upper, strict=True)))
        if all(least <= sum(point[i] for i in members) <= most for members, least, most in bounds)
    ]
    if not points:
        return
    smallest = {i: min(point[i] for point in points) for i in range(3) if lower[i] == 0}
    proved = problem.proved()
    # Fractions of people allow a little more than whole people do.
    assert all(least <= smallest[cell] for cell, least in proved.items())
    assert {cell for cell, least in smallest.items() if least >= 2} <= proved.keys()


def test_bounds_that_contradict_each_other_prove_nothing_by_the_listed_alone() -> None:
    none = np.zeros(0)
    listed = Problem(
        np.array([5.0, 5.0]),
        np.array([6.0, 6.0]),
        sparse.csr_matrix(np.ones((1, 2))),
        np.array([20.0]),
        np.array([40.0]),
        np.array([False, False]),
    )
    assert listed.proved() == {}
    assert Problem(none, none, sparse.csr_matrix((0, 0)), none, none, none.astype(bool)).proved() == {}
