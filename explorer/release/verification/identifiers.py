"""Texts that look like they point at a person. Vocabularies have none, registers are full of them."""

import re
from collections.abc import Callable

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+")
_WEB = re.compile(r"https?:|\bwww\.", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)\d{2}[ ().-]*(?:0\))?|0)(?:[ ().-]?\d){8,9}(?!\d)")
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d{{4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|"
    rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}})(?!\d)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
_DIGITS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){7,8}(?!\d)")
# A register numbers its people: letters and a number, or a long one. Codes of lists have five digits at most.
_REFERENCE = re.compile(r"\b[A-Z]{1,4}[-_ /]\d{5,}\b|(?<!\d)\d{6,}(?!\d)", re.IGNORECASE)


def is_bsn(digits: str) -> bool:
    """The eleven-test of the citizen service number: 9·a + 8·b + … + 2·h − i is a multiple of eleven."""
    # Numbers of eight digits are written without their first zero.
    padded = digits.zfill(9)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, padded, strict=True))
    return int(padded) > 0 and total % 11 == 0


def _has_bsn(text: str) -> bool:
    return any(is_bsn(re.sub(r"\D", "", match)) for match in _DIGITS.findall(text))


# The first that fits is named.
_TESTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("email", _EMAIL.search),
    ("web", _WEB.search),
    ("bsn", _has_bsn),
    ("phone", _PHONE.search),
    ("date", _DATE.search),
    ("postcode", _POSTCODE.search),
    ("reference", _REFERENCE.search),
)


def resembles(text: str) -> str | None:
    """What of a person a text looks like, or None."""
    return next((name for name, fits in _TESTS if fits(text)), None)
