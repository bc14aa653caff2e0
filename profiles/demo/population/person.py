import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from profiles.demo.population.table import PopulationCell


@dataclass(frozen=True)
class MadeProfile:
    """A profile as it will be in the register.

    `facts` holds codes by attribute, only the ones chosen and not their
    ancestors; an attribute that is absent is not recorded, one in
    `not_applicable` was asked and does not apply.
    """

    facts: Mapping[str, frozenset[str]]
    not_applicable: tuple[str, ...]
    hours: tuple[int, int] | None
    available_from: datetime.date | None
    state: str
    confirmed_on: datetime.date | None
    basis: str
    basis_recorded_on: datetime.date | None
    objected_on: datetime.date | None


@dataclass(frozen=True)
class MadePerson:
    """An invented person: no name, no address, a number and a place. `line` is never stored."""

    number: int
    cell: PopulationCell
    line: str
    profile: MadeProfile | None

    @property
    def reference(self) -> str:
        return f"NL-{self.number:06d}"
