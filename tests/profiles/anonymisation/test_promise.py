"""What must hold for any population under any policy by class, checked by counting the rows one by one."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.anonymisation.policy import Policy
from profiles.anonymisation.reasons import Reason
from tests.profiles.anonymisation.people import (
    EVERY_POLICY,
    PEOPLE,
    POLICIES,
    SMALL,
    Person,
    classes_of,
    key_of,
    rare_combinations,
    release,
    shown_of,
)


@settings(max_examples=400, deadline=None)
@given(people=PEOPLE, policy=POLICIES, seed=st.integers(0, 3))
def test_every_combination_has_k_holders_or_none(people: list[Person], policy: Policy, seed: int) -> None:
    assert rare_combinations(release(people, policy, seed), policy) == []


@settings(max_examples=300, deadline=None)
@given(people=PEOPLE, policy=POLICIES, seed=st.integers(0, 3))
def test_every_gap_has_k_people_or_none(people: list[Person], policy: Policy, seed: int) -> None:
    for members in classes_of(release(people, policy, seed), policy).values():
        ends = Counter(end for facts in members for end in ends_of(facts))
        assert min(ends.values(), default=policy.k) >= policy.k


def ends_of(facts: frozenset[int]) -> set[int | str]:
    """The most specific facts, and each attribute of which nothing is told."""
    parents = {SMALL.words[fact].parent for fact in facts}
    told = {SMALL.words[fact].attribute for fact in facts}
    return (facts - parents) | (set(SMALL.attributes) - told)


@settings(max_examples=300, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
def test_no_class_is_smaller_than_the_floor(people: list[Person], policy: Policy) -> None:
    found = classes_of(release(people, policy), policy)
    if len(people) >= policy.smallest_class:
        assert all(len(members) >= policy.smallest_class for members in found.values())
    else:
        assert set(found) <= {frozenset()}
    assert sum(map(len, found.values())) in {0, len(people)}


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
def test_equal_place_and_band_share_a_class_unless_some_are_told_by_more(
    people: list[Person], policy: Policy
) -> None:
    outcome = release(people, policy)
    told = defaultdict(set)
    for number, person in enumerate(people):
        if outcome.stands[number]:
            mine, shown = key_of(person.closure(), policy), key_of(shown_of(outcome, number), policy)
            told[mine].add(shown)
            assert shown <= mine
    assert policy.m == 2 or all(len(keys) == 1 for keys in told.values())


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
def test_everybody_stands_on_one_row(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    stands = [outcome.stands[number] for number in range(len(people))]
    if len(people) < policy.k:
        assert len(outcome.rows) == 0
        assert not any(stands)
        return
    assert Counter(row for (row,) in stands) == {
        number: row.people for number, row in enumerate(outcome.rows)
    }


@settings(max_examples=200, deadline=None)
@given(people=PEOPLE, policy=EVERY_POLICY)
def test_rows_are_sorted_closed_true_and_different(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    for row in outcome.rows:
        assert list(row.facts) == sorted(set(row.facts))
        parents = {SMALL.words[fact].parent for fact in row.facts} - {None}
        assert parents <= set(row.facts)
    for number, person in enumerate(people):
        assert shown_of(outcome, number) <= person.closure()
    assert len({row.facts for row in outcome.rows}) == len(outcome.rows)


@settings(max_examples=200, deadline=None)
@given(people=PEOPLE, policy=EVERY_POLICY)
def test_changes_tell_exactly_what_is_missing(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    explained: dict[int, set[int]] = defaultdict(set)
    for change in outcome.changes():
        path = SMALL.path(change.concept)
        end = path.index(change.shown_as) if change.shown_as is not None else -1
        explained[change.person] |= set(path[:end])
        if change.shown_as is not None:
            assert change.shown_as in shown_of(outcome, change.person)
    for number, person in enumerate(people):
        assert explained[number] == person.closure() - shown_of(outcome, number)


@settings(max_examples=200, deadline=None)
@given(people=PEOPLE, policy=EVERY_POLICY)
def test_reasons_fit_what_was_changed(people: list[Person], policy: Policy) -> None:
    for change in release(people, policy).changes():
        attribute = SMALL.words[change.concept].attribute
        assert (change.reason == Reason.TOO_FEW_PEOPLE) == (len(people) < policy.k)
        if change.reason == Reason.PLACE_FLOOR:
            assert attribute == "place"
        if change.reason == Reason.BAND_FLOOR:
            assert (attribute, change.shown_as) == ("education", None)
        if change.reason == Reason.OVER_CAP:
            assert attribute in policy.caps
        if change.reason == Reason.TOO_FEW_TOGETHER:
            assert policy.m > 1
        if change.reason == Reason.TOO_FEW_TWINS:
            assert not policy.by_class


@given(people=PEOPLE, policy=EVERY_POLICY, seed=st.integers(0, 9))
@settings(max_examples=100, deadline=None)
def test_same_lot_gives_same_rows(people: list[Person], policy: Policy, seed: int) -> None:
    one, other = release(people, policy, seed), release(people, policy, seed)
    assert list(one.rows) == list(other.rows)
    assert one.stands.numbers.tolist() == other.stands.numbers.tolist()


@given(people=PEOPLE, policy=EVERY_POLICY)
@settings(max_examples=100, deadline=None)
def test_nobody_tells_more_than_a_cap(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    for row in outcome.rows if policy.cards == 1 else ():
        ends = [fact for fact in ends_of(frozenset(row.facts)) if isinstance(fact, int)]
        told = Counter(SMALL.words[end].attribute for end in ends)
        assert all(told[name] <= most for name, most in policy.caps.items())


def test_order_of_rows_follows_the_lot() -> None:
    people = [Person(task=frozenset({task}), licence=frozenset({licence}))
              for task in ("g1", "g2", "g3") for licence in "ABC" for _ in range(4)]  # fmt: skip
    orders = {tuple(release(people, Policy(k=2, floor=2), seed).rows) for seed in range(10)}
    assert len(orders) > 1
    assert len({frozenset(rows) for rows in orders}) == 1


@pytest.mark.parametrize("people", [0, 1, 4])
def test_fewer_than_k_people_release_nothing(people: int) -> None:
    outcome = release([Person(place="P1", task=frozenset({"g1"}))] * people, Policy(k=5, floor=5))
    assert len(outcome.rows) == 0
    assert {change.reason for change in outcome.changes()} == ({Reason.TOO_FEW_PEOPLE} if people else set())
