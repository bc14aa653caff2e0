"""A search as a set of wishes, and the one way to write it down."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from explorer.release.shapes import WHATS

WHAT, ALSO = "what", "also"
MAX_WISHES = 20
MAX_LENGTH = 500
# Where each band of a number found begins: nothing published, k, and two labels far enough apart.
BANDS = (0, 5, 10, 40)


@dataclass(frozen=True, order=True)
class Wish:
    """One concept that a search names; `kilometres` is the distance around a place, None for itself.

    Wishes of the same facet combine by OR, facets by AND. The four attributes of
    a *what* are one facet, as in the rules of search, and another one for what
    people must *also* be able to do; any other attribute is a facet of its own.
    """

    attribute: str
    code: str
    kilometres: int | None = None
    also: bool = False

    @property
    def facet(self) -> str:
        if self.also:
            return ALSO
        return WHAT if self.attribute in WHATS else self.attribute


Search = frozenset[Wish]


def facets_of(search: Iterable[Wish]) -> Mapping[str, list[Wish]]:
    """The wishes of a search by facet: of each facet one must hold."""
    facets: dict[str, list[Wish]] = defaultdict(list)
    for wish in sorted(search, key=_written):
        facets[wish.facet].append(wish)
    return facets


def text(search: Iterable[Wish]) -> str:
    """The same text for the same search, whatever the order; `read` is its inverse."""
    return urlencode(sorted(_written(wish) for wish in set(search)), safe=":~")


def read(written: str) -> Search:
    """The search that `text` wrote."""
    wishes: list[Wish] = []
    for name, value in parse_qsl(written):
        attribute = name.removeprefix(f"{ALSO}-")
        code, around, kilometres = value.rpartition("~")
        # A code without a distance may be any text before the sign.
        if not around:
            code, kilometres = value, ""
        wishes.append(Wish(attribute, code, int(kilometres) if kilometres else None, also=attribute != name))
    return frozenset(wishes)


def band(found: int) -> int:
    """Where the band begins that a number falls in."""
    return max(start for start in BANDS if start <= found)


def week_of(day: datetime.date) -> datetime.date:
    """The Monday on which the week of a day began."""
    return day - datetime.timedelta(days=day.weekday())


def _written(wish: Wish) -> tuple[str, str]:
    around = "" if wish.kilometres is None else f"~{wish.kilometres}"
    return f"{ALSO}-{wish.attribute}" if wish.also else wish.attribute, f"{wish.code}{around}"
