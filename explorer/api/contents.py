"""From an answer of the search, the vocabulary or the figures to what a program gets; it counts nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from explorer.release.coded_groups import COUNTRY, CodedGroup, code_of, place_name
from explorer.release.models import Figures, PublishedConcept, Release
from explorer.search.answer import PER_PAGE, Answer, Card
from explorer.search.current import Current
from explorer.search.facets import FACETS
from explorer.search.links import group_url, parameters, value_of
from explorer.search.query import Query
from explorer.search.wording import area_name
from explorer.transparency.figures.columns import COLUMNS
from explorer.transparency.figures.places import Place

Content = dict[str, Any]
# Parameters that have another name here, since the design rules ask for camelCase.
PARAMETERS = {"urenVan": "uren_van", "urenTot": "uren_tot"}
TERMS_PER_PAGE = 100


def concept_id(concept: PublishedConcept) -> str:
    """As in the open data: attribute:code."""
    return f"{concept.attribute}:{concept.code}"


def term_ref(now: Current, number: int) -> Content | None:
    """A concept by name; None for 0, which is none."""
    concept = now.vocabulary[number] if number else None
    return {"id": concept_id(concept), "naam": concept.label} if concept else None


def term(now: Current, concept: PublishedConcept) -> Content:
    """A concept with all that is published of it."""
    parent = now.vocabulary[concept.parent] if concept.parent else None
    return {
        "id": concept_id(concept),
        "kenmerk": concept.attribute,
        "code": concept.code,
        "naam": concept.label,
        "naamNl": concept.display_nl or concept.label_nl,
        "naamEn": concept.display_en or concept.label_en,
        "bovenliggend": concept_id(parent) if parent else None,
        "isKop": concept.is_heading,
    }


def terms_page(now: Current, *, attribute: str, text: str, page: int) -> Content:
    """Concepts of an attribute ("" for all) with the text in their name, in either language."""
    wanted = text.casefold()
    found = [
        concept
        for concept in now.vocabulary.concepts.values()
        if attribute in ("", concept.attribute)
        and (not wanted or any(wanted in name.casefold() for name in (concept.label_nl, concept.label_en)))
    ]
    # Without a total order of its own: concepts are in the order of their number, which a release fixes.
    start = (page - 1) * TERMS_PER_PAGE
    more = {"kenmerk": attribute, "q": text, "pagina": str(page + 1)}
    return {
        "uitgave": now.release.number,
        **_pages(len(found), page, TERMS_PER_PAGE, "api:terms", more.items()),
        "vaktermen": [term(now, concept) for concept in found[start : start + TERMS_PER_PAGE]],
    }


def groups_page(now: Current, found: Answer) -> Content:
    """What the search page says, without its words."""
    query = found.query
    following = parameters(now.vocabulary, replace(query, page=query.page + 1))
    return {
        "uitgave": now.release.number,
        "k": now.k,
        "minstens": found.at_least,
        "zonderVoorwaarden": found.everybody,
        "isRegionaal": found.is_regional,
        "delen": [
            {
                "facet": part.facet.name,
                "opties": [term_ref(now, option) for option in part.options],
                "minstens": part.at_least,
                "nietVastgelegd": part.not_recorded,
            }
            for part in found.parts
        ],
        "gelezen": [
            {
                "tekst": reading.text,
                "begrippen": [term_ref(now, number) for number in reading.concepts],
            }
            for reading in query.readings
        ],
        "verruimingen": [
            {
                "soort": relaxation.kind,
                "vraag": address("api:groups", parameters(now.vocabulary, relaxation.query)),
                "minstens": relaxation.at_least,
            }
            for relaxation in found.relaxations
        ],
        **_pages(found.cards_total, query.page, PER_PAGE, "api:groups", following),
        "groepen": [group(now, card, query) for card in found.cards],
    }


def group(now: Current, card: Card, query: Query) -> Content:
    """One anonymous profile."""
    vocabulary, area = now.vocabulary, now.vocabulary.areas[card.area]
    centre = query.centre
    # The whole country would list three hundred municipalities in each group.
    members = () if place_name(vocabulary, area, centre=centre) == COUNTRY else area.members
    return {
        "code": code_of(vocabulary, CodedGroup(card.what, card.area, card.condition, centre)),
        "wat": term_ref(now, card.what),
        "waar": {
            "code": place_name(vocabulary, area, centre=centre),
            "naam": area_name(vocabulary, area, centre=centre),
            "gemeenten": [vocabulary[member].code for member in members],
        },
        "voorwaarde": term_ref(now, card.condition),
        "minstens": card.at_least,
        "minstensZonderVoorwaarde": card.everybody,
        "feiten": [
            {
                "facet": fact.facet.name,
                "optie": term_ref(now, fact.condition),
                "minstens": fact.at_least,
            }
            for fact in card.facts
        ],
        "pagina": settings.SITE_URL + group_url(vocabulary, card.what, area, card.condition, centre=centre),
    }


def facets(now: Current, found: Answer) -> Content:
    """Every facet with its options, and each option's number beside what is asked."""
    query = found.query
    chosen = {
        *query.whats,
        *query.places,
        *(option for options in query.wishes.values() for option in options),
    }
    return {
        "uitgave": now.release.number,
        "minstens": found.at_least,
        "facetten": [
            {
                "naam": facet.name,
                "soort": facet.kind.value,
                "titel": str(facet.label),
                "toelichting": str(facet.explanation),
                "isLokaal": facet.is_local,
                "opties": [
                    {
                        "id": concept_id(now.vocabulary[number]),
                        "waarde": value_of(now.vocabulary[number], facet.attributes),
                        "naam": now.vocabulary[number].label,
                        "minstens": at_least,
                        "isGekozen": number in chosen,
                    }
                    for number, at_least in found.options.get(facet.name, {}).items()
                ],
            }
            for facet in FACETS
        ],
    }


def release(found: Release) -> Content:
    """A release that is or was shown, with its files."""

    def file(ending: str) -> str:
        return settings.SITE_URL + reverse("transparency:groups_file", args=[found.number, ending])

    return {
        "nummer": found.number,
        "standVan": found.released_on,
        "isZichtbaar": found.state == Release.State.ACTIVE,
        "isVerzonnen": found.synthetic,
        "controlegetal": found.content_hash,
        "k": found.policy["k"],
        "aandeelWeggelaten": found.policy["sampling_rate"],
        "csv": file("csv"),
        "jsonl": file("jsonl"),
    }


def figures(edition: Figures, place: Place) -> Content:
    """The figures of a place on a date, and of the places directly in it."""
    return {
        **_place_figures(place),
        "datum": edition.on,
        "uitgave": edition.release_number,
        "drempel": edition.threshold,
        "isVerzonnen": edition.synthetic,
        "toelichting": edition.note,
        "kolommen": [
            {"sleutel": _camel(column.header), "titel": str(column.label), "betekenis": str(column.meaning)}
            for column in COLUMNS
        ],
        "delen": [_place_figures(part) for part in place.parts],
    }


def address(name: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """A whole address of this API, with the parameters as they are called here."""
    # Turned round: an address is followed by a program, which must find its own names in it.
    here = {theirs: ours for ours, theirs in PARAMETERS.items()}
    # Empty values are left out: an address is the same with and without them.
    query = urlencode([(here.get(key, key), value) for key, value in pairs if value])
    return settings.SITE_URL + reverse(name) + (f"?{query}" if query else "")


def _pages(total: int, page: int, size: int, name: str, following: Iterable[tuple[str, str]]) -> Content:
    pages = ceil(total / size)
    return {
        "totaal": total,
        "pagina": page,
        "paginas": pages,
        "volgende": address(name, following) if page < pages else None,
    }


def _place_figures(place: Place) -> Content:
    register = place.register
    counts: Mapping[str, int | None] = {_camel(column.header): place.count(column.key) for column in COLUMNS}
    return {
        "code": place.code,
        "naam": place.name,
        "register": {"mensen": register.people, "op": register.on, "bron": register.source}
        if register
        else None,
        "cijfers": counts,
    }


def _camel(header: str) -> str:
    first, *rest = header.split("_")
    return first + "".join(word.capitalize() for word in rest)
