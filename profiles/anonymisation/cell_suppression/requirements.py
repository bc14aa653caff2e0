"""Protection requirements: what must stay possible of each figure that is not shown or left over."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from profiles.anonymisation.cell_suppression.bounds import CellBounds
from profiles.anonymisation.cell_suppression.cells import Cell
from profiles.anonymisation.cell_suppression.deadline import IsLate, never, require_time
from profiles.anonymisation.cell_suppression.intruders import Intruder, Knowledge
from profiles.anonymisation.cell_suppression.system import Key, LinearSystem
from profiles.anonymisation.cell_suppression.table import Edition

LESS, MORE = -1, 1
Aim = tuple[Key, int]
"""A figure, and whether it should possibly be less or more than it is."""


@dataclass(frozen=True)
class Requirement:
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
        most = min(self.value - 1, self.width)
        for less in sorted({most, most // 2} - {0}, reverse=True):
            yield (-less, self.width - less) if less < self.width else (-less,)


def requirements(known: Knowledge, given_up: Collection[Aim]) -> list[Requirement]:
    """Of all dates, the smallest figures first.

    A small figure should not be known to be the least it can be. That cannot
    always be had: of two people in two cells neither cell can be empty. Such aims are given up.
    """
    found = [
        _requirement((at, *cell), edition.table.value(cell), edition.threshold, given_up)
        for at, edition in enumerate(known.editions)
        for cell in sorted(_to_protect(edition, only_small=known.intruder == Intruder.GUESSING))
    ]
    wanted = (one for one in found if (one.key, MORE) not in given_up)
    return sorted(wanted, key=lambda one: (one.value, one.key))


def unmet(known: Knowledge, given_up: Collection[Aim], is_late: IsLate = never) -> list[Requirement]:
    """What can be known too precisely. Raises `TookTooLong`."""
    bounds = CellBounds(known.system)
    found = []
    for requirement in requirements(known, given_up):
        require_time(is_late)
        if not is_met(requirement, known.system, bounds):
            found.append(requirement)
    return found


def is_met(requirement: Requirement, system: LinearSystem, bounds: CellBounds) -> bool:
    column = system.column[requirement.key]
    return bounds.spans(column, width=requirement.width, least=requirement.value - requirement.down)


def _to_protect(edition: Edition, *, only_small: bool) -> set[Cell]:
    small = {
        cell for cell in edition.hidden | edition.absent if 0 < edition.table.value(cell) < edition.threshold
    }
    suppressed = set() if only_small else set(edition.hidden)
    return suppressed | small | set(edition.table.small_left_over(edition.threshold))


def _requirement(key: Key, value: int, threshold: int, given_up: Collection[Aim]) -> Requirement:
    down = int(1 < value < threshold and (key, LESS) not in given_up)
    return Requirement(key, value, down=down, width=threshold)
