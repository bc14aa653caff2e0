"""What it would cost a row to be told by a more telling class: what too few of those in it share.

An estimate, on the facts that people show when all are one class: they are played for anew later.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Mask, Numbers

Number = np.signedinteger[Any]

# Of those who ask, how many leave before prices are counted again, and how often all the others are asked.
LEAVE, LOOK = 0.12, 0.8


class Crowd(NamedTuple):
    """What the people of a class show: person i the pairs starts[i]:starts[i + 1]; `facts` in all."""

    k: int
    facts: int
    starts: Numbers
    fact: Numbers
    value: NDArray[np.float64]


@compiled
def choose(crowd: Crowd, asks: Mask, free: Mask, gain: float, least: int) -> float:
    """Leave in `asks` the people of whom it is worth most to part them from the others that are `free`.

    The dearest leave first; between `least` and all the best number is taken. Returns what it is worth.
    """
    mine, others = _counts(crowd, asks), _counts(crowd, free & ~asks)
    price, buffers = np.zeros(len(asks)), _buffers(crowd)
    before = _total(crowd, free, mine + others, buffers)
    left, all_free, look = asks.sum(), free.sum(), asks.sum()
    best, chosen = 0.0, np.zeros_like(asks)
    while True:
        worth = 0.0
        for person in np.flatnonzero(asks):
            price[person] = _price(crowd, person, mine, buffers)
            worth += gain - price[person]
        if left <= look and all_free - left >= least:
            look = int(left * LOOK)
            worth += before - _total(crowd, free & ~asks, others, buffers)
            if worth > best:
                best = worth
                chosen[:] = asks
        if left <= least:
            break
        left -= _let_the_dearest_go(crowd, asks, price, left - least, mine, others)
    asks[:] = chosen
    return best


@compiled
def _let_the_dearest_go(
    crowd: Crowd, asks: Mask, price: NDArray[np.float64], most: int, mine: Numbers, others: Numbers
) -> int:
    people = np.flatnonzero(asks)
    leave = min(most, max(1, int(len(people) * LEAVE)))
    order = np.argsort(-price[people], kind="mergesort")
    for person in people[order[:leave]]:
        asks[person] = False
        _count(crowd, person, mine, -1)
        _count(crowd, person, others, 1)
    return leave


@compiled
def _counts(crowd: Crowd, who: Mask) -> Numbers:
    """(fact, fact) -> how many of them show both."""
    counts = np.zeros((crowd.facts, crowd.facts), dtype=np.int32)
    for person in np.flatnonzero(who):
        _count(crowd, person, counts, 1)
    return counts


@compiled
def _count(crowd: Crowd, person: Number, counts: Numbers, by: int) -> None:
    for one in range(crowd.starts[person], crowd.starts[person + 1]):
        for two in range(crowd.starts[person], crowd.starts[person + 1]):
            counts[crowd.fact[one], crowd.fact[two]] += by


@compiled
def _buffers(crowd: Crowd) -> tuple[Numbers, Mask]:
    longest = np.diff(crowd.starts).max()
    return np.zeros(longest, dtype=np.int64), np.zeros(longest, dtype=np.bool_)


@compiled
def _total(crowd: Crowd, who: Mask, counts: Numbers, buffers: tuple[Numbers, Mask]) -> float:
    total = 0.0
    for person in np.flatnonzero(who):
        total += _price(crowd, person, counts, buffers)
    return total


@compiled
def _price(crowd: Crowd, person: Number, counts: Numbers, buffers: tuple[Numbers, Mask]) -> float:
    """What a person would have to drop until no pair is rare, what is most in the way for its worth first."""
    first, length = crowd.starts[person], crowd.starts[person + 1] - crowd.starts[person]
    rare, kept = buffers
    kept[:length] = True
    for one in range(length):
        rare[one] = 0
        for two in range(length):
            rare[one] += counts[crowd.fact[first + one], crowd.fact[first + two]] < crowd.k
    price = 0.0
    while True:
        worst, most = -1, 0.0
        for one in range(length):
            if kept[one] and rare[one] / crowd.value[first + one] > most:
                worst, most = one, rare[one] / crowd.value[first + one]
        if worst < 0:
            return price
        kept[worst] = False
        price += crowd.value[first + worst]
        for two in range(length):
            rare[two] -= counts[crowd.fact[first + worst], crowd.fact[first + two]] < crowd.k
