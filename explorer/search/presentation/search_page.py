"""The search page: its parts, filled in for one search."""

from collections.abc import Collection, Mapping

from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.amounts import amount
from explorer.search.presentation.chosen import chosen_in
from explorer.search.presentation.facet_part import FacetParts, Fields
from explorer.search.presentation.head import head
from explorer.search.presentation.panel import panel
from explorer.search.presentation.prepared import prepared
from explorer.search.presentation.results_part import results_part
from explorer.search.results import ResultPage


def search_page(
    page: ResultPage, asked: Mapping[str, str], *, in_full: Collection[str], indexed: bool
) -> bytes:
    """The page for a search; `asked` is what stands typed in its fields, `indexed` is for search engines."""
    parts, addresses = prepared(page.index), Addresses(page.query)
    chosen = chosen_in(page.query, addresses)
    found = amount(page.total.all, of_groups=page.counts_groups)
    return parts.patterns.fill(
        "explorer/candidates.html",
        {"indexed": indexed, "first": page.page == 1},
        amount=found,
        number=page.page,
        head=head(parts.patterns, page, addresses, amount=found),
        panel=panel(parts, page, asked, addresses, in_full=in_full, chosen=chosen, amount=found),
        results=results_part(parts, page, addresses, chosen),
    )


def facet_options(page: ResultPage, facet: str, *, in_full: frozenset[str]) -> bytes:
    """The options of one facet, as they stand on that page."""
    parts = prepared(page.index)
    return FacetParts(parts, page, Addresses(page.query), Fields({}, {}), {}, in_full).options(
        parts.facets[facet]
    )
