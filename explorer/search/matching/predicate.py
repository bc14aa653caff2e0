"""Which rows match a search, certainly or possibly: the one predicate of list, counts and everything later.

A row is certain for an option when it holds it. It is possible when it ends at
a word above the option (it was generalised, and may mean the option), or, with
"show the unknown too" on, when it tells nothing of the attribute. Within a facet
options combine by OR, between facets by AND.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial, reduce
from operator import and_
from typing import NamedTuple

from explorer.release.artefact import Bits, bits
from explorer.search.concepts import Concept
from explorer.search.facets import BY_NAME, WORDS
from explorer.search.index.release_index import Index
from explorer.search.matching import bands
from explorer.search.query import Query


class Wish(NamedTuple):
    """One facet's choice against all rows, also those that were withdrawn.

    `certain`, `general` and `unknown` never overlap; `unknown` are the rows that
    tell nothing of the facet, whether or not the search shows them. `passes` are the
    rows that the wish lets through, and `sets` the sets of the index that hold them.
    `options` are what was chosen, `spans` where words of their attributes stand, ascending.
    """

    facet: str
    options: tuple[Concept, ...]
    spans: tuple[range, ...]
    certain: Bits
    general: Bits
    unknown: Bits
    passes: Bits
    sets: tuple[int, ...]

    @property
    def possible(self) -> Bits:
        """The rows that hold an option or may mean one."""
        possible: Bits = self.certain | self.general
        return possible


@dataclass(frozen=True)
class Match:
    """A search against an index."""

    index: Index
    query: Query
    wishes: Mapping[str, Wish]
    _passing: dict[str, Bits] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def rows(self) -> Bits:
        """The rows that match."""
        return self.passing() & self.index.present

    @cached_property
    def certain(self) -> Bits:
        """The rows that match in every wish for certain."""
        return reduce(and_, (wish.certain for wish in self.wishes.values()), self.index.present)

    @cached_property
    def loosely(self) -> Bits:
        """The rows that match with "only certain" off."""
        shown = (
            wish.possible | wish.unknown if self.query.shows_unknown(name) else wish.possible
            for name, wish in self.wishes.items()
        )
        return reduce(and_, shown, self.index.present)

    def passing(self, *, but: str = "") -> Bits:
        """The rows that pass all wishes but one, also those that were withdrawn."""
        if but not in self._passing:
            passes = [wish.passes for wish in self.others(but)]
            self._passing[but] = reduce(and_, passes) if passes else self.index.tally.all
        return self._passing[but]

    def beside(self, name: str) -> Bits:
        """The rows that pass all wishes but this one, and do not pass this one."""
        beside: Bits = self.passing(but=name) ^ self.passing()
        return beside

    def others(self, but: str) -> list[Wish]:
        """The wishes without one."""
        return [wish for name, wish in self.wishes.items() if name != but]


def match(index: Index, query: Query) -> Match:
    """Hold a search against all rows of a release."""
    return Match(index, query, {name: wish(index, query, name) for name in query.wishes})


def wish(index: Index, query: Query, facet: str) -> Wish:
    """Hold the choice in one facet against all rows."""
    sets, options = index.sets, options_of(index, query, facet)
    asked = {option.number for option in options}
    silences = {option.number for option in options if option.is_not_recorded}
    # Who holds an option holds what stands above it, so of both the upper one says it all.
    held = sets.held(number for number in asked if asked.isdisjoint(index.concepts.ancestors(number)))
    may_mean = sets.ends({above for number in asked for above in index.concepts.ancestors(number)})
    if facet == "plaats" and query.radius is not None:
        circle = index.places.circle(query.radius)
        held += sets.ends(circle.within)
        may_mean += sets.ends(circle.partly)
    attributes = _attributes(facet, options)
    silent = sets.silent(attributes)
    certain = sets.any_of(held)
    # Another option of the same facet may be certain: the better answer counts.
    general = bits.without(sets.any_of(may_mean), certain)
    unknown = bits.without(sets.any_of(silent), certain | general)
    # Who says "not recorded" is silent too.
    told = tuple(number for number in held if number not in silences)
    spans = tuple(sorted(map(index.concepts.span, attributes), key=lambda span: span.start))
    answers = partial(Wish, facet, options, spans, certain, general, unknown)
    if query.certain_only:
        return answers(certain, held)
    if not query.shows_unknown(facet):
        return answers(certain | general, held + may_mean)
    return answers(certain | general | unknown, told + may_mean + silent)


def options_of(index: Index, query: Query, facet: str) -> tuple[Concept, ...]:
    """The options of a facet that a search asks for: chosen by hand, by hours or by words."""
    if facet == WORDS:
        return query.word_concepts
    by_hours = bands.touched(query.hours, index.concepts) if facet == "uren" and query.hours else ()
    return tuple(dict.fromkeys((*query.chosen(facet), *by_hours)))


def _attributes(facet: str, options: Iterable[Concept]) -> set[str]:
    """The attribute of a facet; of words those of any word that was meant."""
    return {option.attribute for option in options} if facet == WORDS else {BY_NAME[facet].attribute}
