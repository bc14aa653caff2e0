"""The start page: how many people, where, and what many of them can do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from explorer.search.concepts import Concept
from explorer.search.facets import BY_ATTRIBUTE
from explorer.search.index.release_index import Index
from explorer.search.presentation.amounts import amount
from explorer.search.presentation.wording import number, running

MOST_PLACES = 8
MOST_TASKS = 6
# What the page promises, as far as the release tells it.
CAN = ("task", "skill", "education", "licence")
WANTS = ("sector", "hours", "place")


@dataclass(frozen=True, slots=True)
class PlaceBar:
    """A place with a bar; without address where the region is all that is told."""

    label: str
    people: str
    share: str
    url: str


@dataclass(frozen=True, slots=True)
class TaskLink:
    label: str
    people: str
    url: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What the start page says of a release; `people` are groups where `of_groups`."""

    people: int
    amount: str
    of_groups: bool
    released_on: date
    places: tuple[PlaceBar, ...]
    place_names: tuple[str, ...]
    generalised: bool
    tasks: tuple[TaskLink, ...]
    can: str
    wants: str


def opening(index: Index) -> Opening:
    """Summarise a release; every number counts persons, or groups."""
    of_groups = index.weighing.counts_groups
    told = index.told
    held = [one for one in index.concepts.of("place") if told[one.number] and not one.is_special]
    ranked = sorted(held, key=lambda place: (place.parent is None, -told[place.number]))
    most = max((int(told[place.number]) for place in held), default=1)
    bars = [_bar(place, int(told[place.number]), most) for place in ranked[:MOST_PLACES]]
    return Opening(
        people=index.everyone,
        amount=amount(index.everyone, of_groups=of_groups),
        of_groups=of_groups,
        released_on=index.release.released_on,
        places=tuple(bars),
        place_names=tuple(place.label for place in ranked if place.parent is not None),
        generalised=any(place.parent is None for place in held),
        tasks=tuple(_tasks(index)),
        can=", ".join(_told(index, CAN)),
        wants=", ".join(_told(index, WANTS)),
    )


def _told(index: Index, attributes: Iterable[str]) -> Iterator[str]:
    """Those of which the release tells anything of anybody, as they stand in a sentence."""
    for attribute in attributes:
        if any(index.counts[one.number] for one in index.concepts.of(attribute) if not one.is_special):
            yield running(str(BY_ATTRIBUTE[attribute].label))


def _bar(place: Concept, people: int, most: int) -> PlaceBar:
    share = f"{100 * people / most:.1f}"
    if place.parent is None:
        return PlaceBar(_("Elders in %(region)s") % {"region": place.label}, number(people), share, "")
    return PlaceBar(place.label, number(people), share, _search("plaats", place))


def _tasks(index: Index) -> Iterator[TaskLink]:
    leaves = [one for one in index.concepts.of("task") if one.parent is not None and index.counts[one.number]]
    for task in sorted(leaves, key=lambda one: -index.counts[one.number])[:MOST_TASKS]:
        yield TaskLink(task.label, number(int(index.counts[task.number])), _search("taak", task))


def _search(facet: str, concept: Concept) -> str:
    return f"{reverse('search:candidates')}?{urlencode({facet: concept.code})}"
