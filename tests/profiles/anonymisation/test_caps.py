import numpy as np

from profiles.anonymisation.policy import Mode, Policy
from profiles.anonymisation.reasons import Reason
from tests.profiles.anonymisation.people import Person, codes, release, shown_of


def capped(**caps: int) -> Policy:
    return Policy(k=2, m=1, floor=2, class_attributes=(), caps=caps)


def task(*held: str) -> Person:
    return Person(task=frozenset(held))


def test_the_most_shared_facts_stay() -> None:
    people = [task("g1", "g2", "h11")] * 4 + [task("h11", "g2")] * 4 + [task("h11")] * 4
    outcome = release(people, capped(task=1))
    assert codes(shown_of(outcome, 0)) & {"g1", "g2", "h11"} == {"h11"}
    assert {change.reason for change in outcome.changes()} == {Reason.OVER_CAP}


def test_group_of_a_fact_that_stays_is_told() -> None:
    people = [task("g1", "g2")] * 4 + [task("g2")] * 4
    assert codes(shown_of(release(people, capped(task=1)), 0)) >= {"g", "g2"}


def test_group_without_a_fact_that_stays_is_not_told() -> None:
    people = [task("g1", "h11")] * 4 + [task("h11")] * 4
    assert not codes(shown_of(release(people, capped(task=1)), 0)) & {"g", "g1"}


def test_other_attributes_are_untouched() -> None:
    people = [Person(task=frozenset({"g1", "g2"}), licence=frozenset("AB"))] * 4
    assert codes(shown_of(release(people, capped(task=1)), 0)) >= {"A", "B"}


def test_not_recorded_is_never_over_a_cap() -> None:
    assert codes(shown_of(release([Person()] * 4, capped(task=1)), 0)) == {"unknown"}


def test_useful_is_what_the_class_shares() -> None:
    north = [Person("P1", task=frozenset({"g1", "h11"}))] * 3 + [Person("P1", task=frozenset({"g1"}))] * 3
    south = [Person("Q1", task=frozenset({"g1", "h11"}))] * 3 + [Person("Q1", task=frozenset({"h11"}))] * 9
    outcome = release(north + south, Policy(k=2, m=1, floor=5, class_attributes=("place",), caps={"task": 1}))
    assert "g1" in codes(shown_of(outcome, 0))
    assert "h11" in codes(shown_of(outcome, 6))


def test_a_cap_makes_cards_shorter() -> None:
    chance = np.random.default_rng(1)
    people = [task(*chance.choice(["g1", "g2", "g3", "h11"], 3).tolist()) for _ in range(40)]
    plain = Policy(mode=Mode.TWIN_CARDS, k=3, cards=2)
    short = Policy(mode=Mode.TWIN_CARDS, k=3, cards=2, caps={"task": 1})
    longest = [max(len(row.facts) for row in release(people, policy).rows) for policy in (plain, short)]
    assert longest[1] < longest[0]
