"""What must stay possible of each figure that is held back, and of each small one that is left over."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from profiles.anonymisation.figures.cells import Cell
from profiles.anonymisation.figures.patience import IsLate, never, require_time
from profiles.anonymisation.figures.ranges import Ranges
from profiles.anonymisation.figures.readings import Reader, Reading
from profiles.anonymisation.figures.system import Key, System
from profiles.anonymisation.figures.table import Edition

LESS, MORE = -1, 1
Wish = tuple[Key, int]
"""A figure, and whether it should possibly be less or more than it is."""


@dataclass(frozen=True)
class Demand:
    """Of one figure on one date: it could be `down` less, and lie anywhere within `width` steps."""

    key: Key
    value: int
    down: int
    width: int

    @property
    def is_small(self) -> bool:
        return self.value < self.width

    @property
    def ways(self) -> tuple[int, ...]:
        """In which ways it should be able to differ from what it is."""
        return (LESS, MORE) if self.down else (MORE,)

    def steps(self, way: int, effort: int) -> Iterator[tuple[int, ...]]:
        """Differences that would do, each alone: so much less, so much more, or some of both."""
        if way == LESS:
            yield (-self.down,)
            return
        yield (self.width * effort,)
        room = min(self.value - 1, self.width)
        for less in sorted({room, room // 2} - {0}, reverse=True):
            yield (-less, self.width - less) if less < self.width else (-less,)


def demands(one: Reading, given_up: Collection[Wish]) -> list[Demand]:
    """Of all dates, the smallest figures first.

    A small figure should not be known to be the least it can be. That cannot
    always be had: of two people in two cells neither cell can be empty. Such wishes are given up.
    """
    found = [
        _demand((at, *cell), edition.table.value(cell), edition.threshold, given_up)
        for at, edition in enumerate(one.editions)
        for cell in sorted(_to_keep(edition, only_small=one.reader == Reader.GUESSING))
    ]
    held = (demand for demand in found if (demand.key, MORE) not in given_up)
    return sorted(held, key=lambda demand: (demand.value, demand.key))


def unmet(one: Reading, given_up: Collection[Wish], is_late: IsLate = never) -> list[Demand]:
    """What is told too precisely. Raises `TookTooLong`."""
    ranges = Ranges(one.system)
    found = []
    for demand in demands(one, given_up):
        require_time(is_late)
        if not is_met(demand, one.system, ranges):
            found.append(demand)
    return found


def _to_keep(edition: Edition, *, only_small: bool) -> set[Cell]:
    held_back = {
        cell for cell in edition.hidden if not only_small or edition.table.value(cell) < edition.threshold
    }
    return held_back | set(edition.table.small_left_over(edition.threshold))


def is_met(demand: Demand, system: System, ranges: Ranges) -> bool:
    column = system.column[demand.key]
    return ranges.spans(column, width=demand.width, least=demand.value - demand.down)


def _demand(key: Key, value: int, threshold: int, given_up: Collection[Wish]) -> Demand:
    down = int(1 < value < threshold and (key, LESS) not in given_up)
    return Demand(key, value, down=down, width=threshold)
