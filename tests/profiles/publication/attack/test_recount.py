"""What a release without somebody would say equals the count of the others, by plain loops."""

import numpy as np
from hypothesis import given, settings

from explorer.release.shapes import SHAPES
from profiles.anonymisation.sampling import Sampling
from profiles.publication.attack.recount import Recount, taken
from tests import groups as oracle
from tests.profiles.anonymisation.worlds import SECRET, Small, small_worlds


def recount_of(small: Small) -> Recount:
    sampling = Sampling(SECRET, rate=0.0)
    return Recount(
        people=small.arrays(sampling),
        layout=small.layout,
        shapes=SHAPES,
        k=small.k,
        sampling=sampling,
        sampling_rate=0.0,
    )


@settings(max_examples=25, deadline=None)
@given(small=small_worlds())
def test_labels_without_a_person_equal_the_oracle(small: Small) -> None:
    recount, world = recount_of(small), small.world
    counted = oracle.count(world, small.people)
    everybody = oracle.label(world, counted, people=small.living, k=small.k)
    for person, (place, facts) in list(enumerate(small.people))[:5]:
        fewer = dict(counted)
        for key in oracle.keys_of(world, place, facts):
            fewer[key] -= 1
        without = oracle.label(world, fewer, people=small.living, k=small.k)
        expected = {
            (area, what, condition): without.get((what, area, condition), 0)
            for what, area, condition in everybody
            if everybody[what, area, condition] != without.get((what, area, condition), 0)
        }
        assert dict(recount.without(person)) == expected


@settings(max_examples=15, deadline=None)
@given(small=small_worlds())
def test_release_of_some_equals_the_oracle(small: Small) -> None:
    chosen = np.arange(0, len(small.people), 2)
    some = Small(small.world, [small.people[index] for index in chosen], small.k)
    labelled = oracle.label(some.world, oracle.count(some.world, some.people), people=some.living, k=some.k)
    closed = oracle.close(some.world, labelled, k=some.k)
    rows = recount_of(small).release_of(chosen)
    assert {(what, area, condition): label for what, area, condition, label in rows.tolist()} == closed


def test_people_are_taken_in_the_order_that_is_asked() -> None:
    sampling = Sampling(SECRET, rate=0.0)
    world = oracle.World({1: oracle.Word("place"), 2: oracle.Word("task")}, {})
    people = Small(world, [(1, ()), (1, (2,)), (1, (2,))], 5).arrays(sampling)
    some = taken(people, np.array([2, 0]))
    assert some.keys.tolist() == [people.keys[2], people.keys[0]]
    assert (some.starts.tolist(), some.facts.tolist()) == ([0, 1, 1], [2])
