"""What employers searched for, written as the owner: the inside may only read and delete it."""

import datetime

from explorer.demand.models import WeeklySearch
from explorer.demand.wishes import week_of
from tests.database import as_owner
from tests.factories.register import TODAY


def ask(wishes: str, searches: int, *, found: int = 0, weeks_ago: int = 0) -> WeeklySearch:
    """A search that was asked so often in a week."""
    week = week_of(TODAY) - datetime.timedelta(weeks=weeks_ago)
    with as_owner("explorer"):
        return WeeklySearch.objects.create(week=week, wishes=wishes, searches=searches, found=found)
