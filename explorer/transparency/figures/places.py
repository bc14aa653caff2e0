"""A country, region or municipality with its numbers, as `Figures.data` has them. None is: not shown."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Stored = Mapping[str, Any]
COUNTRY, COUNTRY_NAME = "NL", "Nederland"


@dataclass(frozen=True)
class RegisterTotal:
    """How many people of a place were in the target-group register on a day, and the source of that."""

    people: int
    on: datetime.date
    source: str


@dataclass(frozen=True)
class Place:
    """The numbers of one place on one date, and those of the places in it."""

    code: str
    name: str
    figures: Mapping[str, int | None]
    register: RegisterTotal | None = None
    parts: tuple["Place", ...] = ()

    @property
    def is_region(self) -> bool:
        return self.code.startswith("AM")

    def count(self, column: str) -> int | None:
        return self.figures.get(column)

    def is_due(self, column: str) -> bool:
        """Whether the set has this number at all; some appear each quarter only."""
        return column in self.figures

    def share(self, column: str, *, of: str) -> float | None:
        """A share of what is shown; None where one of the two is not, or the whole is nought."""
        return share(self.count(column), self.count(of))

    @property
    def share_of_register(self) -> float | None:
        return share(self.count("known"), self.register.people if self.register else None)

    @property
    def hides_something(self) -> bool:
        """Whether a number of this place, or of one directly in it, is not shown."""
        return any(None in place.figures.values() for place in (self, *self.parts))

    def part(self, code: str) -> "Place":
        """The place itself or the one in it that has this code."""
        return next(place for place in (self, *self.within()) if place.code == code)

    def within(self) -> Iterator["Place"]:
        """The places in it and the places in those, each before its parts."""
        for part in self.parts:
            yield part
            yield from part.within()


def share(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else part / whole


def country_of(data: Stored) -> Place:
    """The whole row: regions, and municipalities in them."""
    regions = tuple(map(region_of, data["regions"]))
    # Totals of other days or sources cannot be added up.
    totals = [place.register for place in regions if place.register]
    if not totals or len(totals) < len(regions) or len({(one.on, one.source) for one in totals}) > 1:
        register = None
    else:
        register = RegisterTotal(sum(one.people for one in totals), totals[0].on, totals[0].source)
    # The country's own numbers, which are no sum of what is shown: hidden ones are counted in them.
    return Place(COUNTRY, COUNTRY_NAME, data["country"], register, regions)


def region_of(stored: Stored) -> Place:
    """A region with its municipalities."""
    return _place(stored, parts=tuple(map(_place, stored["municipalities"])))


def _place(stored: Stored, parts: tuple[Place, ...] = ()) -> Place:
    total = stored.get("register")
    register = None
    if total is not None:
        on = datetime.date.fromisoformat(total["on"])
        register = RegisterTotal(total["people"], on, total["source"])
    return Place(stored["code"], stored["name"], stored["figures"], register, parts)
