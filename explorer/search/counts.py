"""Numbers beside the options and on top of the list, all from the one predicate."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from explorer.search.facets import FACETS
from explorer.search.incidence import Mask, Numbers
from explorer.search.index import Index
from explorer.search.matching import Match


@dataclass(frozen=True, slots=True)
class Total:
    """Persons found: `certain` in every wish, or only `possible`.

    `left_out` are those that "only certain" keeps out of the list.
    """

    certain: int
    possible: int
    left_out: int = 0

    @property
    def all(self) -> int:
        """Everybody in the list."""
        return self.certain + self.possible


def people_in(index: Index, rows: Mask) -> int:
    """How many persons the rows stand for."""
    return int(index.people[rows].sum())


def total(found: Match) -> Total:
    """How many persons match."""
    certain = people_in(found.index, found.certain)
    if not found.query.certain_only:
        return Total(certain, people_in(found.index, found.rows) - certain)
    return Total(certain, 0, left_out=people_in(found.index, found.loosely) - certain)


def counts(found: Match) -> Mapping[str, Mapping[str, int]]:
    """Per facet and code: persons certain for that option who match all other facets."""
    index = found.index
    everywhere = _weighed(found, found.rows) if found.wishes else index.counts
    by_facet: dict[str, Mapping[str, int]] = {}
    for facet in FACETS:
        span = index.concepts.span(facet.attribute)
        if facet.name in found.wishes:
            numbers = index.held.count(_weights(index, found.without(facet.name)), span)
        else:
            numbers = everywhere[span.start : span.stop]
        by_facet[facet.name] = dict(zip(index.concepts.codes(facet.attribute), numbers.tolist(), strict=True))
    return by_facet


def unknown_adds(found: Match) -> Mapping[str, int]:
    """Per wish how many persons its switch "show the unknown too" adds, or would add."""
    if found.query.certain_only:
        return dict.fromkeys(found.wishes, 0)
    return {
        name: people_in(found.index, found.without(name) & wish.unknown)
        for name, wish in found.wishes.items()
    }


def _weighed(found: Match, rows: Mask) -> Numbers:
    return found.index.held.count(_weights(found.index, rows), range(len(found.index.concepts)))


def _weights(index: Index, rows: Mask) -> Numbers:
    return np.where(rows, index.people, 0).astype(index.people.dtype, copy=False)
