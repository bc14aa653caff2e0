"""Very many people are divided before twins are looked for."""

import numpy as np
import pytest

from profiles.anonymisation import blocks as module
from profiles.anonymisation.blocks import blocks, pairs_of
from profiles.anonymisation.facts import Closed, Holdings, complete
from profiles.anonymisation.policy import Mode, Policy
from tests.profiles.anonymisation.people import NUMBER, SMALL, Person, release


def crowd(people: int, seed: int = 1) -> list[Person]:
    chance = np.random.default_rng(seed)
    places, tasks = ["P1", "P2", "P3", "Q1", "Q2"], ["g1", "g2", "g3", "h11", "h12"]
    return [
        Person(str(chance.choice(places)), task=frozenset(chance.choice(tasks, 2).tolist()))
        for _ in range(people)
    ]


def closed(people: list[Person]) -> Closed:
    pairs = [(number, concept) for number, person in enumerate(people) for concept in person.chosen()]
    person, concept = np.array(pairs).T
    return complete(SMALL, chosen=Holdings.of(len(people), person, concept, width=SMALL.size))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"WHOLE_UP_TO": 100, "LARGEST": 60, "SMALLEST": 20}.items():
        monkeypatch.setattr(module, name, value)


def test_few_people_are_one_block() -> None:
    given = closed(crowd(300))
    [block] = blocks(SMALL, given=given, worth=np.ones(len(given.concept), dtype=np.float32))
    assert block.tolist() == list(range(300))


@pytest.mark.usefixtures("small")
def test_everybody_is_in_one_block_of_one_region() -> None:
    people = crowd(400)
    given = closed(people)
    found = list(blocks(SMALL, given=given, worth=np.ones(len(given.concept), dtype=np.float32)))
    assert sorted(np.concatenate(found).tolist()) == list(range(400))
    assert all(len(block) <= 60 for block in found)
    for block in found:
        assert len({(people[number].place or "")[0] for number in block}) == 1


@pytest.mark.usefixtures("small")
def test_equal_people_are_divided_too() -> None:
    given = closed([Person("P1")] * 130)
    found = list(blocks(SMALL, given=given, worth=np.ones(len(given.concept), dtype=np.float32)))
    assert sorted(map(len, found)) == [32, 32, 33, 33]


@pytest.mark.usefixtures("small")
def test_cards_of_divided_people_have_k_twins() -> None:
    people = crowd(400)
    outcome = release(people, Policy(mode=Mode.TWIN_CARDS, k=5, cards=3))
    for row in outcome.rows:
        assert row.people >= 5
        assert sum(set(row.facts) <= person.closure() for person in people) >= row.people


def test_pairs_of_some_people_are_theirs() -> None:
    people = crowd(9)
    given = closed(people)
    pairs, row = pairs_of(given, np.array([7, 2]))
    for place, person in enumerate((7, 2)):
        assert set(given.concept[pairs[row == place]].tolist()) == people[person].closure()
    assert NUMBER["place", "R1"] < len(SMALL)
