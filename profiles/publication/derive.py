"""Attributes that are not chosen: they follow from a field and the date."""

import datetime
from collections.abc import Iterator

from profiles.register.months import months_later

# Code -> from and up to, in hours a week; the last has no end.
HOURS_BANDS: dict[str, tuple[int, float]] = {
    "0-8": (0, 8),
    "8-16": (8, 16),
    "16-24": (16, 24),
    "24-32": (24, 32),
    "32-40": (32, float("inf")),
}
NOW, LATER = "meteen", "later"
# Code -> within how many months.
TERMS = {"binnen-1-maand": 1, "binnen-3-maanden": 3}


def hours_bands(*, least: int | None, most: int | None) -> Iterator[str]:
    """Codes of the bands that a range of hours overlaps; one number lies in one band."""
    if least is None or most is None:
        return
    for code, (start, end) in HOURS_BANDS.items():
        if least < end and (most > start or most == least == start):
            yield code


def availability(*, available_from: datetime.date | None, on: datetime.date) -> Iterator[str]:
    """The code of the term within which a person can start, seen from a date; none when it is not known."""
    if available_from is None:
        return
    if available_from <= on:
        yield NOW
    else:
        yield next(
            (code for code, months in TERMS.items() if available_from <= months_later(on, months)), LATER
        )
