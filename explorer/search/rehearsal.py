"""Made-up searches for the demonstration, asked of its release and counted as those of employers are."""

import datetime
from collections.abc import Mapping
from random import Random

from explorer.demand.pending import Change, Pending
from explorer.demand.wishes import band, text, week_of
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.search.answer import answer
from explorer.search.asked import wishes_of
from explorer.search.current import Current
from explorer.search.facets import BY_NAME, WHAT_FACETS
from explorer.search.query import Query

SEARCHES = 120
WEEKS = 8
# How often the most popular search is asked in a week; the next ones ever less.
MOST_ASKED = 60
WORK = ("task", "task", "task", "task", "skill", "occupation", "sector")
# What else vacancies ask for, and how many of a hundred do.
CONDITIONS = {"rijbewijs": 30, "uren": 25, "opleiding": 15, "beschikbaar": 10, "vervoer": 8}
NEAR = 35
DISTANCES = (10, 15, 25)
# The weight of a word without people; there are many of these.
SELDOM = 0.05


class SearchRehearsalRefused(Exception):
    """The active release is of real people, so its searches must not be made up."""


def rehearse(now: Current, *, seed: int, on: datetime.date) -> list[Change]:
    """Searches of some weeks up to a date, the same for the same seed. Raises `RehearsalRefused`."""
    # Made-up demand beside real people would be taken for real.
    if not now.release.synthetic:
        raise SearchRehearsalRefused("The active release is of real people; nothing was made up.")
    rng = Random(seed)  # noqa: S311 - no secret, and the same each time
    pending = Pending()
    options = answer(now, Query()).options
    popular = {work: number for facet in WHAT_FACETS for work, number in options[facet.name].items()}
    for rank in range(SEARCHES):
        query = _vacancy(now, rng, popular)
        found = band(answer(now, query).at_least)
        wishes = text(wishes_of(now.vocabulary, query))
        changes: list[Change] = []
        # The higher its rank, the less often a search is made; one without wishes is not counted.
        for week in range(WEEKS if wishes else 0):
            times = round(MOST_ASKED / (rank + 2) * rng.uniform(0.5, 1.5))
            monday = week_of(on) - datetime.timedelta(weeks=week)
            changes.append(Change(monday, wishes, times, found))
        pending.add(changes)
    return pending.take()


def _vacancy(now: Current, rng: Random, popular: Mapping[int, int]) -> Query:
    """Some work, and now and then a condition and a place; popular work more often."""
    attribute = rng.choice(WORK)
    works = [concept.number for concept in now.vocabulary.of(attribute)]
    whats = rng.choices(works, [SELDOM + popular[work] for work in works]) if works else []
    options = {
        name: [
            concept.number
            for concept in now.vocabulary.of(BY_NAME[name].attributes[0])
            if concept.code not in (NOT_RECORDED, NOT_APPLICABLE)
        ]
        for name in CONDITIONS
    }
    wishes = {
        name: (rng.choice(options[name]),)
        for name, often in CONDITIONS.items()
        if rng.randrange(100) < often and options[name]
    }
    near = rng.randrange(100) < NEAR
    centre = rng.choice(now.vocabulary.municipalities).number if near else None
    return Query(whats=tuple(whats), centre=centre, km=rng.choice(DISTANCES) if near else None, wishes=wishes)
