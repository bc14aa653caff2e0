"""Tasks together: numbers as the oracle counts them, sets as a plain search finds them."""

from itertools import combinations

import pytest

from explorer.search.combine import best_sets, combine, region_of
from tests.explorer.search.worlds import make


@pytest.fixture
def made(db):
    return make(3, size=400)


def tasks_of(made):
    return [task.number for task in made.now.vocabulary.of("task")]


@pytest.mark.parametrize("code", ["AM31", "AM30", "NL"])
def test_numbers_are_those_of_the_oracle(made, code):
    now, tasks = made.now, tasks_of(made)
    region = region_of(now, code)
    found = combine(now, tasks, region=region)
    members = now.vocabulary.municipalities_of(region) if region else frozenset()
    for task in found.tasks:
        assert found.alone[task] == made.rules.number((task,), members, ())
    for one, other in combinations(found.tasks, 2):
        if one not in now.vocabulary.ancestors(other):
            assert found.pairs[one, other] == made.rules.number((one,), members, (other,))
    assert any(found.pairs.values())


def test_one_statement_counts_everything(made, django_assert_num_queries):
    with django_assert_num_queries(1):
        combine(made.now, tasks_of(made), region=region_of(made.now, "AM31"))


def test_a_place_that_is_no_region_is_the_country(made):
    assert region_of(made.now, "GM0984") is None
    assert combine(made.now, tasks_of(made)).area == made.now.country


def test_order_and_repetition_change_nothing(made):
    tasks = tasks_of(made)
    assert combine(made.now, tasks) == combine(made.now, [*reversed(tasks), *tasks])


def test_sets_are_ranked_by_their_weakest_pair():
    pairs = {(1, 2): 40, (1, 3): 40, (2, 3): 20, (1, 4): 80, (2, 4): 0, (3, 4): 40}
    found = list(best_sets((1, 2, 3, 4), pairs))
    assert found[0].tasks == (1, 4) and found[0].weakest == 80
    assert [each.tasks for each in found if len(each.tasks) == 3] == [(1, 3, 4)]
    # Not all pairs of four are published: there is no such set.
    assert not [each for each in found if len(each.tasks) == 4]


def test_sets_equal_a_search_of_all_subsets(made):
    found = combine(made.now, tasks_of(made))
    for size in range(2, 6):
        numbers = [
            min(found.pairs[pair] for pair in combinations(members, 2))
            for members in combinations(found.tasks, size)
        ]
        best = [each.weakest for each in found.best if len(each.tasks) == size]
        assert max(best, default=0) == max(numbers, default=0)


def test_no_task_or_one_has_no_sets(made):
    assert combine(made.now, []).best == ()
    assert combine(made.now, tasks_of(made)[:1]).pairs == {}
