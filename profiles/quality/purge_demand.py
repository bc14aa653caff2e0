"""Delete what employers searched for longer ago than it is kept for."""

import datetime

from explorer.demand.models import WeeklySearch
from explorer.demand.wishes import week_of
from profiles.configuration.current import values


def purge_demand(*, on: datetime.date) -> int:
    """Delete the weeks that are over their term, frequent and rare alike; returns the number of rows."""
    oldest = week_of(on) - datetime.timedelta(weeks=values().demand_weeks)
    deleted, _ = WeeklySearch.objects.filter(week__lte=oldest).delete()
    return deleted
