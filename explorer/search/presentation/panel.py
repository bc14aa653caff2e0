"""The filters beside the results: one view of each facet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from explorer.release.models import NOT_RECORDED
from explorer.search import links
from explorer.search.chips import text_of
from explorer.search.facets import DEFAULT_RADIUS, FACETS, RADII, WORDS, Facet, Widget
from explorer.search.presentation.choices import choices
from explorer.search.presentation.wording import number
from explorer.search.query import Query
from explorer.search.results import ResultPage

MORE = "meer"
"""Parameter of the page itself: the facets of which all options are shown."""
OPEN = ("plaats", "opleiding", "uren", "taak")
TYPED = ("q", "vanuit", "straal", "uren_van", "uren_tot")
FIELDS = ("#bij-q", "#bij-vanuit", "#bij-uren")
INDENTS = ("", "explorer-option--below", "explorer-option--deeper", "explorer-option--deepest")


@dataclass(frozen=True, slots=True)
class Tick:
    """One checkbox with its count."""

    name: str
    code: str
    label: str
    count: str
    chosen: bool
    off: bool
    style: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """The switch "show the unknown too" and how many persons it adds."""

    name: str
    on: bool
    adds: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet of the panel. Of `unknown` and `switch` exactly one is there, or neither."""

    facet: Facet
    chosen: str
    is_open: bool
    ticks: tuple[Tick, ...]
    unknown: Tick | None
    switch: Switch | None
    more: str
    in_full: bool
    narrowed: str
    options_url: str
    more_url: str
    less_url: str
    searchable: bool
    swaps: str

    @property
    def is_place(self) -> bool:
        return self.facet.widget is Widget.PLACE

    @property
    def is_hours(self) -> bool:
        return self.facet.widget is Widget.HOURS


@dataclass(frozen=True, slots=True)
class Panel:
    """All facets, and what stands in the fields where people type."""

    facets: tuple[FacetView, ...]
    words: Switch | None
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    radii: tuple[tuple[str, bool], ...]
    active: int
    swaps: str


def panel(page: ResultPage, asked: QueryDict, *, in_full: Collection[str], active: int) -> Panel:
    """The panel for a page of results; `asked` are the parameters as they were sent."""
    views = tuple(facet_view(page, facet, in_full=in_full) for facet in FACETS)
    distance = asked.get("straal") or str(DEFAULT_RADIUS)
    return Panel(
        facets=views,
        words=_switch(page, WORDS, f"{WORDS}_onbekend"),
        typed=_typed(page, asked),
        errors=dict.fromkeys(TYPED, "") | {problem.parameter: problem.text for problem in page.problems},
        radii=tuple((kilometres, kilometres == distance) for kilometres in map(str, RADII)),
        active=active,
        swaps=",".join(
            ["#filters-open", "#toon", "#telling:innerHTML", *FIELDS, *(view.swaps for view in views)]
        ),
    )


def facet_view(page: ResultPage, facet: Facet, *, in_full: Collection[str]) -> FacetView:
    """One facet with the options that the page shows."""
    query, name = page.query, facet.name
    found = choices(page, facet, in_full=name in in_full)
    unknown = _unknown(page, facet)
    return FacetView(
        facet=facet,
        chosen=text_of(query, name),
        is_open=name in OPEN or query.restricts(name) or name in query.narrowed or name in in_full,
        ticks=tuple(
            Tick(
                name=name,
                code=choice.option.concept.code,
                label=choice.option.concept.label,
                count=number(choice.option.count),
                chosen=choice.option.chosen,
                off=not choice.option.count and not choice.option.chosen,
                style=INDENTS[choice.depth],
            )
            for choice in found.shown
        ),
        unknown=unknown,
        switch=None if unknown else _switch(page, name, facet.unknown_parameter),
        more=number(found.more) if found.more else "",
        in_full=name in in_full,
        narrowed=query.narrowed.get(name, ""),
        options_url=reverse("search:options", args=[name]),
        more_url=in_full_url(query, {*in_full, name}),
        less_url=in_full_url(query, {*in_full} - {name}),
        searchable=facet.long
        and (facet.widget is not Widget.PLACE or bool(found.more or name in query.narrowed)),
        swaps=f"#gekozen-{name},#opties-{name}",
    )


def _unknown(page: ResultPage, facet: Facet) -> Tick | None:
    """The option "not recorded": an ordinary one as long as nothing else of the facet is chosen."""
    concept = page.index.concepts.find(attribute=facet.attribute, code=NOT_RECORDED)
    if concept is None:
        return None
    chosen = concept in page.query.chosen(facet.name)
    if page.query.restricts(facet.name) and not chosen:
        return None
    count = page.counts[facet.name][NOT_RECORDED]
    return Tick(facet.name, concept.code, concept.label, number(count), chosen, not count and not chosen)


def _switch(page: ResultPage, name: str, parameter: str) -> Switch | None:
    if not page.query.restricts(name):
        return None
    return Switch(parameter, page.query.shows_unknown(name), number(page.unknown_adds.get(name, 0)))


def _typed(page: ResultPage, asked: QueryDict) -> Mapping[str, str]:
    """Texts as they were typed; a place that was found by its code by its name."""
    typed = {name: asked.get(name, "") for name in TYPED}
    radius = page.query.radius
    if radius is not None and typed["vanuit"] == radius.centre.code:
        typed["vanuit"] = radius.centre.label
    return typed


def in_full_url(query: Query, in_full: Collection[str]) -> str:
    """The address of a search that shows all options of some facets."""
    parameters = QueryDict(links.query_string(query), mutable=True)
    parameters.setlist(MORE, sorted(in_full))
    return f"{reverse('search:candidates')}?{parameters.urlencode()}"
