"""The list of a search page: groups of the query, nearest or largest first (rules 11 and 12)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.scopes import Key
from explorer.release.shapes import CIRCLE_RADII, LOCAL_CONDITIONS, WHATS
from explorer.release.vocabulary import distance
from explorer.search.counts import Counts
from explorer.search.facets import CARD_FACETS, Facet
from explorer.search.numbers import read_facts

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
    """A listed group: `at_least` with the condition (0: fewer than k), `everybody` without it.

    `what` and `condition` are concept numbers, `area` an area number.
    """

    what: int
    area: int
    condition: int
    at_least: int
    everybody: int
    facts: tuple[CardFact, ...] = ()


def cards_of(counts: Counts) -> list[Card]:
    """All groups of the query; those with fewer than k people who meet the condition come last."""
    condition = counts.conditions[0] if len(counts.conditions) == 1 else 0
    cards = _of_whats(counts, condition) if counts.query.whats else _of_place(counts, condition)
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
    """The cards with their fixed row of facts: of each facet the wish, or its largest leaf option.

    One statement.
    """
    listed = list(cards)
    vocabulary = counts.vocabulary
    local = [concept.number for attribute in LOCAL_CONDITIONS for concept in vocabulary.of(attribute)]
    rows = read_facts(counts.now.release.number, ((card.what, card.area) for card in listed), local)
    options = {facet.name: list(_leaf_options(counts, facet)) for facet in CARD_FACETS}
    for card in listed:
        facts = tuple(_fact(rows, card, facet, counts.query.wishes, options) for facet in CARD_FACETS)
        yield replace(card, facts=facts)


def _of_whats(counts: Counts, condition: int) -> list[Card]:
    """For each what its areas: around a place the nearest first, else the largest."""
    areas = list(_areas(counts))
    cards: list[Card] = []
    for what in counts.query.whats:
        found = [_card(counts, counts.numbers.places, what, area, condition) for area in areas]
        listed = [card for card in found if card.everybody or card.at_least]
        cards += listed if counts.query.centre else sorted(listed, key=lambda card: -card.at_least)
    return cards


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
    single = [vocabulary.area_with([place]) for place in places]
    numbers = [area.number for area in first if area], [area.number for area in single if area]
    return iter(dict.fromkeys((*numbers[0], *regions, *numbers[1])))


def _of_place(counts: Counts, condition: int) -> list[Card]:
    """Without a what: the largest leaf whats of the place, then in the order of the vocabulary."""
    rows = counts.numbers.listed
    whats = dict.fromkeys(what for what, _area, found in rows if found == condition)
    cards = [
        _card(counts, rows, what, counts.listed, condition)
        for what in whats
        if not counts.vocabulary.children(what)
    ]
    order = {attribute: place for place, attribute in enumerate(WHATS)}
    return sorted(
        cards, key=lambda card: (-card.at_least, order[counts.vocabulary[card.what].attribute], card.what)
    )


def _card(counts: Counts, rows: Mapping[Key, int], what: int, area: int, condition: int) -> Card:
    first, second = counts.key(what, condition)
    return Card(
        what=what,
        area=area,
        condition=condition,
        at_least=rows.get((first, area, second), 0),
        everybody=rows.get((what, area, 0), 0),
    )


def _leaf_options(counts: Counts, facet: Facet) -> Iterator[int]:
    for concept in counts.vocabulary.of(facet.attributes[0]):
        is_special = concept.code in (NOT_RECORDED, NOT_APPLICABLE)
        if not is_special and not counts.vocabulary.children(concept.number):
            yield concept.number


def _fact(
    rows: Mapping[Key, int],
    card: Card,
    facet: Facet,
    wishes: Mapping[str, tuple[int, ...]],
    options: Mapping[str, list[int]],
) -> CardFact:
    wished = wishes.get(facet.name, ())
    number, order = max(
        (rows.get((card.what, card.area, option), 0), -option)
        for option in wished or options[facet.name] or [0]
    )
    return CardFact(facet, -order if number or wished else 0, number, is_wish=bool(wished))
