"""What employers asked and did not find, told only where it was asked often enough."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from explorer.demand.models import WeeklySearch
from explorer.demand.wishes import Search, Wish, read, text


@dataclass(frozen=True)
class Unmet:
    """Something that was asked `searches` times while nobody was certain to fit.

    In `nobody` of those there was not even somebody who might.
    """

    asked: Search
    searches: int
    nobody: int


def unmet_searches(rows: Iterable[WeeklySearch]) -> list[Unmet]:
    """Whole searches, of the weeks in which each was asked often enough; those asked most first."""
    often = (row for row in rows if row.searches >= settings.DEMAND_THRESHOLD and row.certain == 0)
    return _added((read(row.wishes), row) for row in often)


def unmet_words(rows: Iterable[WeeklySearch]) -> list[Unmet]:
    """Single words, by all searches that name them, the rare ones too where together they are not rare.

    Of a word and a week the rare searches count only when they add up to the
    threshold, so that nothing that is told tells of fewer by taking one from another.
    """
    unmet = [row for row in rows if row.certain == 0]
    counted = [row for row in unmet if row.searches >= settings.DEMAND_THRESHOLD]
    added: dict[tuple[object, Wish], list[WeeklySearch]] = defaultdict(list)
    for row in unmet:
        if row.searches < settings.DEMAND_THRESHOLD:
            for wish in read(row.wishes):
                added[row.week, wish].append(row)
    pairs = [(frozenset({wish}), row) for row in counted for wish in read(row.wishes)]
    for (_, wish), rare in added.items():
        if sum(row.searches for row in rare) >= settings.DEMAND_THRESHOLD:
            pairs += [(frozenset({wish}), row) for row in rare]
    return _added(pairs)


def _added(pairs: Iterable[tuple[Search, WeeklySearch]]) -> list[Unmet]:
    searches: Counter[Search] = Counter()
    nobody: Counter[Search] = Counter()
    for asked, row in pairs:
        searches[asked] += row.searches
        nobody[asked] += row.searches if row.possible == 0 else 0
    found = (Unmet(asked, times, nobody[asked]) for asked, times in searches.items())
    return sorted(found, key=lambda each: (-each.searches, text(each.asked)))
