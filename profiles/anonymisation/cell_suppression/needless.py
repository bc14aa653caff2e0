"""Which secondary suppressions turn out to be needless, the cells of most worth first."""

from collections.abc import Collection, Sequence

from profiles.anonymisation.cell_suppression.bounds import CellBounds
from profiles.anonymisation.cell_suppression.cells import Cell, worth
from profiles.anonymisation.cell_suppression.deadline import IsLate
from profiles.anonymisation.cell_suppression.intruders import Knowledge
from profiles.anonymisation.cell_suppression.requirements import Aim, is_met, requirements

# Of a whole country hundreds are suppressed; to try each would take longer than it gives.
MAX_TRIED = 200


def needless(
    extra: Collection[Cell], known: Sequence[tuple[Knowledge, Collection[Aim]]], is_late: IsLate
) -> set[Cell]:
    """Of the `extra` cells of the last date those that protect nothing, as far as there is time to look."""
    intruders = [_LearningIntruder(*pair) for pair in known]
    table = known[0][0].editions[-1].table
    shown: set[Cell] = set()
    by_worth = sorted(extra, key=lambda cell: (-worth(cell[1], level=table.level(cell[0])), cell))
    for cell in by_worth[:MAX_TRIED]:
        if is_late():
            break
        if all(intruder.may_learn(cell) for intruder in intruders):
            shown.add(cell)
            for intruder in intruders:
                intruder.learn(cell)
    return shown


class _LearningIntruder:
    """An intruder that learns one cell after another."""

    def __init__(self, known: Knowledge, given_up: Collection[Aim]) -> None:
        self._system, self._last = known.system, len(known.editions) - 1
        self._table = known.editions[-1].table
        self._requirements = requirements(known, given_up)
        self._bounds = CellBounds(known.system)

    def may_learn(self, cell: Cell) -> bool:
        """Whether all requirements still hold when this cell is shown."""
        column = self._column(cell)
        concerned = set(self._bounds.neighbours(column)) - {column}
        near = sorted(
            (one for one in self._requirements if self._system.column[one.key] in concerned),
            key=lambda one: (one.key[1] != cell[0], one.key[2] != cell[1]),
        )
        lighter = self._bounds.around(concerned | {column}).knowing(column, self._table.value(cell))
        bounds = CellBounds(lighter)
        return all(is_met(requirement, lighter, bounds) for requirement in near)

    def learn(self, cell: Cell) -> None:
        self._system = self._system.knowing(self._column(cell), self._table.value(cell))
        self._bounds = CellBounds(self._system)

    def _column(self, cell: Cell) -> int:
        return self._system.column[(self._last, *cell)]
