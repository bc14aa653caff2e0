"""The rows as the outside sees them: equal people joined, in an order that tells nothing."""

from typing import NamedTuple

import numpy as np

from profiles.anonymisation.facts import Holdings, Numbers


class Row(NamedTuple):
    """Concept numbers, sorted, that `people` persons share."""

    people: int
    facts: tuple[int, ...]


def join(shown: Holdings, *, shuffle: np.random.Generator) -> tuple[tuple[Row, ...], Numbers]:
    """Rows in shuffled order, and person -> number of the row that the person stands on."""
    starts = shown.starts()
    numbers: dict[bytes, int] = {}
    of_person = np.empty(shown.people, dtype=np.int64)
    for person in range(shown.people):
        held = shown.concept[starts[person] : starts[person + 1]].tobytes()
        of_person[person] = numbers.setdefault(held, len(numbers))
    people = np.bincount(of_person, minlength=len(numbers))
    order = shuffle.permutation(len(numbers))
    facts = [tuple(np.frombuffer(held, dtype=np.int64).tolist()) for held in numbers]
    rows = tuple(Row(people=int(people[old]), facts=facts[old]) for old in order)
    new_number = np.empty_like(order)
    new_number[order] = np.arange(len(order))
    return rows, new_number[of_person] if len(numbers) else of_person
