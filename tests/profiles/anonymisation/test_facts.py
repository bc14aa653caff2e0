import numpy as np
import pytest
from hypothesis import given, settings

from profiles.anonymisation.facts import Holdings, complete
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.tree import MalformedTree, Tree, Word
from tests.profiles.anonymisation.people import NONE, NUMBER, PEOPLE, SMALL, UNKNOWN, Person, codes, release


@settings(deadline=None)  # the first call compiles
@given(people=PEOPLE)
def test_completing_equals_the_oracle(people: list[Person]) -> None:
    held = release(people, Policy()).given
    for number, person in enumerate(people):
        mine = {int(concept) for concept in held.concept[held.person == number]}
        assert mine == person.closure()


@settings(deadline=None)  # the first call compiles
@given(people=PEOPLE)
def test_pairs_know_the_pair_above(people: list[Person]) -> None:
    held = release(people, Policy()).given
    inner = held.above >= 0
    assert (held.person[held.above[inner]] == held.person[inner]).all()
    assert (held.concept[held.above[inner]] == SMALL.parent[held.concept[inner]]).all()
    assert (SMALL.depth[held.concept[~inner]] == 1).all()


def test_what_is_chosen_wins_over_not_applicable() -> None:
    person = Person(licence=frozenset("B"), none=frozenset({"licence", "task"}))
    assert codes(person.closure()) == {"B", NONE, UNKNOWN}
    held = complete(
        SMALL,
        chosen=Holdings.of(1, np.array([0]), np.array([NUMBER["licence", "B"]]), width=SMALL.size),
        not_applicable=[(0, "licence"), (0, "task"), (0, "unheard of")],
    )
    assert NUMBER["licence", NONE] not in held.concept
    assert NUMBER["task", NONE] in held.concept


def test_attributes_are_roots_of_their_concepts() -> None:
    assert SMALL.path(NUMBER["task", "h11"])[-1] == SMALL.root("task") == len(SMALL) + 2
    assert SMALL.depth[NUMBER["task", "h11"]] == 3
    assert SMALL.depth[SMALL.root("task")] == 0
    assert SMALL.below(NUMBER["task", "h"]).sum() == 3


@pytest.mark.parametrize(
    "words",
    [
        (
            Word("a", "x", 1),
            Word("b", "y"),
            Word("a", UNKNOWN),
            Word("a", NONE),
            Word("b", UNKNOWN),
            Word("b", NONE),
        ),
        (Word("a", "x", 1), Word("a", "y", 0), Word("a", UNKNOWN), Word("a", NONE)),
    ],
    ids=["parent in another attribute", "circle"],
)
def test_malformed_trees_are_refused(words: tuple[Word, ...]) -> None:
    with pytest.raises(MalformedTree):
        Tree(words, not_recorded=UNKNOWN, not_applicable=NONE)


def test_attribute_without_unknown_is_refused() -> None:
    tree = Tree((Word("a", "x"), Word("a", NONE)), not_recorded=UNKNOWN, not_applicable=NONE)
    with pytest.raises(MalformedTree, match=r"unknown.*'a'"):
        complete(tree, chosen=Holdings.of(1, np.array([0]), np.array([0]), width=tree.size))
