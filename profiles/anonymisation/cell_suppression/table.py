"""A table of true figures: municipalities, their regions and the country, each with the same cells."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from profiles.anonymisation.cell_suppression.cells import (
    BY_ORGANISATION,
    COUNTED,
    PARTS,
    Cell,
    complete_figures,
    left_over,
)

COUNTRY = "NL"


class UnsoundTable(ValueError):
    """The figures contradict each other."""


@dataclass(frozen=True)
class Table:
    """The figures of one date. `parent` leads from a place to what it is part of; values of printed cells."""

    parent: Mapping[str, str]
    values: Mapping[Cell, int]

    @classmethod
    def of(cls, counted: Mapping[str, Mapping[str, int]], region_of: Mapping[str, str]) -> "Table":
        """From what was counted in each municipality. Raises `UnsoundTable`: a part exceeds its whole."""
        if not counted:
            return cls({}, {(COUNTRY, name): n for name, n in empty_figures().items()})
        regions = sorted({region_of[code] for code in counted})
        parent = {code: region_of[code] for code in sorted(counted)} | dict.fromkeys(regions, COUNTRY)
        figures = {code: complete_figures(counted[code]) for code in sorted(counted)}
        for code, own in figures.items():
            for whole, part in PARTS:
                if not 0 <= own[part] <= own[whole]:
                    raise UnsoundTable(f"{code}: {part} {own[part]} of {whole} {own[whole]}")
        for region in regions:
            figures[region] = _added_up(figures[code] for code in counted if region_of[code] == region)
        figures[COUNTRY] = _added_up(figures[region] for region in regions)
        return cls(parent, {(place, name): n for place, own in figures.items() for name, n in own.items()})

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The country first, then its regions, then the municipalities."""
        return tuple(sorted({COUNTRY, *self.parent}, key=lambda place: (self.level(place), place)))

    def level(self, place: str) -> int:
        """0 for the country, 1 for a region, 2 for a municipality."""
        return 0 if place == COUNTRY else 1 if self.parent[place] == COUNTRY else 2

    def region(self, place: str) -> str:
        """The region that a place is or lies in; of the country the country."""
        return self.parent[place] if self.level(place) == 2 else place

    def quarterly(self) -> frozenset[Cell]:
        """The figures by organisation of each municipality, and of a region or country that is just one."""
        places = {place for place in self.places if self.level(place) == 2}
        for above in (*(place for place in self.places if self.level(place) == 1), COUNTRY):
            below = [place for place, parent in self.parent.items() if parent == above]
            if len(below) == 1 and below[0] in places:
                places.add(above)
        return frozenset((place, name) for place in places for name in BY_ORGANISATION)

    def small_left_over(self, threshold: int) -> list[Cell]:
        """What is not printed but could be subtracted, and is small."""
        return [
            (place, left_over(whole, part))
            for place in self.places
            for whole, part in PARTS
            if 0 < self.values[place, whole] - self.values[place, part] < threshold
        ]

    def value(self, cell: Cell) -> int:
        """Of a printed figure, or of one that is left over."""
        place, name = cell
        if cell in self.values:
            return self.values[cell]
        whole, _, part = name.partition("-")
        return self.values[place, whole] - self.values[place, part]


@dataclass(frozen=True)
class PublishedTable:
    """A table as it is published: None for a suppressed cell, no entry for one that was not due."""

    parent: Mapping[str, str]
    values: Mapping[Cell, int | None]
    threshold: int


@dataclass(frozen=True)
class Edition:
    """A table with its suppressed cells; `absent` are those that were not published that time."""

    table: Table
    hidden: frozenset[Cell]
    threshold: int
    absent: frozenset[Cell] = frozenset()

    @property
    def published(self) -> PublishedTable:
        values = {
            cell: None if cell in self.hidden else n
            for cell, n in self.table.values.items()
            if cell not in self.absent
        }
        return PublishedTable(self.table.parent, values, self.threshold)


def same_figures(before: Table, after: Table) -> Collection[Cell]:
    """The cells that did not change from one date to the next."""
    return {cell for cell, n in after.values.items() if before.values.get(cell) == n}


def empty_figures() -> dict[str, int]:
    """Those of a place without people."""
    return complete_figures(dict.fromkeys(COUNTED, 0))


def _added_up(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    listed = list(parts)
    return complete_figures({name: sum(part[name] for part in listed) for name in COUNTED})
