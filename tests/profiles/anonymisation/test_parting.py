"""Who is told by more: those who share enough with the others that are."""

import numpy as np

from profiles.anonymisation.policy import Policy
from profiles.anonymisation.price import Crowd, choose
from tests.profiles.anonymisation.people import codes, release, shown_of
from tests.profiles.anonymisation.test_sizing import crowd as mixed

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
    people = mixed()
    outcome = release(people, Policy(k=4, m=2, floor=15, weights={"education": 900.0}))
    assert outcome.classes.sizes().min() >= 15
    low = [person for person, held in enumerate(people) if held.education == "low-1"]
    told = {"low" in codes(shown_of(outcome, person)) for person in low}
    assert True in told
