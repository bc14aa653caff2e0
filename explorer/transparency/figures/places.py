"""A country, region or municipality with its numbers, as `Figures.data` holds them. None is: not shown."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class RegisterTotal:
    """How many people of a place stood in the target-group register on a day, and who said so."""

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

    def count(self, column: str) -> int | None:
        return self.figures.get(column)

    def share(self, column: str, *, of: str) -> float | None:
        """A share of what is shown; None where one of the two is not, or where there is nobody to share."""
        return share(self.count(column), self.count(of))

    @property
    def share_of_register(self) -> float | None:
        return share(self.count("known"), self.register.people if self.register else None)

    @property
    def hides_something(self) -> bool:
        """Whether a number of this place, or of one in it, is not shown."""
        return None in self.figures.values() or any(part.hides_something for part in self.parts)

    def within(self) -> Iterator["Place"]:
        """The places in it and the places in those, each before its parts."""
        for part in self.parts:
            yield part
            yield from part.within()


def share(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else part / whole


def country_of(data: Stored, *, name: str) -> Place:
    """The whole row: regions, and municipalities in them."""
    regions = tuple(map(region_of, data["regions"]))
    return Place("NL", name, data["country"], parts=regions)


def region_of(stored: Stored) -> Place:
    """A region with its municipalities."""
    return _place(stored, parts=tuple(map(_place, stored["municipalities"])))


def _place(stored: Stored, parts: tuple[Place, ...] = ()) -> Place:
    return Place(stored["code"], stored["name"], stored["figures"], _register(stored.get("register")), parts)


def _register(stored: Stored | None) -> RegisterTotal | None:
    if stored is None:
        return None
    on = datetime.date.fromisoformat(stored["on"])
    return RegisterTotal(stored["people"], on, stored["source"])
