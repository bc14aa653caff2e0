"""The shortest way to count words over the rows that pass some wishes.

What the rows of a wish hold is known beforehand, since they are a few sets of
which each was counted when the release was made. So only rows must be walked that
tell two sets of rows apart, and of all such pairs the smallest will do:

- the rows themselves, when they are few;
- of the rows that match all wishes but one those that do not match that one, beside
  those that match all: these are counted anyway;
- of nearly all rows the others;
- of nearly all rows that pass one wish those that pass it and not the rest;
- of several wishes the rows that miss more than one: |A and B| = |A| + |B| - |all| + |neither|.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, reduce

from explorer.release.artefact import Bits, Portion, bits
from explorer.release.artefact.known import Walk, corrections
from explorer.search.index.release_index import Index
from explorer.search.index.tally import Counts
from explorer.search.matching.predicate import Wish

FEW = 1024
SHARE = 64
"""So few rows, or so small a share, are walked before a shorter way is found (measured)."""
FEW_BESIDE = 8192
"""Beside other rows so few are, since only the words of one facet are counted there."""
BESIDE = "beside"


@dataclass(frozen=True)
class Way:
    """Counts of sets to add or to subtract, and rows to walk for the rest; each with its sign."""

    name: str
    known: tuple[tuple[int, int], ...] = ()
    walks: tuple[Walk, ...] = ()

    @cached_property
    def rows(self) -> int:
        """How many rows are walked."""
        return sum(bits.count(rows) for _, rows in self.walks)

    @property
    def is_beside(self) -> bool:
        """Whether it tells only what comes on top of the rows that match all wishes."""
        return self.name == BESIDE

    def after(self, other: "Way") -> "Way":
        """This way after another."""
        return Way(self.name, other.known + self.known, other.walks + self.walks)

    def portions(self, words: range) -> list[Portion]:
        """What is walked for a span of words."""
        return [Portion(sign, rows, words) for sign, rows in self.walks]

    def count(self, index: Index, portions: Sequence[Portion]) -> Counts:
        """What is known and what these portions add, as published."""
        counts = index.tally.walk(portions)
        for sign, number in self.known:
            counts += sign * index.tally.known(number)
        return counts


def shortest(index: Index, wishes: Sequence[Wish], rows: Bits, *, beside: Bits | None = None) -> Way:
    """The way that walks the fewest rows; `rows` are those that pass all these wishes.

    `beside` are those of them that do not pass another wish, where all others are counted already.
    """
    best = Way("walk", walks=((1, rows),)) if beside is None else Way(BESIDE, walks=((1, beside),))
    if best.rows <= max(FEW if beside is None else FEW_BESIDE, len(index) // SHARE):
        return best
    for way, known in _others(index, wishes, rows):
        # Its own rows are counted first: the sets of a wish may take more walking.
        if way.rows < best.rows:
            best = min(best, way.after(known()), key=lambda one: one.rows)
    return best


def every_way(index: Index, wishes: Sequence[Wish], rows: Bits) -> Iterator[Way]:
    """All ways that there are, to see what each would take."""
    yield Way("walk", walks=((1, rows),))
    for way, known in _others(index, wishes, rows):
        yield way.after(known())


def _others(index: Index, wishes: Sequence[Wish], rows: Bits) -> Iterator[tuple[Way, Callable[[], Way]]]:
    """Ways that start from what is known, and what that is."""
    everybody = index.sets.everybody
    complement = Way("complement", walks=((-1, bits.without(index.tally.all, rows)),))
    yield complement, lambda: Way("", known=((1, everybody),))
    for wish in wishes:
        rest = bits.without(wish.passes, rows)
        yield Way("difference", walks=((-1, rest),)), partial(_by_sets, index, wish)
    if len(wishes) > 1 and _missed_again(index, wishes, rows) < bits.count(rows):
        missed = Way("missed", walks=tuple((1, again) for again in _misses(index, wishes)[1:]))
        yield missed, partial(_by_all, index, wishes)


def _missed_again(index: Index, wishes: Sequence[Wish], rows: Bits) -> int:
    """How often a row misses a wish after the first that it misses."""
    once = len(index) - bits.count(rows)
    return sum(len(index) - bits.count(wish.passes) for wish in wishes) - once


def _misses(index: Index, wishes: Sequence[Wish]) -> list[Bits]:
    """The rows that miss at least one wish, those that miss at least two, and so on."""
    misses: list[Bits] = []
    for wish in wishes:
        carry = bits.without(index.tally.all, wish.passes)
        for before, rows in enumerate(misses):
            misses[before], carry = rows | carry, rows & carry
        misses.append(carry)
    return misses


def _by_all(index: Index, wishes: Sequence[Wish]) -> Way:
    """What passes each wish, together, but for everybody as often as that is too much."""
    all_ways = (_by_sets(index, wish) for wish in wishes)
    return reduce(Way.after, all_ways, Way("", known=((1 - len(wishes), index.sets.everybody),)))


def _by_sets(index: Index, wish: Wish) -> Way:
    """What the rows of a wish hold, by the sets that hold them."""
    known = tuple(number for number in wish.sets if index.tally.knows(number))
    told = tuple((1, number) for number in known)
    if len(known) == len(wish.sets) and index.sets.size(known) == bits.count(wish.passes):
        return Way("known", told)
    return Way("known", told, tuple(corrections(index.artefact.sets, known, wish.passes)))
