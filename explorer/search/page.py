"""From an answer to the page: title sentence, chips, cards, ways out, and what was typed as it was read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from explorer.release.models import RefusedWord
from explorer.search.answer import PER_PAGE, Answer, Card, CountedFacet, Relaxation
from explorer.search.current import Current
from explorer.search.facets import BY_ATTRIBUTE, BY_NAME, Facet
from explorer.search.links import (
    contact_url,
    group_url,
    search_url,
    with_option,
    without_option,
)
from explorer.search.maps import Map, municipality_map
from explorer.search.panel import Limits, Panel, chosen_numbers, panel
from explorer.search.query import Query, QueryProblem
from explorer.search.wording import (
    Amount,
    all_of,
    any_of,
    area_name,
    brief,
    fewest,
    in_area,
    labels,
    name_of,
    names_of,
    place_name,
    region_name,
    title,
    where,
    wishes,
    within,
)
from explorer.words.reading import Reading

PAIR = 2
INSTEAD = 5
NEARBY_PAGES = 3
# One option of an attribute, in a sentence; of all others the name of the facet.
ONE = {
    "task": gettext_lazy("taak"),
    "skill": gettext_lazy("vaardigheid"),
    "occupation": gettext_lazy("beroep"),
    "sector": gettext_lazy("sector"),
    "place": gettext_lazy("plaats"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A search or group to go to, with its number; `icon` names what kind it is."""

    text: str
    url: str
    amount: Amount
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A wish that is chosen; `url` is the search without it."""

    facet: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Read:
    """Part of the typed text: what it means as (`attribute:code`, kind, label, url without it), and else."""

    text: str
    meanings: tuple[tuple[str, str, str, str], ...]
    others: tuple[Link, ...]
    corrected: str
    refused: str
    nearest: tuple[tuple[str, str], ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """One condition of several: its wish in words and its number."""

    icon: str
    text: str
    amount: Amount
    alone: str


class Trait(NamedTuple):
    """A fact in the fixed row of a card; without text nothing of this facet is published."""

    icon: str
    text: str
    amount: Amount
    is_wish: bool


@dataclass(frozen=True, slots=True)
class CardView:
    """An anonymous profile in the list."""

    title: str
    url: str
    amount: Amount
    everybody: Amount | None
    traits: tuple[Trait, ...]


@dataclass(frozen=True)
class SearchPage:
    """All that the template shows; texts are in the language of the request."""

    title: str
    amount: Amount
    everybody: Amount
    is_unknown: bool
    parts: tuple[PartView, ...]
    notes: tuple[str, ...]
    read: tuple[Read, ...]
    problems: tuple[QueryProblem, ...]
    chips: tuple[Chip, ...]
    panel: Panel
    cards_title: str
    cards: tuple[CardView, ...]
    similar: tuple[CardView, ...]
    farther: tuple[Link, ...]
    broader: tuple[Link, ...]
    pages: tuple[tuple[int, str], ...]
    number: int
    map: Map | None
    regions: tuple[Link, ...]
    instead: tuple[Link, ...]
    map_title: str
    url: str
    contact: str
    group: str
    is_empty: bool


def search_page(now: Current, found: Answer, *, others: Answer, full: str = "") -> SearchPage:
    """The page of an answer; `others` counts the options of the panel, `full` is a facet listed whole."""
    query, vocabulary = found.query, now.vocabulary
    limits = Limits(now, found)
    ways = [
        Link(
            _way_text(now, query, way),
            search_url(vocabulary, replace(way.query, page=1)),
            Amount(way.at_least, now.k),
            "place" if way.kind in {"circle", "region", "country"} else "filter",
        )
        for way in found.relaxations
    ]
    drawn = _map(now, found)
    # With several whats no one group is what was searched for.
    single = found.cards[0] if len(query.whats) == 1 and found.cards else None
    return SearchPage(
        title=heading(now, query),
        amount=Amount(found.at_least, now.k, limits.of_title()),
        everybody=Amount(found.everybody, now.k, limits.of("")),
        is_unknown=query.finds_nothing,
        parts=tuple(_part(now, found, part) for part in found.parts),
        notes=tuple(_notes(now, found)),
        read=tuple(_read(now, query, reading) for reading in query.readings),
        problems=query.problems,
        chips=tuple(_chips(now, query)),
        panel=panel(now, others, text=query.text, full=full),
        cards_title=_cards_title(found),
        cards=tuple(_card(now, query, card) for card in found.cards),
        similar=tuple(_card(now, query, card) for card in found.similar),
        farther=tuple(way for way in ways if way.icon == "place"),
        broader=tuple(way for way in ways if way.icon != "place"),
        pages=pages_of_list(now, found),
        number=query.page,
        map=drawn,
        regions=() if drawn or found.is_regional else by_region(now, found.options.get("plaats", {}), query),
        instead=tuple(_instead(now, found)),
        map_title=_map_title(now, found, is_drawn=drawn is not None),
        url=search_url(vocabulary, query),
        contact=contact_url(vocabulary, query),
        group=_card(now, query, single).url if single else "",
        is_empty=query.is_empty,
    )


def _map(now: Current, found: Answer) -> Map | None:
    # A map of the country would be too small: only regions with people, or where the search looks from.
    vocabulary, query = now.vocabulary, found.query
    asked = {*query.places, *([query.centre] if query.centre else [])}
    near = {vocabulary[place].parent for place, number in found.municipalities.items() if number}
    near |= {vocabulary[place].parent for place in asked}
    numbers = found.municipalities.items()
    return municipality_map(
        now, {place: number for place, number in numbers if vocabulary[place].parent in near}, query=query
    )


def heading(now: Current, query: Query) -> str:
    """The heading: what is asked; unknown words are repeated as they were typed."""
    if query.finds_nothing:
        return _("Zoeken naar “%(words)s”") % {"words": query.text}
    return title(now.vocabulary, query)


def _notes(now: Current, found: Answer) -> Iterator[str]:
    """What the number means, where it is not simply what is asked."""
    vocabulary = now.vocabulary
    if len(found.parts) == 1 and found.everybody and found.everybody != found.at_least:
        yield _("Zonder deze wens: %(number)s.") % {"number": Amount(found.everybody, now.k).words}
    for part in found.parts:
        if part.not_recorded:
            yield _("Van %(number)s mensen is dit niet vastgelegd: %(facet)s.") % {
                "number": Amount(part.not_recorded, now.k).words,
                "facet": str(part.facet.label).lower(),
            }
    if found.is_regional and found.regions:
        names = all_of([region_name(vocabulary, region) for region in found.regions])
        yield _("Dit getal geldt voor de hele regio %(region)s. Per plaats tonen wij dit niet.") % {
            "region": names
        }


def _part(now: Current, found: Answer, part: CountedFacet) -> PartView:
    vocabulary, query = now.vocabulary, found.query
    # The words may hold the other conditions too, so they go.
    alone = replace(query, wishes={part.facet.name: part.options}, text="", readings=(), page=1)
    return PartView(
        icon=part.facet.icon,
        text=wishes(vocabulary, part.options),
        amount=Amount(part.at_least, now.k, Limits(now, found).of(part.facet.attributes[0])),
        alone=search_url(vocabulary, alone),
    )


def _read(now: Current, query: Query, reading: Reading) -> Read:
    vocabulary = now.vocabulary
    return Read(
        text=reading.text,
        meanings=tuple(
            (
                str(vocabulary[number]),
                kind_of(vocabulary[number].attribute),
                name_of(vocabulary, number),
                search_url(vocabulary, without_option(vocabulary, query, number)),
            )
            for number in reading.concepts
        ),
        others=tuple(_other(now, query, reading, number) for number in reading.alternatives),
        corrected=reading.corrected,
        refused=str(RefusedWord.Reason(reading.refused).label) if reading.refused else "",
        # The word alone: with the rest of the search it might again find nothing.
        nearest=tuple((word, search_url(vocabulary, Query(text=word))) for word in reading.nearest),
        is_known=bool(reading.concepts) or reading.known_without_people,
    )


def _other(now: Current, query: Query, reading: Reading, number: int) -> Link:
    """Another meaning of a word: the search with it instead."""
    vocabulary = now.vocabulary
    other = query
    # Taking a reading away also takes the words that it was read from.
    for read in reading.concepts:
        other = without_option(vocabulary, other, read)
    concept = vocabulary[number]
    other = with_option(vocabulary, replace(other, text="", readings=(), read=frozenset()), number)
    return Link(
        f"{kind_of(concept.attribute)} {name_of(vocabulary, concept.number)}",
        search_url(vocabulary, other),
        Amount(0, now.k),
    )


def kind_of(attribute: str) -> str:
    """What one option of an attribute is called in a sentence."""
    return str(ONE.get(attribute) or BY_ATTRIBUTE[attribute].label).lower()


def _chips(now: Current, query: Query) -> Iterator[Chip]:
    vocabulary = now.vocabulary
    if query.centre:
        yield Chip(
            str(BY_NAME["plaats"].label),
            within(vocabulary, query.centre, query.km or 0),
            search_url(vocabulary, without_option(vocabulary, query, query.centre)),
        )
    # Of this order and no other: chips must not jump about when one is taken away.
    for number in chosen_numbers(query):
        concept = vocabulary[number]
        facet: Facet = BY_ATTRIBUTE[concept.attribute]
        if number in query.wishes.get("ook", ()):
            facet = BY_NAME["ook"]
        name = ONE.get(concept.attribute) if facet.name != "ook" else None
        text = (
            place_name(vocabulary, number)
            if concept.attribute == "place"
            else name_of(vocabulary, concept.number)
        )
        yield Chip(
            str(name or facet.label).capitalize(),
            text,
            search_url(vocabulary, without_option(vocabulary, query, number)),
        )


def _cards_title(found: Answer) -> str:
    """How many profiles there are and how they are ordered."""
    count = ngettext("%(n)d anoniem profiel", "%(n)d anonieme profielen", found.cards_total) % {
        "n": found.cards_total
    }
    # One profile has no order to speak of.
    if found.cards_total < PAIR:
        return count
    if found.query.whats and found.query.centre:
        return _("%(count)s, van dichtbij naar verder weg") % {"count": count}
    return _("%(count)s, grootste eerst") % {"count": count}


def _card(now: Current, query: Query, card: Card) -> CardView:
    vocabulary = now.vocabulary
    area = vocabulary.areas[card.area]
    name = area_name(vocabulary, area, centre=query.centre, km=query.km)
    names = names_of(vocabulary)
    what = names[card.what] if card.what else _("Iedereen")
    condition = vocabulary[card.condition].attribute if card.condition else ""
    return CardView(
        title=f"{what} · {name}",
        url=group_url(vocabulary, card.what, area, card.condition, centre=query.centre),
        amount=Amount(card.at_least, now.k, fewest(area, condition, k=now.k)),
        everybody=Amount(card.everybody, now.k) if card.condition else None,
        traits=tuple(
            Trait(
                fact.facet.icon,
                brief(names[fact.condition]) if fact.condition else str(fact.facet.label),
                Amount(
                    # A sum of municipalities may say more than the row of a circle.
                    max(fact.at_least, card.at_least if 0 < fact.condition == card.condition else 0),
                    now.k,
                    fewest(area, fact.facet.attributes[0], k=now.k),
                ),
                fact.is_wish,
            )
            for fact in card.facts
        ),
    )


def _way_text(now: Current, query: Query, way: Relaxation) -> str:
    vocabulary = now.vocabulary
    if way.kind == "country":
        return _("Heel Nederland")
    if way.kind in {"circle", "region"}:
        text = where(vocabulary, way.query)
        return text[:1].upper() + text[1:]
    if way.kind == "what":
        wider = [number for number in way.query.whats if number not in query.whats]
        return _("Ruimer: %(what)s") % {"what": any_of(labels(vocabulary, wider))}
    gone = [name for name in query.wishes if name not in way.query.wishes]
    dropped = [wishes(vocabulary, query.wishes[name]) for name in gone]
    return _("Zonder de wens %(wish)s") % {"wish": all_of(dropped)}


def pages_of_list(now: Current, found: Answer) -> tuple[tuple[int, str], ...]:
    """Number and address of the first, last and nearby pages of the list; none where it fits on one."""
    # Rounded up: the last page may be short.
    last = -(-found.cards_total // PER_PAGE)
    return tuple(
        (number, search_url(now.vocabulary, replace(found.query, page=number)))
        for number in range(1, last + 1 if last > 1 else 1)
        if number in (1, last) or abs(number - found.query.page) <= NEARBY_PAGES
    )


def by_region(now: Current, numbers: Mapping[int, int], query: Query) -> tuple[Link, ...]:
    """Regions with their number, most people first: what a country has in place of a map."""
    # One region alone is no comparison.
    regions = now.vocabulary.regions if len(now.vocabulary.regions) > 1 else []
    ranked = sorted(regions, key=lambda region: (-numbers.get(region.number, 0), region.number))
    return tuple(
        Link(
            region_name(now.vocabulary, region.number),
            search_url(now.vocabulary, replace(query, places=(region.number,), centre=None, km=None, page=1)),
            Amount(numbers.get(region.number, 0), now.k),
        )
        for region in ranked
    )


def _instead(now: Current, found: Answer) -> Iterator[Link]:
    """With no group found: the tasks that most people there can do."""
    query, vocabulary = found.query, now.vocabulary
    # Where something was found, other work would distract from it.
    if found.at_least or not query.whats:
        return
    numbers = found.options.get("taak", {})
    tasks = [task for task in numbers if not vocabulary.children(task) and numbers[task]]
    for task in sorted(tasks, key=lambda each: (-numbers[each], each))[:INSTEAD]:
        other = replace(query, whats=(task,), text="", readings=(), read=frozenset(), page=1)
        yield Link(name_of(vocabulary, task), search_url(vocabulary, other), Amount(numbers[task], now.k))


def _map_title(now: Current, found: Answer, *, is_drawn: bool) -> str:
    query = found.query
    names = labels(now.vocabulary, query.whats)
    what = any_of(names) or _("Alle kandidaten")
    # Several wishes at once are not counted per place, so the title must not name them.
    if not found.is_regional and len(query.wishes) == 1:
        conditions = [wishes(now.vocabulary, options) for options in query.wishes.values()]
        what = ", ".join([*([any_of(names)] if names else []), *conditions])
    return (_("%(what)s, per gemeente") if is_drawn else _("%(what)s, per regio")) % {"what": what}


def area_sentence(now: Current, area: int, *, centre: int | None = None) -> str:
    """An area by number, with its preposition."""
    return in_area(now.vocabulary, now.vocabulary.areas[area], centre=centre)
