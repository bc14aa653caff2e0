"""No dead ends: what each single wish costs, and what a wider circle brings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explorer.search import links
from explorer.search.facets import RADII
from explorer.search.matching.counts import Total, total
from explorer.search.matching.predicate import Match, wish
from explorer.search.query import Query


@dataclass(frozen=True, slots=True)
class WayOut:
    """A search that finds more: without `facet`, or within `kilometres` where that is set."""

    facet: str
    query: Query
    total: Total
    kilometres: int | None = None


def ways_out(found: Match) -> tuple[WayOut, ...]:
    """Searches beside this one that find more, the most first."""
    now = found.index.tally.amount(found.rows)
    ways = [way for way in (*_without(found), *_wider(found)) if way.total.all > now]
    return tuple(sorted(ways, key=lambda way: -way.total.all))


def _without(found: Match) -> Iterator[WayOut]:
    for facet in found.wishes:
        wishes = {name: one for name, one in found.wishes.items() if name != facet}
        beside = replace(found, query=links.without_facet(found.query, facet), wishes=wishes)
        yield WayOut(facet, beside.query, total(beside))


def _wider(found: Match) -> Iterator[WayOut]:
    """The next distance that brings anybody."""
    radius = found.query.radius
    now = found.index.tally.amount(found.rows)
    for kilometres in RADII if radius else ():
        if radius is None or kilometres <= radius.kilometres:
            continue
        query = links.within(found.query, kilometres)
        beside = replace(
            found, query=query, wishes={**found.wishes, "plaats": wish(found.index, query, "plaats")}
        )
        if found.index.tally.amount(beside.rows) > now:
            yield WayOut("plaats", query, total(beside), kilometres)
            return
