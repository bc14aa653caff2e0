"""What employers searched for without a result, shown only where it was asked often enough."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.demand.models import WeeklySearch
from explorer.demand.wishes import Search, Wish, read, text
from profiles.configuration.current import values


@dataclass(frozen=True)
class Unmet:
    """Something that was asked `searches` times while too few people were found to show any number."""

    asked: Search
    searches: int


def unmet_searches(rows: Iterable[WeeklySearch]) -> list[Unmet]:
    """Whole searches, of the weeks in which each was asked often enough; those asked most first."""
    often = (row for row in rows if row.searches >= values().demand_threshold and row.found == 0)
    return _added((read(row.wishes), row.searches) for row in often)


def unmet_words(rows: Iterable[WeeklySearch]) -> list[Unmet]:
    """Single words, by all searches that name them, the rare ones too where together they are not rare.

    Of a word and a week the rare searches count only when they add up to the
    threshold, so that no difference of two figures is about fewer.
    """
    unmet = [row for row in rows if row.found == 0]
    counted = [row for row in unmet if row.searches >= values().demand_threshold]
    rare: dict[tuple[object, Wish], int] = defaultdict(int)
    for row in unmet:
        if row.searches < values().demand_threshold:
            for wish in read(row.wishes):
                rare[row.week, wish] += row.searches
    pairs = [(frozenset({wish}), row.searches) for row in counted for wish in read(row.wishes)]
    pairs += [
        (frozenset({wish}), times) for (_, wish), times in rare.items() if times >= values().demand_threshold
    ]
    return _added(pairs)


def _added(pairs: Iterable[tuple[Search, int]]) -> list[Unmet]:
    searches: Counter[Search] = Counter()
    for asked, times in pairs:
        searches[asked] += times
    found = (Unmet(asked, times) for asked, times in searches.items())
    # The text last, so that equal numbers keep one order.
    return sorted(found, key=lambda each: (-each.searches, text(each.asked)))
