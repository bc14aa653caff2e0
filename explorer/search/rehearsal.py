"""Made-up searches for the demonstration, asked of its release and counted as those of employers are."""

import datetime
from collections.abc import Iterator
from random import Random

from django.http import QueryDict

from explorer.demand.pending import Change, Pending
from explorer.demand.wishes import band, text, week_of
from explorer.search.asked import wishes_of
from explorer.search.facets import BY_NAME
from explorer.search.index.release_index import Index
from explorer.search.results import answer, read

DIFFERENT = 120
WEEKS = 8
# How often the search that is asked most is asked in a week; the next ones ever less.
MOST_ASKED = 60
WORK = ("taak", "taak", "taak", "taak", "vaardigheid", "beroep", "sector")
# What else vacancies ask for, and how many of a hundred do.
CONDITIONS = {"rijbewijs": 30, "uren": 25, "opleiding": 15, "beschikbaar": 10, "vervoer": 8}
NEAR = 35
RADII = (10, 15, 25)
# Of words that nobody holds; there are many of these.
SELDOM = 0.05


class RehearsalRefused(Exception):
    """What is shown is not made up, so its searches must not be either."""


def rehearse(index: Index, *, seed: int, on: datetime.date) -> list[Change]:
    """Searches of some weeks up to a date, the same for the same seed. Raises `RehearsalRefused`."""
    if not index.release.synthetic:
        raise RehearsalRefused("The release that is shown is of real people; nothing was made up.")
    chance = Random(seed)  # noqa: S311 - no secret, and the same each time
    pending = Pending()
    for rank in range(DIFFERENT):
        pending.put_back(_asked(index, rank, chance, on))
    return pending.take()


def _asked(index: Index, rank: int, chance: Random, on: datetime.date) -> Iterator[Change]:
    """One search in each of the weeks; the higher its rank, the less often."""
    query = read(index, QueryDict("&".join(_vacancy(index, chance))))
    total = answer(index, query, today=on, page_size=1).total
    wishes = text(wishes_of(index, query))
    for week in range(WEEKS if wishes else 0):
        times = round(MOST_ASKED / (rank + 2) * chance.uniform(0.5, 1.5))
        monday = week_of(on) - datetime.timedelta(weeks=week)
        yield Change(monday, wishes, times, band(total.certain), band(total.possible))


def _vacancy(index: Index, chance: Random) -> Iterator[str]:
    """Parameters of one search: some work, and now and then a condition and a place."""
    yield from _wish(index, chance.choice(WORK), chance)
    for name, often in CONDITIONS.items():
        if chance.randrange(100) < often:
            yield from _wish(index, name, chance, evenly=True)
    if chance.randrange(100) < NEAR:
        for wish in _wish(index, "plaats", chance):
            yield f"{wish.replace('plaats', 'vanuit')}&straal={chance.choice(RADII)}"


def _wish(index: Index, facet: str, chance: Random, *, evenly: bool = False) -> Iterator[str]:
    """One of the words of a facet, where it has any: what many people hold is asked for more, or not."""
    words = [word for word in index.concepts.of(BY_NAME[facet].attribute) if not word.is_special]
    weights = [1.0 if evenly else SELDOM + index.counts[word.number] for word in words]
    for word in chance.choices(words, weights) if words else ():
        yield f"{facet}={word.code}"
