"""Which rows match a search, certainly or possibly: the one predicate of list, counts and everything later.

A row is certain for an option when it holds it. It is possible when it ends at
a word above the option (it was generalised, and may mean the option), or, with
"show the unknown too" on, when it tells nothing of the attribute. Within a facet
options combine by OR, between facets by AND.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.search.concepts import Concept
from explorer.search.facets import BY_NAME, WORDS
from explorer.search.index.incidence import Mask
from explorer.search.index.release_index import Index
from explorer.search.matching import bands
from explorer.search.query import Query, Radius


@dataclass(frozen=True)
class Wish:
    """One facet's choice against all rows. The three masks never overlap.

    `unknown` are the rows that tell nothing of the facet, whether or not the
    search shows them.
    """

    facet: str
    certain: Mask
    general: Mask
    unknown: Mask
    shows_unknown: bool

    @cached_property
    def possible(self) -> Mask:
        return self.general | self.unknown if self.shows_unknown else self.general

    def missed(self, *, certain_only: bool) -> Mask:
        """The rows that this wish keeps out."""
        return ~self.certain if certain_only else ~(self.certain | self.possible)


@dataclass(frozen=True)
class Match:
    """A search against an index."""

    index: Index
    query: Query
    wishes: Mapping[str, Wish]

    @cached_property
    def loosely(self) -> Mask:
        """The rows that would match if "only certain" were off."""
        return self._present(self._misses(certain_only=False) == 0)

    @cached_property
    def misses(self) -> NDArray[np.uint8]:
        """How many wishes keep a row out."""
        return self._misses(certain_only=self.query.certain_only)

    @cached_property
    def sure(self) -> NDArray[np.uint8]:
        """How many wishes a row meets for certain."""
        return self._count(wish.certain for wish in self.wishes.values())

    @cached_property
    def rows(self) -> Mask:
        """The rows that match."""
        return self._present(self.misses == 0)

    @cached_property
    def certain(self) -> Mask:
        """The rows that match in every wish for certain."""
        return self._present(self.sure == len(self.wishes))

    def without(self, facet: str) -> Mask:
        """The rows that match all wishes but this one."""
        # A row passes all others when it misses nothing but, perhaps, this one.
        missed = self.wishes[facet].missed(certain_only=self.query.certain_only)
        return self._present(self.misses == missed)

    def _present(self, rows: Mask) -> Mask:
        return np.logical_and(self.index.present, rows, out=rows)

    def _misses(self, *, certain_only: bool) -> NDArray[np.uint8]:
        return self._count(wish.missed(certain_only=certain_only) for wish in self.wishes.values())

    def _count(self, masks: Iterable[Mask]) -> NDArray[np.uint8]:
        total = np.zeros(len(self.index), dtype=np.uint8)
        for mask in masks:
            total += mask
        return total


def match(index: Index, query: Query) -> Match:
    """Hold a search against all rows of a release."""
    return Match(index, query, {name: wish(index, query, name) for name in query.wishes})


def wish(index: Index, query: Query, facet: str) -> Wish:
    """Hold the choice in one facet against all rows."""
    options = options_of(index, query, facet)
    certain = index.held.any_of(option.number for option in options)
    general = index.ends.any_of(_above(index, options))
    if facet == "plaats" and query.radius is not None:
        inside, cut = within(index, query.radius)
        certain |= inside
        general |= cut
    unknown = _unknown(index, facet, options)
    # Another option of the same facet may be certain: the better answer counts.
    general &= ~certain
    return Wish(facet, certain, general, unknown & ~(certain | general), query.shows_unknown(facet))


def options_of(index: Index, query: Query, facet: str) -> tuple[Concept, ...]:
    """The options of a facet that a search asks for: chosen by hand, by hours or by words."""
    if facet == WORDS:
        return query.word_concepts
    by_hours = bands.touched(query.hours, index.concepts) if facet == "uren" and query.hours else ()
    return tuple(dict.fromkeys((*query.chosen(facet), *by_hours)))


def within(index: Index, radius: Radius) -> tuple[Mask, Mask]:
    """The rows whose own place lies in the circle, and those of whose place only a part does."""
    circle = index.places.circle(radius)
    return index.ends.any_of(circle.within), index.ends.any_of(circle.partly)


def _above(index: Index, options: Iterable[Concept]) -> set[int]:
    return {above for option in options for above in index.concepts.ancestors(option.number)}


def _unknown(index: Index, facet: str, options: Iterable[Concept]) -> Mask:
    """Unknown in the facet's attribute; for words in the attribute of any word that was meant."""
    attributes = {option.attribute for option in options} if facet == WORDS else {BY_NAME[facet].attribute}
    unknown = np.zeros(len(index), dtype=np.bool_)
    for attribute in attributes:
        unknown |= index.unknown[attribute]
    return unknown
