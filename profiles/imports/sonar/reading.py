"""What one cell says. Pure: no cell makes these raise, and what they say of it never quotes it."""

import datetime
import re
from dataclasses import dataclass
from math import ceil, floor
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from profiles.imports.cells import Cell, is_unknown, text_of
from profiles.imports.report import Done

T = TypeVar("T")

MOST_HOURS = 60
_SPAN = re.compile(r"(\d{1,4})(?:\s*(?:-|–|/|t/m|tot en met|tot)\s*(\d{1,4}))?(\s*(?:uur|u))?", re.I)
_DECIMAL = re.compile(r"\d{1,2}[.,]\d{1,4}")
_TEXT_DAYS = (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T][\d:.]+)?"),
              re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"))  # fmt: skip
_EARLIEST = datetime.date(1900, 1, 2)


@dataclass(frozen=True)
class Reading(Generic[T]):
    """`value` is None where nothing is taken over; `done` is None where there is nothing to say of it."""

    value: T | None = None
    done: Done | None = None
    why: str = ""


def unused(why: str) -> Reading:
    return Reading(None, Done.NOT_USED, why)


def unknown() -> Reading:
    """The cell itself says that it is not known."""
    return unused(_("In het bestand staat dat dit niet bekend is."))


def read_hours(text: str) -> Reading[tuple[int, int]]:
    """Hours per week from and up to and including, both 1 to 60."""
    if is_unknown(text):
        return unknown()
    if _DECIMAL.fullmatch(text):
        exact = float(text.replace(",", "."))
        why = "" if exact.is_integer() else _("Gelezen als %(low)s tot en met %(high)s uur.")
        return _span(floor(exact), ceil(exact), why)
    match = _SPAN.fullmatch(text)
    if not match:
        return unused(_("Dit is geen aantal uren per week."))
    low, high = int(match[1]), int(match[2] or match[1])
    why = _("Gelezen als %(low)s tot en met %(high)s uur.") if match[2] or match[3] else ""
    return _span(low, high, why)


def _span(low: int, high: int, why: str) -> Reading[tuple[int, int]]:
    if not 1 <= low <= high <= MOST_HOURS:
        return unused(_("Uren per week gaan van 1 tot en met %(most)s.") % {"most": MOST_HOURS})
    if not why:
        return Reading((low, high))
    return Reading((low, high), Done.MENDED, why % {"low": low, "high": high})


def read_level(text: str) -> Reading[int]:
    """Level of a language, 0 (unknown) to 4 (excellent); unknown is no value."""
    if is_unknown(text):
        return unknown()
    if text not in {"0", "1", "2", "3", "4"}:
        return unused(_("Een taalniveau is een cijfer van 0 tot en met 4."))
    return Reading(int(text) or None)


def read_yes_or_no(text: str) -> Reading[bool]:
    """Only a written yes is a yes: consent is never guessed."""
    if is_unknown(text):
        return unknown()
    answer = {"ja": True, "nee": False, "true": True, "false": False}.get(text.casefold())
    return unused(_("Hier hoort Ja of Nee te staan.")) if answer is None else Reading(answer)


def read_day(cell: Cell, *, on: datetime.date, typed: bool) -> Reading[datetime.date]:
    """A day that has been. In a spreadsheet a date as text is told too: it sorts and counts wrong there."""
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    if isinstance(cell, datetime.date):
        return _past(cell, on)
    text = text_of(cell)
    if is_unknown(text):
        return unknown()
    reading = _past(_day_in(text), on)
    if reading.value and typed:
        return unused(_("Deze datum staat als tekst in het bestand."))
    return reading


def _past(day: datetime.date | None, on: datetime.date) -> Reading[datetime.date]:
    if day is None or day < _EARLIEST:
        return unused(_("Deze datum bestaat niet."))
    if day > on:
        return unused(_("Deze datum ligt in de toekomst."))
    return Reading(day)


def _day_in(text: str) -> datetime.date | None:
    for pattern in _TEXT_DAYS:
        if match := pattern.fullmatch(text):
            try:
                return datetime.date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                return None
    return None


def looks_like_day(text: str) -> bool:
    """Whether a text is written as a date, be it an impossible one."""
    return any(pattern.fullmatch(text) for pattern in _TEXT_DAYS)
