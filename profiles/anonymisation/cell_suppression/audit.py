"""Read what is published as a stranger would, and find the figures that can be worked out.

Nothing but published figures goes in: what is shown and what is suppressed, on every date. It is the last
look before anything is written, and shows what the choice of `suppress` is worth.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from profiles.anonymisation.cell_suppression.bounds import CellBounds
from profiles.anonymisation.cell_suppression.cells import BY_ORGANISATION, PARTS, Cell, left_over
from profiles.anonymisation.cell_suppression.deadline import IsLate, never, require_time
from profiles.anonymisation.cell_suppression.system import MANY, Key, system_of
from profiles.anonymisation.cell_suppression.table import PublishedTable


@dataclass(frozen=True)
class Exposed:
    """A figure that is not shown, and the bounds within which it must lie."""

    key: Key
    least: int
    most: int


def audit(
    editions: Sequence[PublishedTable], same: Sequence[Collection[Cell]] = (), *, is_late: IsLate = never
) -> list[Exposed]:
    """Every suppressed figure with bounds nearer than `threshold`, and every unprinted one proved small.

    `same[n]` are figures that the reader takes to be equal on the dates n and n + 1.
    Raises `TookTooLong`.
    """
    system = system_of(editions, same or [()] * (len(editions) - 1))
    bounds = CellBounds(system)
    found = []
    for key, threshold, is_suppressed in _suspects(editions):
        require_time(is_late)
        column = system.column[key]
        if not bounds.spans(column, width=threshold, least=int(MANY)):
            least, most = bounds.of(column)
            if is_suppressed or 0 < least <= most < threshold:
                found.append(Exposed(key, int(least), int(most)))
    return found


def _suspects(editions: Sequence[PublishedTable]) -> Iterator[tuple[Key, int, bool]]:
    """Cells that are suppressed, and those that are not printed: differences, and what was not due."""
    for at, edition in enumerate(editions):
        suppressed = {cell for cell, value in edition.values.items() if value is None}
        places = {place for place, _name in edition.values}
        rest = {(place, left_over(*pair)) for place in places for pair in PARTS}
        rest |= {(place, name) for place in places for name in BY_ORGANISATION} - edition.values.keys()
        yield from (
            ((at, *cell), edition.threshold, cell in suppressed) for cell in sorted(suppressed | rest)
        )
