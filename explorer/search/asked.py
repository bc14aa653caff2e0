"""What a search asks for, as `explorer.demand` counts it, and when it counts as asked."""

import datetime
from collections.abc import Iterator

from explorer.demand.collecting import Collector
from explorer.demand.wishes import WORDS, Search, Wish
from explorer.search.facets import FACETS
from explorer.search.index.release_index import Index
from explorer.search.matching.predicate import options_of
from explorer.search.query import Query
from explorer.search.results import ResultPage


def wishes_of(index: Index, query: Query) -> Search:
    """The words that a search names; typed words and hours only as the words of the release they mean.

    Switches, pages and "not recorded" are no wishes. Empty for a search that asks nothing.
    """
    return frozenset(_wishes(index, query))


def count(collector: Collector, found: ResultPage, *, came_from: Query | None, on: datetime.date) -> None:
    """Count a search that was answered, once for one question as far as that shows without knowing who asks.

    It is compared with the search it came from: the same wishes (another page, a
    switch) are no new question, and a search that adds wishes takes the place of
    the one that it came from, which was a step on the way. One that drops or
    changes a wish is another question.
    """
    search = wishes_of(found.index, found.query)
    former = wishes_of(found.index, came_from) if came_from else frozenset()
    if not search or search == former:
        return
    collector.pending.asked(search, on=on, certain=found.total.certain, possible=_possible(found))
    if former < search and former:
        collector.pending.left(former, on=on)
    collector.notice()


def _possible(found: ResultPage) -> int:
    return found.total.possible + found.total.left_out


def _wishes(index: Index, query: Query) -> Iterator[Wish]:
    for facet in FACETS:
        for concept in options_of(index, query, facet.name):
            if not concept.is_special:
                yield Wish(facet.attribute, facet.attribute, concept.code)
    for concept in query.word_concepts:
        yield Wish(WORDS, concept.attribute, concept.code)
    if query.radius:
        centre, kilometres = query.radius.centre, query.radius.kilometres
        yield Wish(centre.attribute, centre.attribute, centre.code, kilometres)
