"""Ways out of a search that finds few: what to let go, and how many people that brings."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.search.chips import text_of
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


def hints(page: ResultPage) -> tuple[Hint, ...]:
    """The ways out of a search, the one that brings most first."""
    return tuple(_hints(page))


def _hints(page: ResultPage) -> Iterator[Hint]:
    for way in page.ways_out[:MOST]:
        found = amount(way.total.all, of_groups=page.counts_groups)
        yield Hint(text=_text(page.query, way), url=search_url(way.query), amount=found)


def _text(query: Query, way: WayOut) -> str:
    if way.kilometres is not None and query.radius is not None:
        distances = {"wider": way.kilometres, "now": query.radius.kilometres}
        return _("Binnen %(wider)d km in plaats van %(now)d km") % distances
    chosen = text_of(query, way.facet)
    return _("Zonder “%(wish)s”") % {"wish": named(way.facet, chosen).strip("“”")}
