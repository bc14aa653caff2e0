"""Ways out of a search that finds few: what to let go, and how many people that brings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.search.matching.ways_out import WayOut
from explorer.search.presentation.addresses import search_url
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


def hints(page: ResultPage, texts: Mapping[str, str]) -> tuple[Hint, ...]:
    """The ways out of a search, the one that brings most first; `texts` says what is chosen by facet."""
    return tuple(_hints(page, texts))


def _hints(page: ResultPage, texts: Mapping[str, str]) -> Iterator[Hint]:
    for way in page.ways_out[:MOST]:
        found = amount(way.total.all, of_groups=page.counts_groups)
        yield Hint(text=_text(page.query, way, texts), url=search_url(way.query), amount=found)


def _text(query: Query, way: WayOut, texts: Mapping[str, str]) -> str:
    if way.kilometres is not None and query.radius is not None:
        distances = {"wider": way.kilometres, "now": query.radius.kilometres}
        return _("Binnen %(wider)d km in plaats van %(now)d km") % distances
    chosen = texts.get(way.facet, "")
    return _("Zonder “%(wish)s”") % {"wish": named(way.facet, chosen).strip("“”")}
