"""What an employer asks, resolved against a release. `filters` makes it, everything else reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from explorer.words.reading import Reading


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the address that could not be used; `text` says so beside the field it belongs to."""

    parameter: str
    value: str
    text: str


@dataclass(frozen=True)
class Query:
    """A search; all numbers are concept numbers of the release.

    `whats`: any of these (empty: anybody). `places`: municipalities and regions chosen by
    name. `centre` and `km`: everywhere around a municipality. `wishes`: name of a
    condition facet -> options, any of them; all facets hold together. `text` is what was
    typed and `readings` how it was read; what it was read as stands in the other fields
    too, and in `read`. `finds_nothing`: words were typed and none of them is known.
    """

    whats: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    centre: int | None = None
    km: int | None = None
    wishes: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    text: str = ""
    readings: tuple[Reading, ...] = ()
    read: frozenset[int] = frozenset()
    page: int = 1
    problems: tuple[Problem, ...] = ()

    @property
    def finds_nothing(self) -> bool:
        return bool(self.text) and not any(reading.concepts for reading in self.readings)

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not (self.whats or self.places or self.centre or self.wishes or self.text)
