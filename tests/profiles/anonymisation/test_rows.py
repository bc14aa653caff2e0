import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.rows import join


@given(people=st.lists(st.frozensets(st.integers(0, 4)), max_size=30), seed=st.integers(0, 5))
def test_joining_keeps_every_person_with_the_same_facts(people: list[frozenset[int]], seed: int) -> None:
    pairs = [(number, fact) for number, facts in enumerate(people) for fact in facts]
    person, concept = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    rows, row_of = join(
        Holdings.of(len(people), person, concept, width=5), shuffle=np.random.default_rng(seed)
    )
    assert [frozenset(rows[number].facts) for number in row_of] == people
    assert sum(row.people for row in rows) == len(people)
    assert len({row.facts for row in rows}) == len(rows) == len(set(people))
