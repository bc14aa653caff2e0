"""Grow groups of twins in compiled code: k people each, who share as much as can be had.

A card begins with one person; its facts are theirs. Then k - 1 times whoever is
free and keeps most of it joins, and the card keeps what they share. A card is
worth what its people find worth telling on it. The best card of all goes first.
"""

import heapq
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Numbers

FREE = -1


class People(NamedTuple):
    """Person i holds the facts fact[start[i]:start[i + 1]], worth `worth`; 0 is not grown by.

    Of each fact a list of the free people who hold it: `holder[first[x]:first[x] + free[x]]`,
    with what it is worth to them; `place` tells where a pair stands in it, or -1.
    """

    start: Numbers
    fact: Numbers
    worth: NDArray[np.float32]
    first: Numbers
    free: Numbers
    holder: Numbers
    of_holder: NDArray[np.float32]
    pair: Numbers
    place: Numbers


class Desk(NamedTuple):
    """Room to work in: the card that grows."""

    kept: Numbers  # the facts on it
    value: NDArray[np.float32]  # fact -> what it is worth to the people on it, 0 if it is not on it
    gain: NDArray[np.float32]  # person -> what would be kept
    members: Numbers
    best: Numbers  # person -> who would be on the best card of that person
    card_of: Numbers


def sit_down(*, start: Numbers, fact: Numbers, worth: NDArray[np.float32], facts: int) -> People:
    """Everybody is free."""
    grown = np.flatnonzero(worth > 0)
    pair = grown[np.argsort(fact[grown], kind="stable")]
    holder = np.repeat(np.arange(len(start) - 1), np.diff(start))[pair]
    place = np.full(len(fact), -1, dtype=np.int64)
    place[pair] = np.arange(len(pair))
    counts = np.bincount(fact[pair], minlength=facts)
    return People(
        start=start.astype(np.int64),
        fact=fact.astype(np.int32),
        worth=worth.astype(np.float32),
        first=(np.cumsum(counts) - counts).astype(np.int64),
        free=counts.astype(np.int64),
        holder=holder.astype(np.int32),
        of_holder=worth[pair].astype(np.float32),
        pair=pair.astype(np.int64),
        place=place,
    )


@compiled
def grow_cards(people: People, k: int) -> Numbers:
    """Person -> number of the card, or FREE for the few who are left over."""
    desk = _desk(len(people.start) - 1, len(people.first), k)
    heap = [(0.0, 0)]
    heap.pop()
    for person in range(len(desk.card_of)):
        _grow(people, desk, person, heap)
    cards = 0
    while len(heap) > 0:
        _score, person = heapq.heappop(heap)
        if desk.card_of[person] == FREE and _all_free(desk, person):
            for member in desk.best[person]:
                desk.card_of[member] = cards
                _leave(people, member)
            cards += 1
        elif desk.card_of[person] == FREE:
            _grow(people, desk, person, heap)
    return desk.card_of


@compiled
def _desk(people: int, facts: int, k: int) -> Desk:
    return Desk(
        np.empty(facts, dtype=np.int32),
        np.zeros(facts, dtype=np.float32),
        np.zeros(people, dtype=np.float32),
        np.zeros(k, dtype=np.int32),
        np.zeros((people, k), dtype=np.int32),
        np.full(people, FREE, dtype=np.int64),
    )


@compiled
def _all_free(desk: Desk, person: int) -> bool:
    for member in desk.best[person]:  # noqa: SIM110 - compiled code has no all()
        if desk.card_of[member] != FREE:
            return False
    return True


@compiled
def _grow(people: People, desk: Desk, person: int, heap: list[tuple[float, int]]) -> None:
    """Grow the best card of a person and put it on the heap, if there is one."""
    kept = 0
    for pair in range(people.start[person], people.start[person + 1]):
        if people.worth[pair] > 0:
            desk.kept[kept] = people.fact[pair]
            desk.value[people.fact[pair]] = people.worth[pair]
            kept += 1
    desk.members[0] = person
    for place in range(1, len(desk.members)):
        best = _best_to_join(people, desk, kept, place)
        if best < 0:
            _clear(desk, kept)
            return
        desk.members[place] = best
        kept = _keep_shared(people, desk, kept, best)
    desk.best[person] = desk.members
    heapq.heappush(heap, (-_clear(desk, kept), person))


@compiled
def _best_to_join(people: People, desk: Desk, kept: int, place: int) -> int:
    desk.gain[:] = 0
    for number in range(kept):
        fact = desk.kept[number]
        value = desk.value[fact]
        first = people.first[fact]
        for entry in range(first, first + people.free[fact]):
            desk.gain[people.holder[entry]] += value + people.of_holder[entry]
    for number in range(place):
        desk.gain[desk.members[number]] = 0
    best = int(np.argmax(desk.gain))
    return best if desk.gain[best] > 0 else -1


@compiled
def _keep_shared(people: People, desk: Desk, kept: int, joins: int) -> int:
    """The card keeps the facts that who joins holds too; returns how many."""
    shared = 0
    for pair in range(people.start[joins], people.start[joins + 1]):
        fact = people.fact[pair]
        if people.worth[pair] > 0 and desk.value[fact] > 0:
            desk.value[fact] = -(desk.value[fact] + people.worth[pair])
    for number in range(kept):
        fact = desk.kept[number]
        if desk.value[fact] < 0:
            desk.value[fact] = -desk.value[fact]
            desk.kept[shared] = fact
            shared += 1
        else:
            desk.value[fact] = 0
    return shared


@compiled
def _clear(desk: Desk, kept: int) -> float:
    """Wipe the desk; returns what the card was worth."""
    total = 0.0
    for number in range(kept):
        total += desk.value[desk.kept[number]]
        desk.value[desk.kept[number]] = 0
    return total


@compiled
def _leave(people: People, person: int) -> None:
    """Take a person off the lists of the free: the last of each list comes in the place."""
    for pair in range(people.start[person], people.start[person + 1]):
        place = people.place[pair]
        if place >= 0:
            fact = people.fact[pair]
            people.free[fact] -= 1
            last = people.first[fact] + people.free[fact]
            people.holder[place] = people.holder[last]
            people.of_holder[place] = people.of_holder[last]
            people.pair[place] = people.pair[last]
            people.place[people.pair[place]] = place
            people.place[pair] = -1
