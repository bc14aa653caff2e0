"""The start page: kinds of work with their numbers, what many people can do, people by municipality."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from explorer.release.models import Group
from explorer.release.shapes import AreaKind
from explorer.release.vocabulary import is_of
from explorer.search.current import Current
from explorer.search.links import search_url
from explorer.search.maps import Map, municipality_map
from explorer.search.page import Link, by_region
from explorer.search.query import Query
from explorer.search.wording import Amount, name_of, pictogram

EXAMPLES = 3
OFTEN = 6


@dataclass(frozen=True, slots=True)
class WorkTile:
    """A kind of work: a group of tasks, a few of these, how many people."""

    label: str
    examples: str
    url: str
    picture: str
    amount: Amount


@dataclass(frozen=True)
class StartPage:
    """What the start page shows of a release."""

    amount: Amount
    tiles: tuple[WorkTile, ...]
    often: tuple[Link, ...]
    map: Map | None
    regions: tuple[Link, ...]
    tasks: int
    skills: int


def start_page(now: Current) -> StartPage:
    """All of the start page; one statement."""
    # (what, area) -> number: of tasks in the country, and of all people in each area.
    tasks = [task.number for task in now.vocabulary.of("task")]
    rows = Group.objects.filter(
        Q(area=now.country, what__in=tasks) | Q(what=0), release_id=now.release.number, condition=0
    )
    numbers = {(what, area): number for what, area, number in rows.values_list("what", "area", "at_least")}
    vocabulary = now.vocabulary
    places = {
        area.concept: numbers.get((0, area.number), 0)
        for area in vocabulary.areas.values()
        if area.concept and is_of(area, AreaKind.MUNICIPALITY)
    }
    # Regions without any number would leave the map mostly empty.
    shown = {vocabulary[place].parent for place, number in places.items() if number}
    drawn = municipality_map(
        now,
        {place: number for place, number in places.items() if vocabulary[place].parent in shown},
        query=Query(),
    )
    regions: tuple[Link, ...] = ()
    if drawn is None:
        areas = {
            region.number: vocabulary.area_with(vocabulary.municipalities_of(region.number))
            for region in vocabulary.regions
        }
        people = {region: numbers.get((0, area.number), 0) for region, area in areas.items() if area}
        regions = by_region(now, people, Query())
    # Sorting is stable: of equals those first that are first in the vocabulary.
    leaves = [task for task in vocabulary.of("task") if not vocabulary.children(task.number)]
    best = sorted(leaves, key=lambda task: -numbers.get((task.number, now.country), 0))[:OFTEN]
    return StartPage(
        amount=Amount(numbers.get((0, now.country), 0), now.k),
        tiles=tiles(now, {what: number for (what, area), number in numbers.items() if area == now.country}),
        often=tuple(
            Link(
                name_of(vocabulary, task.number),
                search_url(vocabulary, Query(whats=(task.number,))),
                Amount(numbers.get((task.number, now.country), 0), now.k),
            )
            for task in best
            if numbers.get((task.number, now.country))
        ),
        map=drawn,
        regions=regions,
        tasks=sum(not vocabulary.children(task.number) for task in vocabulary.of("task")),
        skills=sum(not vocabulary.children(skill.number) for skill in vocabulary.of("skill")),
    )


def tiles(now: Current, numbers: Mapping[int, int]) -> tuple[WorkTile, ...]:
    """The groups of tasks, in the order of the vocabulary; `numbers` by concept, in the whole release."""
    vocabulary = now.vocabulary
    made = []
    for task in vocabulary.of("task"):
        if task.parent is None:
            below = sorted(vocabulary.children(task.number), key=lambda each: -numbers.get(each.number, 0))
            made.append(
                WorkTile(
                    label=name_of(vocabulary, task.number),
                    examples=", ".join(each.label.lower() for each in below[:EXAMPLES]),
                    url=search_url(vocabulary, Query(whats=(task.number,))),
                    picture=pictogram(vocabulary, task.number),
                    amount=Amount(numbers.get(task.number, 0), now.k),
                )
            )
    return tuple(made)
