"""What was chosen, in words: a chip per choice, each with what stands for it in the address."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.search.facets import FACETS, WORDS
from explorer.search.links import Parameter, hours_parameters, parameters_of, radius_parameters
from explorer.search.query import Hours, Query, Radius


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of a facet: what it says, and the parameters without which the search does not make it."""

    facet: str
    text: str
    parameters: tuple[Parameter, ...]


def chips(query: Query) -> tuple[Chip, ...]:
    """All choices of a search, in the order of the facets."""
    return tuple(_chips(query))


def text_of(query: Query, facet: str) -> str:
    """What was chosen in one facet, in words."""
    return ", ".join(chip.text for chip in _chips(query) if chip.facet == facet)


def _chips(query: Query) -> Iterator[Chip]:
    if query.words:
        yield Chip(WORDS, f"“{query.words}”", tuple(parameters_of(query, WORDS)))
    for facet in FACETS:
        for concept in query.chosen(facet.name):
            yield Chip(facet.name, concept.label, ((facet.name, concept.code),))
        if facet.name == "plaats" and query.radius is not None:
            yield Chip(facet.name, _around(query.radius), tuple(radius_parameters(query.radius)))
        if facet.name == "uren" and query.hours is not None:
            yield Chip(facet.name, _hours(query.hours), tuple(hours_parameters(query.hours)))


def _around(radius: Radius) -> str:
    return _("%(place)s, binnen %(distance)d km") % {
        "place": radius.centre.label,
        "distance": radius.kilometres,
    }


def _hours(hours: Hours) -> str:
    if hours.end is None:
        return _("vanaf %d uur") % (hours.start or 0)
    # From 0 is the same as from nothing.
    if not hours.start:
        return _("tot %d uur") % hours.end
    return _("%(start)d tot %(end)d uur") % {"start": hours.start, "end": hours.end}
