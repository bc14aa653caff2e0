"""The address of a search: always the same for the same search, defaults left out; and searches beside it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlencode

from explorer.search.concepts import Concept
from explorer.search.facets import BY_NAME, DEFAULT_RADIUS, FACETS, WORDS
from explorer.search.query import Hours, Query, Radius

PAGE = "pagina"
Parameter = tuple[str, str]


def query_string(query: Query) -> str:
    """The query string of a search, without question mark; empty for the search that asks nothing."""
    return "&".join([encoded(*parameter) for parameter in parameters(query)])


# A page links to a dozen searches that differ in one parameter.
@lru_cache(maxsize=4096)
def encoded(name: str, value: str) -> str:
    """A parameter as it stands in an address."""
    return urlencode({name: value})


def parameters(query: Query) -> Iterator[Parameter]:
    """The parameters of a search in their fixed order, for an address or the hidden fields of a form."""
    yield from parameters_of(query, WORDS)
    for facet in FACETS:
        yield from parameters_of(query, facet.name)
        if facet.name in query.narrowed:
            yield facet.narrow_parameter, query.narrowed[facet.name]
    if query.certain_only:
        yield "zeker", "ja"
    if query.page > 1:
        yield PAGE, str(query.page)


def parameters_of(query: Query, facet: str) -> Iterator[Parameter]:
    """Those by which a search asks something of a facet, or of `q`: what goes with `without_facet`."""
    if facet == WORDS and query.words:
        yield WORDS, query.words
    for concept in query.chosen(facet):
        yield facet, concept.code
    if facet == "plaats" and query.radius is not None:
        yield from radius_parameters(query.radius)
    if facet == "uren" and query.hours is not None:
        yield from hours_parameters(query.hours)
    if facet in query.without_unknown:
        yield f"{facet}_onbekend", "nee"


def radius_parameters(radius: Radius) -> Iterator[Parameter]:
    """Those of a circle."""
    yield "vanuit", radius.centre.code
    if radius.kilometres != DEFAULT_RADIUS:
        yield "straal", str(radius.kilometres)


def hours_parameters(hours: Hours) -> Iterator[Parameter]:
    """Those of a range of hours."""
    if hours.start is not None:
        yield "uren_van", str(hours.start)
    if hours.end is not None:
        yield "uren_tot", str(hours.end)


def with_option(query: Query, facet: str, concept: Concept) -> Query:
    """The search with one option more."""
    chosen = {*query.chosen(facet), concept}
    return _selected(query, facet, tuple(sorted(chosen, key=lambda one: one.number)))


def without_option(query: Query, facet: str, concept: Concept) -> Query:
    """The search without one of the options chosen by hand."""
    return _selected(query, facet, tuple(one for one in query.chosen(facet) if one != concept))


def without_facet(query: Query, facet: str) -> Query:
    """The search without anything asked of this facet, or without its words for `q`."""
    query = replace(query, without_unknown=query.without_unknown - {facet})
    if facet == WORDS:
        return replace(query, words="", word_concepts=(), page=1)
    if facet == "plaats":
        query = replace(query, radius=None)
    if facet == "uren":
        query = replace(query, hours=None)
    return _selected(query, facet, ())


def without_radius(query: Query) -> Query:
    """The search without a distance."""
    return replace(query, radius=None, page=1)


def without_hours(query: Query) -> Query:
    """The search without a range of hours."""
    return replace(query, hours=None, page=1)


def within(query: Query, kilometres: int) -> Query:
    """The search with another distance from the same place."""
    radius = query.radius and replace(query.radius, kilometres=kilometres)
    return replace(query, radius=radius, page=1)


def with_unknown(query: Query, facet: str, shown: bool) -> Query:
    """The search with the switch "show the unknown too" of a facet on or off."""
    off = query.without_unknown - {facet} if shown else query.without_unknown | {facet}
    return replace(query, without_unknown=off, page=1)


def only_certain(query: Query, wanted: bool) -> Query:
    """The search for certain matches only, or for possible ones too."""
    return replace(query, certain_only=wanted, page=1)


def at_page(query: Query, page: int) -> Query:
    """The same search, another page of its list."""
    return replace(query, page=page)


def _selected(query: Query, facet: str, chosen: tuple[Concept, ...]) -> Query:
    selections = {name: query.chosen(name) for name in BY_NAME if name != facet and query.chosen(name)}
    if chosen:
        selections[facet] = chosen
    return replace(query, selections=MappingProxyType(selections), page=1)
