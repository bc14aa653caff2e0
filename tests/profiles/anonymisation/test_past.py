"""Rows beside what was told of them before: the promise in what is shown, and in both together."""

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.anonymisation.anonymise import Outcome, anonymise
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.past import ABSENT, Past
from profiles.anonymisation.policy import Policy
from tests.profiles.anonymisation.people import (
    NUMBER,
    PEOPLE,
    SMALL,
    Person,
    codes,
    rare_combinations,
    release,
    shown_of,
)

K = 3
POLICIES = st.builds(
    Policy, k=st.just(K), m=st.integers(1, 3), floor=st.integers(3, 12), class_attributes=st.just(("place",))
)


def told_in(outcome: Outcome, person: int) -> set[int]:
    """What a person's row tells beside the place."""
    return {fact for fact in shown_of(outcome, person) if SMALL.words[fact].attribute != "place"}


def past_of(outcome: Outcome, stayed: list[int], newcomers: int, policy: Policy) -> Past:
    """A release, as the one before of some of its people, who come first, and of newcomers."""
    people = range(outcome.given.people)
    then = [*stayed, *[None] * newcomers, *(person for person in people if person not in stayed)]
    pairs = [(row, fact) for row, who in enumerate(then) if who is not None for fact in told_in(outcome, who)]
    person, concept = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    classes = outcome.classes
    return Past(
        told=Holdings.of(len(then), person, concept, width=SMALL.size),
        class_of=np.array([ABSENT if who is None else int(classes.of_person[who]) for who in then]),
        keys=classes.keys,
        k=policy.k,
        m=policy.m,
    )


def beside(people: list[Person], past: Past, policy: Policy) -> Outcome:
    pairs = [(number, concept) for number, person in enumerate(people) for concept in person.chosen()]
    person, concept = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return anonymise(
        SMALL,
        chosen=Holdings.of(len(people), person, concept, width=SMALL.size),
        not_applicable=[(number, name) for number, person in enumerate(people) for name in person.none],
        policy=policy,
        lot=np.random.default_rng(1),
        past=past,
    )


@settings(max_examples=120, deadline=None)
@given(people=PEOPLE, newcomers=PEOPLE, policy=POLICIES, leave=st.integers(0, 5))
def test_both_together_keep_the_promise(
    people: list[Person], newcomers: list[Person], policy: Policy, leave: int
) -> None:
    before = release(people, policy)
    if len(before.rows) == 0:
        return
    stayed = list(range(min(leave, len(people)), len(people)))
    past = past_of(before, stayed, len(newcomers), policy)
    now = [*(people[number] for number in stayed), *newcomers]
    outcome = beside(now, past, policy)
    assert rare_combinations(outcome, policy) == []
    if len(outcome.rows):
        assert new_and_rare(outcome, past, policy) == []


def new_and_rare(outcome: Outcome, past: Past, policy: Policy) -> list[tuple[int, ...]]:
    """Combinations that too few share in the joined view, other than those that were told before."""
    old = [set(past.told.concept[past.told.person == row].tolist()) for row in range(past.told.people)]
    here = outcome.given.people
    seen = [told | (told_in(outcome, row) if row < here else set()) for row, told in enumerate(old)]
    now = [*outcome.classes.of_person.tolist(), *[ABSENT] * (len(old) - here)]
    rare = []
    for then, place in {(int(past.class_of[row]), now[row]) for row in range(here)}:
        group = [row for row in range(here) if past.class_of[row] == then and now[row] == place]
        left = [row for row in range(here, len(old)) if then != ABSENT and past.class_of[row] == then]
        counts = Counter(found for row in [*group, *left] for found in _combinations(seen[row], policy.m))
        for row in group:
            added = set(_combinations(seen[row], policy.m)) - set(_combinations(old[row], policy.m))
            rare += [found for found in added if counts[found] < policy.k]
    return rare


def _combinations(facts: set[int], m: int) -> list[tuple[int, ...]]:
    return [found for size in range(1, m + 1) for found in combinations(sorted(facts), size)]


def crowd(place: str, *tasks: str, number: int = 8) -> list[Person]:
    return [Person(place, task=frozenset(tasks))] * number


def test_classes_stay_where_another_division_would_be_finer() -> None:
    policy = Policy(k=2, m=2, floor=10, class_attributes=("place",))
    first = release(crowd("P1") + crowd("P2"), policy)
    assert len(first.classes.keys) == 1
    past = past_of(first, list(range(16)), 8, policy)
    grown = crowd("P1") + crowd("P2") + crowd("P2")
    assert len(beside(grown, past, policy).classes.keys) == 1


def test_class_that_became_too_small_joins_another() -> None:
    policy = Policy(k=2, m=2, floor=8, class_attributes=("place",))
    first = release(crowd("P1") + crowd("P2") + crowd("Q1"), policy)
    assert len(first.classes.keys) == 3
    stayed = [*range(7), *range(8, 24)]
    now = crowd("P1")[1:] + crowd("P2") + crowd("Q1")
    outcome = beside(now, past_of(first, stayed, 0, policy), policy)
    assert sorted(outcome.classes.sizes().tolist()) == [8, 15]
    assert NUMBER["place", "R1"] in shown_of(outcome, 0)


def test_what_was_told_stays_told() -> None:
    policy = Policy(k=2, m=2, floor=4, class_attributes=("place",))
    people = crowd("P1", "g1", number=6) + crowd("P1", "g2", number=6)
    first = release(people, policy)
    past = past_of(first, list(range(1, 12)), 0, policy)
    outcome = beside(people[1:], past, policy)
    assert all(told_in(first, person + 1) <= told_in(outcome, person) for person in range(11))


def test_fact_makes_room_for_a_better_one_the_month_after() -> None:
    policy = Policy(k=3, m=2, floor=3, class_attributes=("place",))
    driving = Person("P1", licence=frozenset("A"))
    lifting = Person("P1", task=frozenset(["h1"]))
    both = driving._replace(task=lifting.task)
    others = [driving] * 8 + [lifting] * 8
    first = release([driving, *others], policy)
    second = beside([both, *others], past_of(first, list(range(17)), 0, policy), policy)
    third = beside([both, *others], past_of(second, list(range(17)), 0, policy), policy)
    told = [codes(told_in(outcome, 0)) & {"A", "h"} for outcome in (first, second, third)]
    assert told == [{"A"}, set(), {"h"}]
