"""Cards that k people share to the last fact, and nothing that links them."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.anonymisation.policy import Mode, Policy
from profiles.anonymisation.reasons import Reason
from tests.profiles.anonymisation.people import CARD_POLICIES, PEOPLE, Person, codes, release, shown_of

TWINS = Policy(mode=Mode.TWINS, k=5)


def cards(number: int, k: int = 5) -> Policy:
    return Policy(mode=Mode.TWIN_CARDS, k=k, cards=number)


@settings(max_examples=300, deadline=None)
@given(people=PEOPLE, policy=CARD_POLICIES, seed=st.integers(0, 3))
def test_k_people_hold_all_of_every_card(people: list[Person], policy: Policy, seed: int) -> None:
    outcome = release(people, policy, seed)
    standing = Counter(row for person in range(len(people)) for row in outcome.stands[person])
    for number, row in enumerate(outcome.rows):
        assert row.people == standing[number] >= policy.k
        assert sum(set(row.facts) <= person.closure() for person in people) >= policy.k


@settings(max_examples=200, deadline=None)
@given(people=PEOPLE, policy=CARD_POLICIES)
def test_nobody_stands_on_more_cards_than_the_policy_says(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    for person in range(len(people)):
        numbers = outcome.stands[person]
        assert len(numbers) == len(set(numbers)) <= policy.cards
        assert numbers or len(people) < policy.k or policy.cards > 1


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE, policy=CARD_POLICIES)
def test_of_several_cards_none_is_empty(people: list[Person], policy: Policy) -> None:
    if policy.cards > 1:
        assert all(row.facts for row in release(people, policy).rows)


def test_equal_people_share_everything() -> None:
    people = [Person("P1", "low-1", frozenset({"g1", "h11"}), frozenset({"A"}))] * 5
    outcome = release(people, TWINS)
    assert [row.people for row in outcome.rows] == [5]
    assert shown_of(outcome, 0) == people[0].closure()
    assert not list(outcome.changes())


def test_two_kinds_of_people_become_two_cards() -> None:
    people = [Person("P1", task=frozenset({"g1"}))] * 6 + [Person("Q1", licence=frozenset({"A"}))] * 7
    outcome = release(people, TWINS)
    assert sorted(row.people for row in outcome.rows) == [6, 7]


def test_place_generalises_by_itself() -> None:
    people = [Person(place, task=frozenset({"g1"})) for place in ("P2", "P2", "P3", "P3", "P1")]
    assert codes(shown_of(release(people, TWINS), 0)) >= {"R1", "g", "g1"}
    assert not codes(shown_of(release(people, TWINS), 0)) & {"P1", "P2", "P3", "N"}


def test_a_second_card_tells_something_else() -> None:
    tasks, licences = ("g1", "g2", "g3"), ("A", "B", "C")
    people = [
        Person(task=frozenset({task}), licence=frozenset({licence}))
        for task in tasks
        for licence in licences
        for _ in range(2)
    ]
    one, two = release(people, Policy(mode=Mode.TWINS, k=6)), release(people, cards(2, k=6))
    told = [sum(len(shown_of(each, person)) for person in range(len(people))) for each in (one, two)]
    assert told[1] > told[0]


def test_what_too_few_share_says_so() -> None:
    people = [Person(task=frozenset({"g1"}))] * 9 + [Person(task=frozenset({"g2"}), licence=frozenset("C"))]
    assert {change.reason for change in release(people, TWINS).changes() if change.person == 9} == {
        Reason.TOO_FEW_TWINS
    }


def test_cards_are_shuffled_all_together() -> None:
    chance = np.random.default_rng(1)
    people = [
        Person(
            task=frozenset(chance.choice(["g1", "g2", "g3", "h11", "h12"], 2).tolist()),
            licence=frozenset(chance.choice(["A", "B", "C"], 1).tolist()),
        )
        for _ in range(60)
    ]
    orders = {tuple(release(people, cards(3), seed).rows) for seed in range(5)}
    assert len(orders) == 5
    assert len({frozenset(rows) for rows in orders}) == 1
