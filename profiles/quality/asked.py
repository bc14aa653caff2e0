"""What employers searched for lately, as far as it was asked often enough to be used."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.demand.models import WeeklySearch
from explorer.demand.wishes import Search, read, week_of
from profiles.configuration.current import values
from profiles.quality.examples import EXAMPLES

# With fewer different searches a share would be about one vacancy.
ENOUGH = 10


@dataclass(frozen=True)
class Asked:
    """Different searches and how often each was asked; `are_examples` when those are ours.

    They are of the last `weeks`. `threshold` is the number of times in a week
    below which a search is not looked at one by one; `rare` is how often such
    were asked together, None when that too is too few to show.
    """

    searches: Mapping[Search, int]
    are_examples: bool
    weeks: int
    threshold: int
    rare: int | None

    @property
    def times(self) -> int:
        return sum(self.searches.values())


def kept_weeks(*, on: datetime.date) -> Iterable[WeeklySearch]:
    """The rows of the weeks that demand is kept for."""
    oldest = week_of(on) - datetime.timedelta(weeks=values().demand_weeks)
    return WeeklySearch.objects.filter(week__gt=oldest)


def asked(rows: Iterable[WeeklySearch]) -> Asked:
    """Searches that were asked often enough in a week, added up; the examples when these are too few."""
    weeks, threshold = values().demand_weeks, values().demand_threshold
    often: Counter[Search] = Counter()
    rare = 0
    for row in rows:
        if row.searches >= threshold:
            often[read(row.wishes)] += row.searches
        else:
            rare += row.searches
    # A small number of rare searches could be those of one employer.
    shown = None if 0 < rare < threshold else rare
    if len(often) < ENOUGH:
        return Asked({read(example): 1 for example in EXAMPLES}, True, weeks, threshold, shown)
    return Asked(dict(often), False, weeks, threshold, shown)
