"""A search as a set of wishes, and the one way to write it down."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

WORDS = "q"
MOST_WISHES = 20
LONGEST = 500
# Where each band of people begins; a number itself would tell about one moment.
BANDS = (0, 1, 10, 50)


@dataclass(frozen=True, order=True)
class Wish:
    """One word that a search names.

    Wishes with the same `facet` combine by OR, facets by AND. The facet is the
    attribute of the word, or `WORDS` for a word that free text was taken to mean.
    `kilometres` is the distance around a place, None for the place itself.
    """

    facet: str
    attribute: str
    code: str
    kilometres: int | None = None


Search = frozenset[Wish]


def text(search: Iterable[Wish]) -> str:
    """The same text for the same search, whatever the order; `read` is its inverse."""
    return urlencode(sorted((wish.facet, _value(wish)) for wish in set(search)), safe=":~")


def read(written: str) -> Search:
    """The search that a text stands for."""
    return frozenset(_wish(facet, value) for facet, value in parse_qsl(written))


def band(people: int) -> int:
    """Where the band begins that a number of people falls in."""
    return max(start for start in BANDS if start <= people)


def week_of(day: datetime.date) -> datetime.date:
    """The Monday on which the week of a day began."""
    return day - datetime.timedelta(days=day.weekday())


def _value(wish: Wish) -> str:
    around = "" if wish.kilometres is None else f"~{wish.kilometres}"
    return f"{wish.attribute}:{wish.code}{around}"


def _wish(facet: str, value: str) -> Wish:
    attribute, _, rest = value.partition(":")
    code, around, kilometres = rest.rpartition("~")
    if not around:
        return Wish(facet, attribute, rest)
    return Wish(facet, attribute, code, int(kilometres))
