import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from profiles.anonymisation.rows import Collection, join


@given(people=st.lists(st.frozensets(st.integers(0, 4)), max_size=30), seed=st.integers(0, 5))
def test_joining_keeps_every_person_with_the_same_facts(people: list[frozenset[int]], seed: int) -> None:
    starts = np.cumsum([0] + [len(facts) for facts in people])
    facts = np.array([fact for held in people for fact in sorted(held)], dtype=np.int32)
    rows, stands = join(starts, facts, shuffle=np.random.default_rng(seed))
    assert [frozenset(rows[stands[number][0]].facts) for number in range(len(people))] == people
    assert sum(row.people for row in rows) == len(people)
    assert len({row.facts for row in rows}) == len(rows) == len(set(people))


def test_nobody_counts_twice_on_one_row() -> None:
    collection = Collection()
    for _ in range(2):
        number = collection.number(np.array([1, 3]))
        collection.put(np.array([0, 1]), np.array([number, number]))
    rows, stands = collection.shuffled(3, shuffle=np.random.default_rng(1))
    assert list(rows) == [(2, (1, 3))]
    assert [stands[person] for person in range(3)] == [(0,), (0,), ()]


def test_rows_are_a_sequence() -> None:
    rows, _ = join(np.array([0, 1, 3]), np.array([7, 7, 8]), shuffle=np.random.default_rng(1))
    assert len(rows) == 2
    assert rows[-1] == rows[1] == list(rows)[1]
    assert rows[:1] == (rows[0],)
