"""From a query to everything a page says of it; the rules are those of docs/search.md.

Two statements: all numbers (`numbers`), and the facts of the cards that are shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from explorer.release.models import NOT_RECORDED
from explorer.release.shapes import CIRCLE_RADII
from explorer.search.cards import Card, cards_of, similar_cards, with_facts
from explorer.search.counts import Counts, counts_by_option
from explorer.search.current import Current
from explorer.search.facets import BY_NAME, FACETS, Facet
from explorer.search.query import Query

PER_PAGE = 25


@dataclass(frozen=True)
class Part:
    """One facet of the query alone: N(W, A, options), and of how many this is not recorded."""

    facet: Facet
    options: tuple[int, ...]
    at_least: int
    not_recorded: int


@dataclass(frozen=True)
class Relaxation:
    """A wider query and its number. `kind`: circle, region, country, what (wider), without (a facet)."""

    kind: str
    query: Query
    at_least: int


@dataclass(frozen=True)
class Answer:
    """All numbers are labels, k x 2^n, or 0 for fewer than k.

    `at_least` is the title's number; with several `parts` it is the number without any of
    them, and how many meet all is not known (rule 9). `everybody` is the same number without
    any condition. `is_regional`: it counts in
    `regions` (concept numbers, () for the country) and not in the place that was asked.
    `options`: facet name -> concept -> number; with several parts each counts without the
    others. `municipalities`: concept -> the title's number there, for the map.
    """

    query: Query
    at_least: int = 0
    everybody: int = 0
    parts: tuple[Part, ...] = ()
    is_regional: bool = False
    regions: tuple[int, ...] = ()
    options: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    municipalities: Mapping[int, int] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    cards_total: int = 0
    similar: tuple[Card, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()

    @property
    def counts_alone(self) -> bool:
        """Whether the numbers beside options leave the other condition facets out (rule 13)."""
        return len(self.parts) > 1


def answer(now: Current, query: Query) -> Answer:
    """Answer a query by the active release. Words that nobody knows find nothing."""
    if query.finds_nothing:
        return Answer(query=query)
    counts = Counts(now, query)
    cards, similar = cards_of(counts), similar_cards(counts)
    start = (query.page - 1) * PER_PAGE
    shown = cards[start : start + PER_PAGE]
    filled = list(with_facts(counts, [*shown, *similar]))
    return Answer(
        query=query,
        at_least=counts.of(counts.only, counts.conditions),
        everybody=counts.of(counts.only, (0,)),
        parts=tuple(_part(counts, facet) for facet in counts.facets),
        is_regional=counts.is_regional,
        regions=counts.regions,
        options={facet.name: counts_by_option(counts, facet) for facet in FACETS},
        municipalities={place.number: _in(counts, place.number) for place in counts.shown_municipalities()},
        cards=tuple(filled[: len(shown)]),
        cards_total=len(cards),
        similar=tuple(filled[len(shown) :]),
        relaxations=tuple(_relaxations(counts)),
    )


def _part(counts: Counts, facet: Facet) -> Part:
    options = counts.query.wishes[facet.name]
    unknown = counts.vocabulary.find(facet.attributes[0], NOT_RECORDED)
    return Part(
        facet=facet,
        options=options,
        at_least=counts.of(facet, options),
        not_recorded=counts.of(facet, (unknown.number,)) if unknown else 0,
    )


def _in(counts: Counts, municipality: int) -> int:
    """The title's number in a municipality; where only regions are told, the number without the condition."""
    if not counts.is_regional:
        return counts.of_place(municipality)
    area = counts.vocabulary.area_with([municipality])
    rows = counts.numbers.places
    return max(rows.get((what, area.number, 0), 0) for what in counts.whats) if area else 0


def _relaxations(counts: Counts) -> Iterator[Relaxation]:
    """Rule 10: wider places in order, wider work, the query without a facet; only what finds more."""
    query, title = counts.query, counts.of(counts.only, counts.conditions)
    for kind, wider, members in _wider_places(counts):
        if (number := counts.within(counts.scope(members))) > title:
            yield Relaxation(kind, wider, number)
    for what in query.whats:
        above = counts.vocabulary[what].parent
        if above and (number := counts.of_what(above)) > title:
            others = tuple(sorted({above, *query.whats} - {what}))
            yield Relaxation("what", replace(query, whats=others, text="", readings=()), number)
    for facet in counts.facets:
        rest = {name: options for name, options in query.wishes.items() if name != facet.name}
        alone = [(BY_NAME[name], options) for name, options in rest.items()]
        number = counts.of(*alone[0]) if len(alone) == 1 else counts.of(None, (0,))
        if number > title:
            yield Relaxation("without", replace(query, wishes=rest), number)


def _wider_places(counts: Counts) -> Iterator[tuple[str, Query, frozenset[int]]]:
    """The next published circle, the regions, the country: kind, query and municipalities."""
    query, vocabulary = counts.query, counts.vocabulary
    if not counts.members or counts.is_regional:
        return
    centre = counts.centre
    wider = [km for km in CIRCLE_RADII if km > (query.km or 0)]
    if centre and wider:
        km = wider[0]
        yield "circle", replace(query, places=(), centre=centre, km=km), vocabulary.within(centre, km)
    regions = frozenset().union(*(vocabulary.municipalities_of(region) for region in counts.regions))
    yield "region", replace(query, places=counts.regions, centre=None, km=None), regions
    if len(vocabulary.regions) > 1:
        yield "country", replace(query, places=(), centre=None, km=None), frozenset()
