"""The column of results: what could not be used, what was chosen, ways out, cards and pages."""

from collections.abc import Iterable

from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.cards import cards
from explorer.search.presentation.chosen import Chosen, ChosenFilter
from explorer.search.presentation.hints import FEW, Hint, hints
from explorer.search.presentation.paging import paging
from explorer.search.presentation.pattern import Patterns, joined
from explorer.search.presentation.prepared import Prepared
from explorer.search.presentation.problems import Remark, remarks
from explorer.search.results import ResultPage

TEASED = 2
"""Ways out that are told before they are unfolded."""


def results_part(prepared: Prepared, page: ResultPage, addresses: Addresses, chosen: Chosen) -> bytes:
    """The results of a search."""
    patterns = prepared.patterns
    ways = hints(page, addresses, chosen.texts) if page.query.wishes else ()
    told, links = _remarks(patterns, remarks(page.problems)), _filters(patterns, chosen.filters)
    state = {
        "remarked": bool(told),
        "filtered": bool(links),
        "ways": bool(ways),
        "few": page.total.all < FEW,
        "found": bool(page.profiles),
        "wishes": bool(page.query.wishes),
        "of_groups": page.counts_groups,
        "least": page.index.weighing.least,
    }
    return patterns.fill(
        "explorer/_results.html",
        state,
        remarks=told,
        filters=links,
        hints=_hints(patterns, ways),
        teaser="".join(f"{hint.text}: {hint.amount}. " for hint in ways[:TEASED]),
        cards=cards(prepared, page.profiles, profile_url=addresses.profile),
        paging=paging(patterns, page, addresses) if page.profiles else "",
    )


def _remarks(patterns: Patterns, told: Iterable[Remark]) -> bytes:
    return joined(
        patterns.fill(
            "explorer/_remark.html",
            {"of_one": bool(one.about), "quoted": bool(one.value)},
            about=one.about,
            value=one.value,
            text=one.text,
        )
        for one in told
    )


def _filters(patterns: Patterns, filters: Iterable[ChosenFilter]) -> bytes:
    return joined(patterns.fill("explorer/_filter.html", {}, url=one.url, text=one.text) for one in filters)


def _hints(patterns: Patterns, ways: Iterable[Hint]) -> bytes:
    return joined(
        patterns.fill("explorer/_hint.html", {}, url=one.url, text=one.text, amount=one.amount)
        for one in ways
    )
