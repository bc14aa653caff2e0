"""Working days in the Netherlands: Monday to Friday without public holidays."""

import datetime
from functools import cache

import holidays
from dateutil.rrule import DAILY, FR, MO, TH, TU, WE, rrule

WORKING = (MO, TU, WE, TH, FR)


def add_working_days(day: datetime.date, days: int) -> datetime.date:
    """The working day that is so many working days after a day; a promise of 0 days is for the next one.

    A request of Saturday with two days is due on Tuesday, as is one of Friday evening.
    """
    left = max(days, 1)
    for after in rrule(DAILY, dtstart=day + datetime.timedelta(days=1), byweekday=WORKING):
        if not is_holiday(after.date()):
            left -= 1
            if left == 0:
                return after.date()
    raise AssertionError("the calendar ended")  # pragma: no cover


def working_days_between(start: datetime.date, end: datetime.date) -> int:
    """Working days after `start` up to and with `end`; negative where the end is past."""
    if end < start:
        # Turned round, so that one rule counts both ways.
        return -working_days_between(end, start)
    days = rrule(DAILY, dtstart=start + datetime.timedelta(days=1), until=end, byweekday=WORKING)
    return sum(not is_holiday(day.date()) for day in days)


def is_holiday(day: datetime.date) -> bool:
    """Whether a day is a public holiday."""
    return day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[datetime.date]:
    return frozenset(holidays.country_holidays("NL", years=year))
