"""The tree of the concepts in force on a date."""

import datetime

import pytest

from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree, load_tree
from tests.factories.vocabulary import small_vocabulary

TODAY = datetime.date(2026, 11, 23)
YESTERDAY = TODAY - datetime.timedelta(days=1)


def make(number: int, parent: int | None = None, **fields: object) -> Concept:
    """A task that no database knows; its code is its number."""
    return Concept(
        **{"pk": number, "parent_id": parent, "attribute": "task", "code": str(number), "position": number}
        | fields
    )


@pytest.fixture
def tree() -> Tree:
    ended = make(3, 1, valid_until=YESTERDAY)
    return Tree(
        [make(1), make(2, 1), ended, make(4, 3), make(5, 4, position=9), make(6, 4, position=8), make(7)],
        on=TODAY,
    )


def test_tree_is_listed_depth_first(tree: Tree) -> None:
    assert [concept.pk for concept in tree] == [1, 2, 4, 6, 5, 7]
    assert [tree.depth(concept) for concept in tree] == [0, 1, 1, 2, 2, 0]


def test_ended_concept_is_left_out(tree: Tree) -> None:
    assert 3 not in tree
    assert tree.find("task", "3") is None
    assert len(tree) == 6


def test_child_of_an_ended_concept_moves_up(tree: Tree) -> None:
    assert tree.parent(tree[4]) == tree[1]
    assert [child.pk for child in tree.children(tree[1])] == [2, 4]


def test_closure_holds_all_above(tree: Tree) -> None:
    assert tree.closure([5]) == {5, 4, 1}
    assert tree.closure([2, 6]) == {2, 6, 4, 1}
    assert tree.closure([]) == frozenset()


def test_ended_fact_still_tells_its_group(tree: Tree) -> None:
    assert tree.closure([3]) == {1}


def test_unknown_fact_tells_nothing(tree: Tree) -> None:
    assert tree.closure([99]) == frozenset()


def test_roots_are_those_with_none_above(tree: Tree) -> None:
    assert [root.pk for root in tree.roots("task")] == [1, 7]
    assert tree.roots("skill") == []


@pytest.mark.django_db
def test_tree_comes_in_one_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    made = small_vocabulary()
    with django_assert_num_queries(1):
        tree = load_tree(on=TODAY)
        venlo = tree.find("place", "GM0983")
        assert venlo
        assert tree.parent(venlo) == made["place", "AM31"]
        assert len(list(tree)) == len(made)
