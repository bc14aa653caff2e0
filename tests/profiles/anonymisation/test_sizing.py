"""Classes may be larger than the floor asks, where that tells more."""

import numpy as np

from profiles.anonymisation.policy import Policy
from tests.profiles.anonymisation.people import Person, codes, release, shown_of


def crowd() -> list[Person]:
    """Two bands whose tasks are told only when they are counted together."""
    chance = np.random.default_rng(3)
    people = []
    for _ in range(48):
        tasks = chance.choice(["g1", "g2", "g3", "h11", "h12"], 2).tolist()
        licences = chance.choice(["A", "B", "C"], 1).tolist()
        band = str(chance.choice(["low-1", "high-1"]))
        people.append(Person("P1", band, frozenset(tasks), frozenset(licences)))
    return people


def test_larger_classes_are_taken_when_they_tell_more() -> None:
    facts = {"task": 500.0, "licence": 500.0}
    wide = release(crowd(), Policy(k=4, m=2, floor=20, weights=facts))
    assert len(wide.classes.keys) == 1


def test_floor_is_kept_when_the_band_is_worth_more() -> None:
    narrow = release(crowd(), Policy(k=4, m=2, floor=20, weights={"education": 900.0}))
    assert len(narrow.classes.keys) == 2
    told = [codes(shown_of(narrow, person)) & {"low", "high"} for person in range(48)]
    assert 20 <= sum(map(bool, told)) <= 28


def test_with_one_fact_the_floor_is_taken_as_it_is() -> None:
    facts = {"task": 500.0, "licence": 500.0}
    assert len(release(crowd(), Policy(k=4, m=1, floor=20, weights=facts)).classes.keys) == 2
