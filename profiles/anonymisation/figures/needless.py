"""Which figures were held back along with others and can be shown after all, the most telling first."""

from collections.abc import Collection, Sequence

from profiles.anonymisation.figures.cells import Cell, worth
from profiles.anonymisation.figures.demands import Wish, demands, is_met
from profiles.anonymisation.figures.patience import IsLate
from profiles.anonymisation.figures.ranges import Ranges
from profiles.anonymisation.figures.readings import Reading

# Of a whole country hundreds are held back along; to ask of each would take longer than it gives.
MOST_ASKED = 200


def needless(
    extra: Collection[Cell], readings: Sequence[tuple[Reading, Collection[Wish]]], is_late: IsLate
) -> set[Cell]:
    """Of the `extra` figures of the last date those that nothing needs, as far as there is time to look."""
    readers = [_Reader(*pair) for pair in readings]
    table = readings[0][0].editions[-1].table
    shown: set[Cell] = set()
    telling = sorted(extra, key=lambda cell: (-worth(cell[1], level=table.level(cell[0])), cell))
    for cell in telling[:MOST_ASKED]:
        if is_late():
            break
        if all(reader.allows(cell) for reader in readers):
            shown.add(cell)
            for reader in readers:
                reader.learn(cell)
    return shown


class _Reader:
    """Somebody who learns one figure after another."""

    def __init__(self, one: Reading, given_up: Collection[Wish]) -> None:
        self._system, self._last, self._table = one.system, len(one.editions) - 1, one.editions[-1].table
        self._asked = demands(one, given_up)
        self._ranges = Ranges(one.system)

    def allows(self, cell: Cell) -> bool:
        """Whether nothing is told when this figure is shown."""
        column = self._column(cell)
        concerned = set(self._ranges.neighbours(column)) - {column}
        near = sorted(
            (one for one in self._asked if self._system.column[one.key] in concerned),
            key=lambda one: (one.key[1] != cell[0], one.key[2] != cell[1]),
        )
        lighter = self._ranges.around(concerned | {column}).knowing(column, self._table.value(cell))
        ranges = Ranges(lighter)
        return all(is_met(demand, lighter, ranges) for demand in near)

    def learn(self, cell: Cell) -> None:
        self._system = self._system.knowing(self._column(cell), self._table.value(cell))
        self._ranges = Ranges(self._system)

    def _column(self, cell: Cell) -> int:
        return self._system.column[(self._last, *cell)]
