"""From a query to everything a page says of it; the rules are those of docs/search.md.

Two statements: all numbers (`numbers`), and the facts of the cards that are shown.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.shapes import CIRCLE_RADII, LOCAL_CONDITIONS, WHATS
from explorer.release.vocabulary import Key, distance
from explorer.search.counts import Counts, counts_by_option, read_facts
from explorer.search.current import Current
from explorer.search.facets import BY_NAME, CARD_FACETS, FACETS, Facet
from explorer.search.query import Query

PER_PAGE = 25
SIMILAR = 5


@dataclass(frozen=True)
class CardFact:
    """A condition in the fixed row of a card; condition 0: nothing of this facet is published."""

    facet: Facet
    condition: int
    at_least: int
    is_wish: bool = False


@dataclass(frozen=True)
class Card:
    """A listed group: `at_least` with the condition (0: fewer than k), `everybody` all without it.

    `what` and `condition` are concept numbers, `area` an area number.
    """

    what: int
    area: int
    condition: int
    at_least: int
    everybody: int
    facts: tuple[CardFact, ...] = ()


@dataclass(frozen=True)
class CountedFacet:
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
    parts: tuple[CountedFacet, ...] = ()
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


def answer(now: Current, query: Query, *, counted: Collection[Facet] = FACETS) -> Answer:
    """Answer a query by the active release. Unknown words find nothing.

    `counted`: the facets that get a count for each option.
    """
    # Without this the unknown words would be left out and the whole release would be the answer.
    if query.finds_nothing:
        return Answer(query=query)
    counts = Counts(now, query, counted=counted)
    cards, similar = cards_of(counts), similar_cards(counts)
    start = (query.page - 1) * PER_PAGE
    shown = cards[start : start + PER_PAGE]
    # Only cards that are shown get facts: the others would make the statement long.
    filled = list(with_facts(counts, [*shown, *similar]))
    parts: list[CountedFacet] = []
    for facet in counts.facets:
        options = counts.query.wishes[facet.name]
        unknown = counts.vocabulary.find(facet.attributes[0], NOT_RECORDED)
        parts.append(
            CountedFacet(
                facet=facet,
                options=options,
                at_least=counts.of(facet, options),
                not_recorded=counts.of(facet, (unknown.number,)) if unknown else 0,
            )
        )
    return Answer(
        query=query,
        at_least=counts.of(counts.only, counts.conditions),
        everybody=counts.of(counts.only, (0,)),
        parts=tuple(parts),
        is_regional=counts.is_regional,
        regions=counts.regions,
        options={facet.name: counts_by_option(counts, facet) for facet in counted},
        municipalities={place.number: _in(counts, place.number) for place in counts.shown_municipalities()},
        cards=tuple(filled[: len(shown)]),
        cards_total=len(cards),
        similar=tuple(filled[len(shown) :]),
        relaxations=tuple(_relaxations(counts)),
    )


def _in(counts: Counts, municipality: int) -> int:
    """The title's number in a municipality; where only regions have it, the number without the condition."""
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
        # Words are typed for one meaning; with another what they would contradict the panel.
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
    # The whole country has nothing around it; a regional facet is counted in the region already.
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


def cards_of(counts: Counts) -> list[Card]:
    """All groups of the query; those with fewer than k people with the condition come last."""
    condition = counts.conditions[0] if len(counts.conditions) == 1 else 0
    cards: list[Card] = []
    if counts.query.whats:
        # For each what its areas: around a place the nearest first, else the largest.
        areas = list(_areas(counts))
        for what in counts.query.whats:
            found = [_card(counts, counts.numbers.places, what, area, condition) for area in areas]
            listed = [card for card in found if card.everybody or card.at_least]
            cards += listed if counts.query.centre else sorted(listed, key=lambda card: -card.at_least)
    else:
        # Without a what: the largest leaf whats of the place. Ties end in the concept number, so that
        # two pages of the list share no card.
        rows = counts.numbers.listed
        cards = [
            _card(counts, rows, what, counts.listed, condition)
            for what in dict.fromkeys(what for what, _area, found in rows if found == condition)
            if not counts.vocabulary.children(what)
        ]
        order = {attribute: place for place, attribute in enumerate(WHATS)}
        cards.sort(
            key=lambda card: (-card.at_least, order[counts.vocabulary[card.what].attribute], card.what)
        )
    # Sorting is stable, so the order within both parts stays.
    return sorted(cards, key=lambda card: card.at_least == 0)


def similar_cards(counts: Counts) -> list[Card]:
    """Other tasks that the same people can do, counted where the title is; most people first."""
    area = (
        counts.vocabulary.area_with(counts.members)
        if counts.members
        else counts.vocabulary.areas[counts.now.country]
    )
    if not counts.query.whats or area is None or counts.is_regional:
        return []
    # A wider word of what is asked is no other work.
    asked = {each for what in counts.query.whats for each in (what, *counts.vocabulary.ancestors(what))}
    together = [
        (-number, task.number)
        for task in counts.vocabulary.of("task")
        if task.number not in asked
        and not counts.vocabulary.children(task.number)
        and (number := counts.numbers.regional.get(task.number, 0))
    ]
    condition = counts.conditions[0] if len(counts.conditions) == 1 else 0
    return [
        Card(task, area.number, condition, counts.of_what(task), counts.of_what(task))
        for _, task in sorted(together)[:SIMILAR]
    ]


def with_facts(counts: Counts, cards: Iterable[Card]) -> Iterator[Card]:
    """The cards with their fixed row of facts: of each facet the wish, or its largest option.

    One statement.
    """
    listed = list(cards)
    vocabulary = counts.vocabulary
    local = [concept.number for attribute in LOCAL_CONDITIONS for concept in vocabulary.of(attribute)]
    rows = read_facts(counts.now.release.number, ((card.what, card.area) for card in listed), local)
    options = {
        facet.name: {
            concept.number: not counts.vocabulary.children(concept.number)
            for concept in counts.vocabulary.of(facet.attributes[0])
            if concept.code not in (NOT_RECORDED, NOT_APPLICABLE)
        }
        for facet in CARD_FACETS
    }
    for card in listed:
        facts = tuple(_fact(rows, card, facet, counts.query.wishes, options) for facet in CARD_FACETS)
        yield replace(card, facts=facts)


def _areas(counts: Counts) -> Iterator[int]:
    """The place itself, its circles, the regions and the municipalities asked; no area twice."""
    vocabulary = counts.vocabulary
    regions = [area.number for area in counts.region_areas()]
    if counts.is_regional:
        return iter(regions)
    if counts.query.centre:
        centre = vocabulary[counts.query.centre]
        first = [vocabulary.area_with([centre.number])]
        first += [vocabulary.circle(centre.number, km) for km in CIRCLE_RADII]
        places = sorted(counts.members, key=lambda each: distance(centre, vocabulary[each]))
        regions = []
    else:
        first = [vocabulary.area_with(counts.members)] if counts.members else []
        places = sorted(counts.members) or [place.number for place in counts.shown_municipalities()]
    # One municipality may be the place asked, a circle and a single area at once.
    single = [vocabulary.area_with([place]) for place in places]
    numbers = [area.number for area in first if area], [area.number for area in single if area]
    return iter(dict.fromkeys((*numbers[0], *regions, *numbers[1])))


def _card(counts: Counts, rows: Mapping[Key, int], what: int, area: int, condition: int) -> Card:
    first, second = counts.key(what, condition)
    return Card(
        what=what,
        area=area,
        condition=condition,
        at_least=rows.get((first, area, second), 0),
        everybody=rows.get((what, area, 0), 0),
    )


def _fact(
    rows: Mapping[Key, int],
    card: Card,
    facet: Facet,
    wishes: Mapping[str, tuple[int, ...]],
    options: Mapping[str, Mapping[int, bool]],
) -> CardFact:
    """The wish; else the largest leaf option, or the largest group of options where no leaf is published."""
    wished = wishes.get(facet.name, ())
    found = {option: rows.get((card.what, card.area, option), 0) for option in wished or options[facet.name]}
    best = max(
        found,
        key=lambda option: (
            # A narrow option says more than a wide one with more people, which is nearly everyone.
            found[option] > 0 and (bool(wished) or options[facet.name][option]),
            found[option],
            -option,
        ),
        default=0,
    )
    number = found.get(best, 0)
    return CardFact(facet, best if number or wished else 0, number, is_wish=bool(wished))
