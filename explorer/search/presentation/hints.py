"""Ways out of a search that finds few: what to let go, and how many people that brings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.search.links import parameters_of
from explorer.search.matching.ways_out import WayOut
from explorer.search.presentation.addresses import Addresses, search_url
from explorer.search.presentation.amounts import amount
from explorer.search.presentation.wording import named
from explorer.search.query import Query
from explorer.search.results import ResultPage

FEW = 10
MOST = 6


@dataclass(frozen=True, slots=True)
class Hint:
    """A link to a search beside this one."""

    text: str
    url: str
    amount: str


def hints(page: ResultPage, addresses: Addresses, texts: Mapping[str, str]) -> tuple[Hint, ...]:
    """The ways out of a search, the one that brings most first; `texts` says what is chosen by facet."""
    return tuple(_hints(page, addresses, texts))


def _hints(page: ResultPage, addresses: Addresses, texts: Mapping[str, str]) -> Iterator[Hint]:
    for way in page.ways_out[:MOST]:
        found = amount(way.total.all, of_groups=page.counts_groups)
        asked = tuple(parameters_of(page.query, way.facet))
        url = addresses.without(asked) if way.kilometres is None else search_url(way.query)
        yield Hint(text=_text(page.query, way, texts), url=url, amount=found)


def _text(query: Query, way: WayOut, texts: Mapping[str, str]) -> str:
    if way.kilometres is not None and query.radius is not None:
        distances = {"wider": way.kilometres, "now": query.radius.kilometres}
        return _("Binnen %(wider)d km in plaats van %(now)d km") % distances
    chosen = texts.get(way.facet, "")
    return _("Zonder “%(wish)s”") % {"wish": named(way.facet, chosen).strip("“”")}
