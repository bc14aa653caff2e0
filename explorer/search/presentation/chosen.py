"""The chosen filters above the results: each a link that takes itself away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.search.chips import Chip, chips
from explorer.search.facets import BY_NAME, WORDS
from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.wording import named
from explorer.search.query import Query


@dataclass(frozen=True, slots=True)
class ChosenFilter:
    """What was chosen, and the address of the search without it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything that narrows a search, in the order of the panel; `texts` says it by facet."""

    filters: tuple[ChosenFilter, ...]
    texts: Mapping[str, str]


def chosen_in(query: Query, addresses: Addresses) -> Chosen:
    """What is chosen in a search."""
    found = chips(query)
    return Chosen(filters=tuple(_filters(query, addresses, found)), texts=_texts(found))


def _filters(query: Query, addresses: Addresses, found: Iterable[Chip]) -> Iterator[ChosenFilter]:
    for chip in found:
        yield ChosenFilter(named(chip.facet, chip.text), addresses.without(chip.parameters))
    for facet in (WORDS, *BY_NAME):
        if not query.shows_unknown(facet) and query.restricts(facet):
            about = _("Zoekwoorden") if facet == WORDS else BY_NAME[facet].label
            text = _("%(facet)s: niet als onbekend") % {"facet": about}
            yield ChosenFilter(text, addresses.without([(f"{facet}_onbekend", "nee")]))
    if query.certain_only:
        yield ChosenFilter(_("Alleen wie zeker past"), addresses.certain(False))


def _texts(found: Iterable[Chip]) -> Mapping[str, str]:
    texts: dict[str, list[str]] = {}
    for chip in found:
        texts.setdefault(chip.facet, []).append(chip.text)
    return {facet: ", ".join(said) for facet, said in texts.items()}
