"""The page that makes a job of tasks: what is chosen, its picture, its table, the best sets."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from explorer.release.vocabulary import Vocabulary
from explorer.search.combine import (
    FEWEST_TASKS,
    MOST_TASKS,
    Combination,
    TaskSet,
    combine,
    region_of,
)
from explorer.search.current import Current
from explorer.search.links import COUNTRY, contact_url, group_url
from explorer.search.query import Query
from explorer.search.wording import Amount, all_of, fewest, in_area, labels, name_of, region_name

TASK, REGION = "taak", "regio"
WIDE, RING, MIDDLE = 620, 165, (310, 240)
LABEL_LETTERS = 17


@dataclass(frozen=True)
class Choice:
    """A task that can be ticked."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class ChoiceGroup:
    """Tasks of one kind of work."""

    code: str
    label: str
    tasks: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        return sum(task.is_chosen for task in self.tasks)


@dataclass(frozen=True)
class Dot:
    """A task in the picture; `lines` are (y, text) of its label, written at `label_x`."""

    x: float
    y: float
    radius: int
    amount: Amount
    label_x: float
    lines: tuple[tuple[float, str], ...]
    is_best: bool


@dataclass(frozen=True)
class Line:
    """Two tasks in the picture; the number is written at `x`, `y`."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: int
    amount: Amount
    x: float
    y: float
    is_best: bool


@dataclass(frozen=True)
class ShownSet:
    """A set with the number of its weakest pair."""

    name: str
    amount: Amount
    is_pair: bool
    request: str


@dataclass(frozen=True)
class Row:
    """A task with the numbers of each column; the one of the task itself is `is_own`."""

    label: str
    away: str
    cells: tuple[tuple[Amount, bool], ...]


@dataclass(frozen=True)
class CombiningPage:
    """All that the template shows. `apart` are names of two tasks without a number together."""

    groups: tuple[ChoiceGroup, ...]
    regions: tuple[tuple[str, str, bool], ...]
    where: str
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sets: tuple[ShownSet, ...]
    apart: tuple[str, ...]
    too_many: bool
    unknown: int

    @property
    def best(self) -> ShownSet | None:
        """The set that is proposed: the best one."""
        return self.sets[0] if self.sets else None


def combining_page(now: Current, data: QueryDict) -> CombiningPage:
    """The page of the chosen tasks; codes of no task are left out and counted."""
    vocabulary = now.vocabulary
    # An address may name a task twice.
    codes = list(dict.fromkeys(code for code in data.getlist(TASK) if code))
    known = [task for code in codes if (task := vocabulary.find("task", code)) is not None]
    # Whoever can do a task can do the kind of work it is of: only tasks themselves are combined.
    found = [task for task in known if not vocabulary.children(task.number)]
    asked = data.get(REGION, "")
    # Where none is chosen, the region that the site is of.
    names = {region_name(vocabulary, each.number): each.number for each in vocabulary.regions}
    region = region_of(now, asked) if asked else names.get(settings.SITE_REGION)
    counted = combine(now, [task.number for task in found], region=region)
    best = set(counted.best[0].tasks) if counted.best else set()
    area = vocabulary.areas[counted.area]
    regions = [
        (each.code, region_name(vocabulary, each.number), each.number == region)
        for each in vocabulary.regions
    ]
    return CombiningPage(
        groups=tuple(_groups(vocabulary, set(counted.tasks))),
        regions=(*regions, (COUNTRY, _("heel Nederland"), region is None)),
        where=in_area(vocabulary, area),
        dots=tuple(_dots(now, counted, best)),
        lines=tuple(_lines(now, counted, best)),
        columns=tuple(labels(vocabulary, counted.tasks)),
        rows=tuple(_row(now, counted, task) for task in counted.tasks),
        sets=tuple(
            ShownSet(
                name=all_of(labels(now.vocabulary, each.tasks)),
                amount=Amount(each.weakest, now.k),
                is_pair=len(each.tasks) == FEWEST_TASKS,
                request=_request(now, counted, each),
            )
            for each in counted.best
        ),
        apart=tuple(all_of(labels(vocabulary, pair)) for pair in counted.apart),
        too_many=len(found) > MOST_TASKS,
        unknown=len(codes) - len(found),
    )


def _groups(vocabulary: Vocabulary, chosen: set[int]) -> Iterator[ChoiceGroup]:
    for root in vocabulary.of("task"):
        if root.parent is None:
            below = [
                number for number in vocabulary.descendants(root.number) if not vocabulary.children(number)
            ]
            yield ChoiceGroup(
                root.code,
                name_of(vocabulary, root.number),
                tuple(
                    Choice(vocabulary[number].code, name_of(vocabulary, number), number in chosen)
                    for number in below or [root.number]
                ),
            )


def _point(place: int, places: int, ring: float = RING) -> tuple[float, float]:
    angle = 2 * pi * place / places - pi / 2
    return round(MIDDLE[0] + ring * cos(angle), 1), round(MIDDLE[1] + ring * sin(angle), 1)


def _dots(now: Current, counted: Combination, best: set[int]) -> Iterator[Dot]:
    for place, task in enumerate(counted.tasks):
        x, y = _point(place, len(counted.tasks))
        amount = Amount(counted.alone[task], now.k)
        words = textwrap.wrap(name_of(now.vocabulary, task), LABEL_LETTERS, break_long_words=False)
        # Above the dots of the upper half, below the others; towards the sides beside them.
        first = y - 46 - 20 * (len(words) - 1) if y < MIDDLE[1] else y + 58
        label_x = x + (x - MIDDLE[0]) * 0.35
        rows = tuple((round(first + 20 * line, 1), text) for line, text in enumerate(words))
        yield Dot(x, y, 24 + 2 * amount.level, amount, round(label_x, 1), rows, task in best)


def _lines(now: Current, counted: Combination, best: set[int]) -> Iterator[Line]:
    many = len(counted.tasks)
    places = {task: place for place, task in enumerate(counted.tasks)}
    for one, other in combinations(counted.tasks, 2):
        start, end = _point(places[one], many), _point(places[other], many)
        is_side = (places[other] - places[one]) in (1, many - 1)
        # Lines through the middle would write their numbers on top of each other.
        share = 0.5 if is_side else 0.38
        amount = _of_pair(now, counted, one, other)
        yield Line(
            start,
            end,
            2 * amount.level,
            amount,
            round(start[0] + share * (end[0] - start[0]), 1),
            round(start[1] + share * (end[1] - start[1]), 1),
            one in best and other in best,
        )


def _of_pair(now: Current, counted: Combination, one: int, other: int) -> Amount:
    area = now.vocabulary.areas[counted.area]
    number = counted.pairs[min(one, other), max(one, other)]
    return Amount(number, now.k, fewest(area, "task", k=now.k))


def _row(now: Current, counted: Combination, task: int) -> Row:
    cells = (
        (Amount(counted.alone[task], now.k), True)
        if other == task
        else (_of_pair(now, counted, task, other), False)
        for other in counted.tasks
    )
    rest = [(TASK, now.vocabulary[other].code) for other in counted.tasks if other != task]
    region = now.vocabulary[counted.region].code if counted.region else COUNTRY
    return Row(
        name_of(now.vocabulary, task),
        f"{reverse('guide:combine')}?{urlencode([*rest, (REGION, region)])}",
        tuple(cells),
    )


def _request(now: Current, counted: Combination, each: TaskSet) -> str:
    """Two tasks are a search; of more, every two are a group of the request, since a search says *or*."""
    vocabulary = now.vocabulary
    if len(each.tasks) == FEWEST_TASKS:
        places = (counted.region,) if counted.region else ()
        query = Query(whats=each.tasks[:1], places=places, wishes={"ook": each.tasks[1:]})
        return contact_url(vocabulary, query)
    area = vocabulary.areas[counted.area]
    groups = [
        ("groep", group_url(vocabulary, one, area, other)) for one, other in combinations(each.tasks, 2)
    ]
    return f"{reverse('contact:ask')}?{urlencode(groups)}"
