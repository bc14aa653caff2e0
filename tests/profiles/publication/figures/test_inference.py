"""Everything that was published, read back from the public data: no suppressed figure can be solved."""

import copy
import datetime
import random
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from explorer.release.models import Figures
from profiles.anonymisation.cell_suppression.cells import COUNTED
from profiles.anonymisation.cell_suppression.table import COUNTRY, PublishedTable
from profiles.publication.figures.count import PeopleCounts
from profiles.publication.figures.prepare import prepare
from profiles.publication.figures.publish_figures import publish_figures
from profiles.publication.models import Policy
from tests.factories.register import TODAY
from tests.profiles.anonymisation.cell_suppression.tables import (
    Leaves,
    Solver,
    Unknown,
    seed_leaves,
    some_time_later,
)

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

MONTH = datetime.timedelta(days=30)
BERGEN = "GM0893"
# A second region of small municipalities, so that regions add up to something.
NEIGHBOURS = {
    "GM0957": [61, 120, 240, 40, 210, 130, 250, 190],
    "GM0988": [33, 70, 160, 21, 135, 80, 160, 120],
    "GM1711": [12, 20, 7, 11, 12, 9, 14, 11],
}


def publish_months(threshold: int, *, seed: int, months: int = 3) -> None:
    Policy.objects.filter(is_default=True).update(figures_threshold=threshold)
    lot = random.Random(seed)
    leaves = seed_leaves() | NEIGHBOURS
    for month in range(months):
        on = TODAY + month * MONTH
        publish_figures(prepare(counted=counted(leaves), on=on, release_number=month + 1))
        leaves = some_time_later(lot, leaves)


def counted(leaves: Leaves) -> PeopleCounts:
    figures = {code: dict(zip(COUNTED, line, strict=True)) for code, line in leaves.items()}
    return PeopleCounts(figures, {code: "AM33" if code in NEIGHBOURS else "AM29" for code in figures})


def everything_published() -> list[PublishedTable]:
    rows = Figures.objects.order_by("on").values_list("data", "threshold")
    return [as_shown(data, threshold) for data, threshold in rows]


def as_shown(data: dict[str, Any], threshold: int) -> PublishedTable:
    """From nothing but what a visitor can download."""
    parent, values = {}, {(COUNTRY, name): n for name, n in data["country"].items()}
    for region in data["regions"]:
        parent[region["code"]] = COUNTRY
        for place in (region, *region["municipalities"]):
            if place is not region:
                parent[place["code"]] = region["code"]
            values |= {(place["code"], name): n for name, n in place["figures"].items()}
    return PublishedTable(parent, values, threshold)


def solved(dates: list[PublishedTable], same: Iterable[Unknown] = ()) -> list[Unknown]:
    """What has bounds nearer than the threshold."""
    solver = Solver(dates, list(same))
    return [unknown for unknown in solver.number if is_exposed(solver, unknown)]


def is_exposed(solver: Solver, unknown: Unknown) -> bool:
    """Of a figure that was not due only that it is small may not be known."""
    least, most = solver.range(unknown)
    threshold = solver.dates[unknown[0]].threshold
    if unknown in solver.absent:
        return 0 < least <= most < threshold
    return most - least < threshold


def still_where_nothing_moved(dates: list[PublishedTable]) -> Iterator[Unknown]:
    """What is held back on two dates in a row in a place of which all that is shown stayed the same."""
    for at in range(len(dates) - 1):
        one, other = dates[at].values, dates[at + 1].values
        for place in {place for place, _name in one}:
            names = [name for where, name in one.keys() & other.keys() if where == place]
            if all(one[place, name] == other[place, name] for name in names):
                yield from ((at, place, name) for name in names if one[place, name] is None)


@pytest.mark.parametrize(("threshold", "seed"), [(5, 1), (10, 2)])
def test_no_suppressed_figure_comes_out(threshold: int, seed: int) -> None:
    publish_months(threshold, seed=seed)
    dates = everything_published()
    hidden = sum(value is None for date in dates for value in date.values.values())
    assert hidden if threshold == 10 else len(dates) == 3
    assert all(n is None or n == 0 or n >= threshold for date in dates for n in date.values.values())
    assert solved(dates) == []
    assert solved(dates, still_where_nothing_moved(dates)) == []


def test_solver_finds_the_fault_that_is_planted() -> None:
    """The six of Bergen alone is held back; its neighbours in row and column stand there."""
    publish_months(10, seed=3, months=1)
    data = copy.deepcopy(Figures.objects.get().data)
    for place in data["regions"][0]["municipalities"]:
        if place["code"] != BERGEN:
            place["figures"] = counted_figures(place["code"])
    assert (0, BERGEN, "municipality_with") in solved([as_shown(data, 10)])


def counted_figures(code: str) -> dict[str, int]:
    m_with, m_without, u_with, u_without, *rest = (seed_leaves() | NEIGHBOURS)[code]
    return {
        "known": m_with + m_without + u_with + u_without,
        "with_profile": m_with + u_with,
        "without_profile": m_without + u_without,
        "municipality_with": m_with,
        "municipality_without": m_without,
        "uwv_with": u_with,
        "uwv_without": u_without,
        "municipality": m_with + m_without,
        "uwv": u_with + u_without,
        **dict(zip(COUNTED[4:], rest, strict=True)),
    }
