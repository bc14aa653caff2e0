"""What one cell of an export says. No cell makes these raise, and what they say of it never quotes it.

Unsure is not recorded, and reported.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from explorer.words.normalise import normalise
from profiles.imports.files import Cell, is_unknown, text_of
from profiles.imports.report import Done
from profiles.imports.sonar.words import LEVELS, SECTOR_UNKNOWN, WordList
from profiles.vocabulary.matching import Matcher

T = TypeVar("T")

MOST_HOURS = 60
_SPAN = re.compile(r"(\d{1,4})(?:\s*(?:-|–|/|t/m|tot en met|tot)\s*(\d{1,4}))?(\s*(?:uur|u))?", re.I)
_DECIMAL = re.compile(r"\d{1,2}[.,]\d{1,4}")
_TEXT_DAYS = (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T][\d:.]+)?"),
              re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"))  # fmt: skip
_SEPARATORS = re.compile(r"[,;/|&]")
_OFFICE = re.compile(r"^(?:gemeente|gem\.?)\s+", re.I)
_NONE = frozenset({"geen", "nee", "niet van toepassing", "n v t", "nvt"})
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
    """A day that has been. In a spreadsheet a date as text is reported too: it sorts wrong there."""
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


def mean_municipality(text: str, municipalities: WordList) -> Reading[int]:
    """A municipality by name or CBS code; padding, case, former and other names are mended."""
    name = _OFFICE.sub("", text.strip())
    if number := re.fullmatch(r"(?:GM)?([0-9]{1,4})", name, re.I):
        found = municipalities.by_code.get(f"GM{number[1]:0>4}")
    else:
        found = municipalities.certain(name)
    if found is None:
        return unused(_("Deze gemeente is niet bekend."))
    return _found(found, municipalities, tidy=bool(number) or text == municipalities.labels[found])


def mean_education(text: str, levels: WordList) -> Reading[int]:
    """A level of education. Mbo without a number is recorded as mbo: no level is guessed."""
    if is_unknown(text):
        return unknown()
    own = levels.own(text)
    found = own or levels.certain(text)
    if found is None:
        return unused(_("Dit is geen opleidingsniveau uit de lijst."))
    return _found(found, levels, tidy=bool(own) and "<" not in text)


def mean_sector(text: str, sectors: WordList) -> Reading[int]:
    """An SBI section, division, or class; of a class its division is recorded.

    A spreadsheet loses the nought in front: 1 is division 01. Where that leaves
    two divisions possible (1110 is 11.10 or 01.11.0), nothing is recorded.
    """
    if text == SECTOR_UNKNOWN:
        return Reading()
    if is_unknown(text):
        return unknown()
    digits = text.replace(".", "")
    if not re.fullmatch(r"[0-9]{1,5}", digits):
        found = sectors.certain(text)
        return _found(found, sectors, tidy=len(text) == 1) if found else unused(_no_sector())
    divisions = {digits.zfill(2)} if len(digits) <= 2 else {digits[:2], f"0{digits[0]}"}
    possible = divisions & sectors.by_code.keys()
    if len(possible) != 1:
        return unused(_no_sector())
    return _found(sectors.by_code[possible.pop()], sectors, tidy=len(digits) <= 2)


def mean_occupation(text: str, occupations: Matcher) -> Reading[int]:
    """The occupation that a free word means; small misspellings are mended."""
    if is_unknown(text):
        return unknown()
    match = occupations.match(text)
    if match.concept is None:
        maybe = ", ".join(concept.label_nl for concept in match.candidates)
        hint = _("Misschien bedoeld: %(names)s.") % {"names": maybe} if maybe else ""
        return unused(f"{_('Dit beroep is niet zeker te herkennen.')} {hint}".strip())
    why = _("Gelezen als: %(names)s.") % {"names": match.concept.label_nl}
    return Reading(match.concept.pk) if match.is_exact else Reading(match.concept.pk, Done.MENDED, why)


def mean_licences(text: str, licences: WordList) -> Reading[frozenset[int]]:
    """Categories with a separator between them, in any case; an empty set where the cell says: none."""
    codes = {code.casefold(): concept for code, concept in licences.by_code.items()}
    parts = _parts(text)
    # "B BE" is two; "B E" may be BE, and stays unread.
    words = []
    for part in parts:
        pieces = part.split()
        words += pieces if all(piece.casefold() in codes for piece in pieces) else [part]
    tidy = all(part in licences.by_code for part in parts) and ";" not in text
    return _several(
        text, [codes.get(word.casefold().replace("-", "")) for word in words], licences, tidy=tidy
    )


def mean_transport(text: str, transport: WordList) -> Reading[frozenset[int]]:
    """Ways to travel with a separator between them; an empty set where the cell says: none."""
    parts = _parts(text)
    found = [transport.own(part) or transport.certain(part) for part in parts]
    return _several(text, found, transport, tidy=all(transport.own(part) for part in parts))


def mean_language(text: str, skill: str, languages: WordList) -> Reading[frozenset[int]]:
    """How well a person speaks or writes Dutch; an empty set where the cell says: not at all."""
    level = read_level(text)
    if level.value is None:
        return Reading(None, level.done, level.why)
    found = languages.by_code.get(f"{skill}-{LEVELS.get(level.value)}")
    return Reading(frozenset({found} if found else ()))


def _several(
    text: str, found: Iterable[int | None], words: WordList, *, tidy: bool
) -> Reading[frozenset[int]]:
    if is_unknown(text):
        return unknown()
    if normalise(text) in _NONE:
        return Reading(frozenset())
    known = frozenset(concept for concept in found if concept)
    if not known:
        return unused(_("Dit staat niet in de lijst."))
    if None in found:
        return Reading(known, Done.NOT_USED, f"{_read_as(known, words)} {_('De rest is niet te lezen.')}")
    return Reading(known) if tidy else Reading(known, Done.MENDED, _read_as(known, words))


def _found(concept: int, words: WordList, *, tidy: bool) -> Reading[int]:
    return Reading(concept) if tidy else Reading(concept, Done.MENDED, _read_as([concept], words))


def _read_as(concepts: Iterable[int], words: WordList) -> str:
    names = ", ".join(sorted(words.labels[concept] for concept in concepts))
    return _("Gelezen als: %(names)s.") % {"names": names}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def _no_sector() -> str:
    return _("Dit is geen sector (SBI-afdeling) uit de lijst.")
