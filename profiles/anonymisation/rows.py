"""The rows as the outside sees them: equal ones joined, in an order that tells nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, overload

import numpy as np

from profiles.anonymisation.tree import Numbers


class Row(NamedTuple):
    """Concept numbers, sorted, that `people` persons share."""

    people: int
    facts: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Rows(Sequence[Row]):
    """Rows packed in arrays: row i holds facts[starts[i]:starts[i + 1]]. A million fit in memory."""

    starts: Numbers
    facts: Numbers
    people: Numbers

    def __len__(self) -> int:
        return len(self.people)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        number = range(len(self))[place]
        facts = self.facts[self.starts[number] : self.starts[number + 1]]
        return Row(int(self.people[number]), tuple(facts.tolist()))

    def __iter__(self) -> Iterator[Row]:
        return (self[number] for number in range(len(self)))


@dataclass(frozen=True)
class Stands:
    """On which rows each person stands: numbers[starts[person]:starts[person + 1]], sorted."""

    starts: Numbers
    numbers: Numbers

    def __getitem__(self, person: int) -> tuple[int, ...]:
        return tuple(self.numbers[self.starts[person] : self.starts[person + 1]].tolist())

    def count(self) -> Numbers:
        """Person -> how many rows."""
        return np.diff(self.starts)


class Collection:
    """Rows that come in one by one; those with equal facts are one."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._people: list[Numbers] = []
        self._rows: list[Numbers] = []

    def number(self, facts: Numbers) -> int:
        """The number of the row with these facts (sorted), until the rows are shuffled."""
        return self._numbers.setdefault(facts.astype(np.int32).tobytes(), len(self._numbers))

    def put(self, people: Numbers, rows: Numbers | int) -> None:
        """Put people on rows, one by one or all on one."""
        self._people.append(people)
        self._rows.append(np.broadcast_to(np.asarray(rows, dtype=np.int64), len(people)))

    def shuffled(self, people: int, *, shuffle: np.random.Generator) -> tuple[Rows, Stands]:
        """All rows in shuffled order, and where each of 0..people-1 stands; nobody twice on one row."""
        count = max(len(self._numbers), 1)
        pairs = [
            person.astype(np.int64) * count + row
            for person, row in zip(self._people, self._rows, strict=True)
        ]
        person, row = np.divmod(np.unique(np.concatenate([np.empty(0, dtype=np.int64), *pairs])), count)
        order = shuffle.permutation(len(self._numbers))
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        return self._in_order(order, np.bincount(row, minlength=len(order))), _stands(
            people, person, place[row]
        )

    def _in_order(self, order: Numbers, people: Numbers) -> Rows:
        held = list(self._numbers)
        sizes = np.array([len(held[number]) // 4 for number in order], dtype=np.int64)
        return Rows(
            starts=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)]),
            facts=np.frombuffer(b"".join(held[number] for number in order), dtype=np.int32),
            people=people[order].astype(np.int32),
        )


def _stands(people: int, person: Numbers, row: Numbers) -> Stands:
    order = np.lexsort((row, person))
    counts = np.bincount(person, minlength=people)
    return Stands(np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]), row[order])


def join(starts: Numbers, facts: Numbers, *, shuffle: np.random.Generator) -> tuple[Rows, Stands]:
    """Put each person on the row of the own facts, facts[starts[i]:starts[i + 1]]."""
    collection = Collection()
    bounds = starts.tolist()
    rows = [collection.number(facts[first:last]) for first, last in pairwise(bounds)]
    everybody = np.arange(len(rows))
    collection.put(everybody, np.array(rows, dtype=np.int64))
    return collection.shuffled(len(rows), shuffle=shuffle)
