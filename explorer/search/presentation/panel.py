"""The filters beside the results: a form with a part for each facet."""

from collections.abc import Collection, Mapping

from explorer.search.facets import FACETS, WORDS
from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.chosen import Chosen
from explorer.search.presentation.facet_part import SWAPS, FacetParts, Fields, switch
from explorer.search.presentation.pattern import joined
from explorer.search.presentation.prepared import Prepared
from explorer.search.results import ResultPage

TYPED = ("q", "vanuit", "straal", "uren_van", "uren_tot")
SWAPPED = ",".join(
    ["#filters-open", "#toon", "#telling:innerHTML", "#bij-q", "#bij-vanuit", "#bij-uren", *SWAPS]
)
"""What htmx replaces beside the results."""


def panel(
    prepared: Prepared,
    page: ResultPage,
    asked: Mapping[str, str],
    addresses: Addresses,
    *,
    in_full: Collection[str],
    chosen: Chosen,
    amount: str,
) -> bytes:
    """The panel for a page of results; `asked` is what stands typed in the fields."""
    fields = Fields(typed=_typed(page, asked), errors={one.parameter: one.text for one in page.problems})
    parts = FacetParts(prepared, page, addresses, fields, chosen.texts, frozenset(in_full))
    return prepared.patterns.fill(
        "explorer/_panel.html",
        {"active": bool(chosen.filters), "swaps": SWAPPED},
        chosen=len(chosen.filters),
        q=fields.typed["q"],
        errors=fields.error(prepared.patterns, "q"),
        words=switch(prepared.patterns, page, WORDS, f"{WORDS}_onbekend"),
        facets=joined(parts.facet(prepared.facets[facet.name]) for facet in FACETS),
        amount=amount,
    )


def _typed(page: ResultPage, asked: Mapping[str, str]) -> Mapping[str, str]:
    """Texts as they were typed; a place that was found by its code by its name."""
    typed = {name: asked.get(name, "") for name in TYPED}
    radius = page.query.radius
    if radius is not None and typed["vanuit"] == radius.centre.code:
        typed["vanuit"] = radius.centre.label
    return typed
