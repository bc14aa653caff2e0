"""What must hold for any population under any policy, checked by counting the rows one by one."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.anonymisation.anonymise import HELD_BACK, Outcome
from profiles.anonymisation.generalise import Reason
from profiles.anonymisation.policy import Policy
from tests.profiles.anonymisation.people import NUMBER, PEOPLE, POLICIES, SMALL, Person, release, shown_of

BAND_LEVELS = {NUMBER["education", code] for code in ("low-1", "low-2", "high-1")}


def key_of(facts: tuple[int, ...], policy: Policy) -> frozenset[int]:
    """What the row itself tells of its class: its places, and its band."""
    told = {fact for fact in facts if SMALL.words[fact].attribute in policy.class_attributes}
    return frozenset(told - BAND_LEVELS)


def classes_of(outcome: Outcome, policy: Policy) -> dict[frozenset[int], list[set[int]]]:
    """Class key -> the facts of each of its people, read from the rows alone."""
    found = defaultdict(list)
    for row in outcome.rows:
        found[key_of(row.facts, policy)] += [set(row.facts)] * row.people
    return found


@settings(max_examples=300, deadline=None)
@given(people=PEOPLE, policy=POLICIES, seed=st.integers(0, 3))
def test_every_fact_has_k_holders_or_none(people: list[Person], policy: Policy, seed: int) -> None:
    for members in classes_of(release(people, policy, seed), policy).values():
        counts = Counter(fact for facts in members for fact in facts)
        assert min(counts.values(), default=policy.k) >= policy.k


@settings(max_examples=300, deadline=None)
@given(people=PEOPLE, policy=POLICIES, seed=st.integers(0, 3))
def test_every_gap_has_k_people_or_none(people: list[Person], policy: Policy, seed: int) -> None:
    for members in classes_of(release(people, policy, seed), policy).values():
        ends = Counter(end for facts in members for end in ends_of(facts))
        assert min(ends.values(), default=policy.k) >= policy.k


def ends_of(facts: set[int]) -> set[int | str]:
    """The most specific facts, and each attribute of which nothing is told."""
    parents = {SMALL.words[fact].parent for fact in facts}
    told = {SMALL.words[fact].attribute for fact in facts}
    return (facts - parents) | (set(SMALL.attributes) - told)


@settings(max_examples=300, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
def test_no_class_is_smaller_than_the_floor(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    found = classes_of(outcome, policy)
    if len(people) >= policy.smallest_class:
        assert all(len(members) >= policy.smallest_class for members in found.values())
    else:
        assert set(found) <= {frozenset()}
    assert sum(map(len, found.values())) in {0, len(people)}


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
def test_equal_place_and_band_share_a_class(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    told = defaultdict(set)
    for number, person in enumerate(people):
        if outcome.row_of[number] != HELD_BACK:
            told[key_of(tuple(person.closure()), policy)].add(
                key_of(tuple(shown_of(outcome, number)), policy)
            )
    assert all(len(keys) == 1 for keys in told.values())


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
def test_rows_are_sorted_closed_and_true(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    for row in outcome.rows:
        assert list(row.facts) == sorted(set(row.facts))
        parents = {SMALL.words[fact].parent for fact in row.facts} - {None}
        assert parents <= set(row.facts)
    for number, person in enumerate(people):
        if outcome.row_of[number] != HELD_BACK:
            assert shown_of(outcome, number) <= person.closure()


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
def test_everybody_stands_on_one_row(people: list[Person], policy: Policy) -> None:
    outcome = release(people, policy)
    if len(people) < policy.k:
        assert outcome.rows == ()
        assert (outcome.row_of == HELD_BACK).all()
        return
    assert Counter(outcome.row_of.tolist()) == {number: row.people for number, row in enumerate(outcome.rows)}
    assert len({row.facts for row in outcome.rows}) == len(outcome.rows)


@settings(max_examples=200, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
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
        shown = shown_of(outcome, number) if outcome.row_of[number] != HELD_BACK else set()
        assert explained[number] == person.closure() - shown


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE, policy=POLICIES)
def test_reasons_fit_what_was_changed(people: list[Person], policy: Policy) -> None:
    for change in release(people, policy).changes():
        attribute = SMALL.words[change.concept].attribute
        assert (change.reason == Reason.TOO_FEW_PEOPLE) == (len(people) < policy.k)
        if change.reason == Reason.PLACE_FLOOR:
            assert attribute == "place"
        if change.reason == Reason.BAND_FLOOR:
            assert (attribute, change.shown_as) == ("education", None)


@given(people=PEOPLE, policy=POLICIES, seed=st.integers(0, 9))
@settings(max_examples=50, deadline=None)
def test_same_lot_gives_same_rows(people: list[Person], policy: Policy, seed: int) -> None:
    assert release(people, policy, seed).rows == release(people, policy, seed).rows


def test_order_of_rows_follows_the_lot() -> None:
    people = [Person(task=frozenset({task}), licence=frozenset({licence}))
              for task in ("g1", "g2", "g3") for licence in "ABC" for _ in range(4)]  # fmt: skip
    orders = {release(people, Policy(k=2, floor=2), seed).rows for seed in range(10)}
    assert len(orders) > 1
    assert len({frozenset(rows) for rows in orders}) == 1


@pytest.mark.parametrize("people", [0, 1, 4])
def test_fewer_than_k_people_release_nothing(people: int) -> None:
    outcome = release([Person(place="P1", task=frozenset({"g1"}))] * people, Policy(k=5, floor=5))
    assert outcome.rows == ()
    assert {change.reason for change in outcome.changes()} == ({Reason.TOO_FEW_PEOPLE} if people else set())
