"""Delete what employers searched for longer ago than it is kept for."""

import datetime

from django.conf import settings

from explorer.demand.models import WeeklySearch
from explorer.demand.wishes import week_of


def purge_demand(*, on: datetime.date) -> int:
    """Delete the weeks that are over their term, frequent and rare alike; returns the number of rows."""
    oldest = week_of(on) - datetime.timedelta(weeks=settings.DEMAND_WEEKS)
    deleted, _ = WeeklySearch.objects.filter(week__lte=oldest).delete()
    return deleted
