"""Dates some months on."""

import calendar
import datetime


def months_later(date: datetime.date, months: int) -> datetime.date:
    """The same day so many months on, or the last of that month."""
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    return date.replace(
        year=year, month=month + 1, day=min(date.day, calendar.monthrange(year, month + 1)[1])
    )
