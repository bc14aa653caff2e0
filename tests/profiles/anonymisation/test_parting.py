"""Who is told by more: those who share enough with the others that are."""

import numpy as np

from profiles.anonymisation.policy import Policy
from profiles.anonymisation.price import Crowd, choose
from tests.profiles.anonymisation.people import Person, codes, release, shown_of

ALIKE, ODD = 6, 4


def crowd() -> Crowd:
    """Six people who show the same two facts, and four with a fact that nobody shares."""
    facts = [0, 1] * ALIKE + [fact for odd in range(ODD) for fact in (0, 2 + odd)]
    starts = np.arange(0, len(facts) + 1, 2)
    return Crowd(3, 2 + ODD, starts, np.array(facts, dtype=np.int32), np.ones(len(facts)))


def chosen(gain: float) -> list[bool]:
    asks, free = np.ones(ALIKE + ODD, dtype=bool), np.ones(ALIKE + ODD, dtype=bool)
    choose(crowd(), asks, free, gain, 2)
    return asks.tolist()


def test_who_shares_little_is_not_told_by_more() -> None:
    assert chosen(0.5) == [True] * ALIKE + [False] * ODD


def test_nobody_is_told_by_more_that_is_worth_nothing() -> None:
    assert not any(chosen(0.0))


def test_people_of_one_place_and_band_can_stand_in_different_classes() -> None:
    alike = [Person("P1", "low-1", frozenset({"g1"}), frozenset("A"))] * 20
    odd = [
        Person("P1", band, frozenset({task}), frozenset(licence))
        for band, many in (("low-1", 2), ("high-1", 6))
        for task in ("g2", "h11", "h12")
        for licence in ("B", "C")
        for _ in range(many)
    ]
    outcome = release([*alike, *odd], Policy(k=4, m=2, floor=12))
    told = ["low" in codes(shown_of(outcome, person)) for person in range(32)]
    assert 12 <= sum(told) < len(told)
