"""Combinations of facts that too few people share."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Held = NDArray[np.bool_]
Counts = NDArray[np.float64]


def clashes(held: Held, *, k: int, m: int) -> Counts:
    """Person × fact: in how many combinations of up to `m` facts that fewer than `k` people share it stands.

    A fact or pair is counted by itself; of three facts together each is counted.
    """
    people = held.astype(np.float32)
    support = people.sum(axis=0)
    found: Counts = np.where(held & _rare(support, k), 1.0, 0.0)
    if m >= 2:
        found = found + held * (people @ _rare_pairs(people, k))
    if m >= 3:
        for fact in np.flatnonzero(support >= k):
            holders = np.flatnonzero(held[:, fact])
            found[holders] += clashes(held[holders], k=k, m=2)
    return found


def count_rare(held: Held, *, first: int, k: int, m: int) -> int:
    """How many combinations of up to `m` facts one of the `first` people holds, and fewer than `k` of all."""
    people = held.astype(np.float32)
    mine = people[:first]
    count = int((_rare(people.sum(axis=0), k) & (mine.sum(axis=0) > 0)).sum())
    if m >= 2:
        rare = _rare_pairs(people, k) * (mine.T @ mine)
        count += int((np.triu(rare, 1) > 0).sum())
    if m >= 3:
        for fact in np.flatnonzero(mine.sum(axis=0)):
            holders = held[:, fact]
            count += _count_pairs(held[holders][:, fact + 1 :], first=int(holders[:first].sum()), k=k)
    return count


def _count_pairs(held: Held, *, first: int, k: int) -> int:
    both = count_rare(held, first=first, k=k, m=2)
    return both - count_rare(held, first=first, k=k, m=1)


def blocks(labels: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each label of people with the people who have it, in order."""
    order = np.argsort(labels, kind="stable")
    values, starts = np.unique(labels[order], return_index=True)
    for value, members in zip(values, np.split(order, starts[1:]), strict=True):
        yield int(value), members


def _rare(support: NDArray[np.float32], k: int) -> Held:
    rare: Held = (support > 0) & (support < k)
    return rare


def _rare_pairs(people: NDArray[np.float32], k: int) -> NDArray[np.float32]:
    rare: NDArray[np.float32] = _rare(people.T @ people, k).astype(np.float32)
    np.fill_diagonal(rare, 0)
    return rare
