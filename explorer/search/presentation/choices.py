"""Which options of a facet a page shows: few, steady, and the most telling ones first seen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.search import suggest
from explorer.search.concepts import Concept
from explorer.search.facets import Facet
from explorer.search.index.release_index import Index
from explorer.search.matching.counts import Counts
from explorer.search.matching.options import options
from explorer.search.query import Query

FEW = 16
FIRST = 6
ALL = 200
NARROWED = 40
FLAT, DEEPEST = 1, 3


@dataclass(frozen=True, slots=True)
class Choice:
    """An option on the page; `depth` is how far it is indented."""

    concept: Concept
    depth: int
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """The choices of a facet, and how many options are left behind "more".

    `numbers` are those of their concepts, and `picked` the same for an array of
    counts; choices of one release with the same `key` look the same.
    """

    shown: tuple[Choice, ...]
    more: int
    numbers: tuple[int, ...]
    picked: NDArray[np.intp]
    key: tuple[int, ...]

    @classmethod
    def of(cls, shown: Sequence[Choice], *, more: int = 0) -> "Choices":
        """These choices."""
        numbers = tuple([choice.number for choice in shown])
        key = (*numbers, *(choice.depth for choice in shown))
        return cls(tuple(shown), more, numbers, np.array(numbers, dtype=np.intp), key)

    def places(self, chosen: Collection[int]) -> list[int]:
        """Where the choices with these numbers stand among them."""
        return [self.numbers.index(number) for number in chosen if number in self.numbers]


class Listing:
    """The options of a facet in display order; which are shown depends on the release, not on the search.

    So an option neither moves nor goes when its count changes. Left out are
    words that nobody in the release has, unless somebody searches for them.
    """

    def __init__(self, index: Index, facet: Facet) -> None:
        everything = options(index, Query(), facet, Counts(index.concepts, index.counts))
        self.facet = facet
        self.all = tuple(
            Choice(one.concept, one.depth, one.concept.number)
            for one in everything
            if not one.concept.is_not_recorded
        )
        held = [one for one in self.all if index.counts[one.number]]
        self._places = {one.number: place for place, one in enumerate(self.all)}
        self._held = frozenset(_numbers(held))
        self._most = _most_held(index, held)
        self._first = _telling_most(index, held)
        self._unasked = {in_full: self._shown(frozenset(), in_full) for in_full in (False, True)}

    def choices(self, chosen: frozenset[int], *, in_full: bool) -> Choices:
        """The options to show when these are chosen."""
        unasked = self._unasked[in_full]
        return unasked if chosen.issubset(unasked.numbers) else self._shown(chosen, in_full)

    def narrowed(self, index: Index, text: str, chosen: frozenset[int]) -> Choices:
        """The options to show to somebody who looks for a word among them."""
        fitting = suggest.narrow(index, text, facet=self.facet.name) | chosen
        listed = [one.number for one in self.all if one.number in fitting]
        return self._only(chosen.union(listed[:NARROWED]), of=len(listed), deepest=DEEPEST)

    def _shown(self, chosen: frozenset[int], in_full: bool) -> Choices:
        listed = len(self._held | (chosen & self._places.keys()))
        if in_full or listed <= FEW:
            return self._only(self._most | chosen, of=listed, deepest=DEEPEST)
        return self._only(self._first | chosen, of=listed, deepest=FLAT)

    def _only(self, kept: Collection[int], *, of: int, deepest: int) -> Choices:
        places = sorted(self._places[number] for number in kept if number in self._places)
        shown = [self.all[place] for place in places]
        flat = [one if one.depth <= deepest else replace(one, depth=deepest) for one in shown]
        return Choices.of(flat, more=of - len(shown))


def _most_held(index: Index, held: Iterable[Choice]) -> frozenset[int]:
    """The options that most people have; what stands above one of them is always among them."""
    ranked = sorted(held, key=lambda one: (-index.counts[one.number], one.depth))
    return frozenset(_numbers(ranked[:ALL]))


def _telling_most(index: Index, held: Sequence[Choice]) -> frozenset[int]:
    """The most specific things told of most people, and their roots; roots only where all are."""
    if not held:
        return frozenset()
    below = [one for one in held if one.depth] or held
    first = set(_numbers(sorted(below, key=lambda one: -index.told[one.number])[:FIRST]))
    chains = (index.concepts.ancestors(number) for number in first)
    return frozenset(first.union(chain[-1] for chain in chains if chain))


def _numbers(choices: Iterable[Choice]) -> Iterable[int]:
    return [one.number for one in choices]
