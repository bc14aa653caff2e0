"""Read what is published as a stranger would, and tell which figures can be worked out.

Nothing but published figures goes in: what is shown, what is held back, on every date. It is the last look
before anything is written, and says what the choosing of `suppress` is worth.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from profiles.anonymisation.figures.cells import PARTS, PRINTED, Cell, left_over
from profiles.anonymisation.figures.patience import IsLate, never, require_time
from profiles.anonymisation.figures.ranges import Ranges
from profiles.anonymisation.figures.system import MANY, Key, system_of
from profiles.anonymisation.figures.table import Shown


@dataclass(frozen=True)
class Exposed:
    """A figure that is held back, or small and left over, and the range in which it must lie."""

    key: Key
    least: int
    most: int


def audit(
    editions: Sequence[Shown], same: Sequence[Collection[Cell]] = (), *, is_late: IsLate = never
) -> list[Exposed]:
    """Every figure that is held back and lies within fewer than `threshold` steps, or is left over and small.

    `same[n]` are figures that the reader takes to be equal on the dates n and n + 1.
    Raises `TookTooLong`.
    """
    system = system_of(editions, same or [()] * (len(editions) - 1))
    ranges = Ranges(system)
    found = []
    for key, threshold in _suspects(editions):
        require_time(is_late)
        column = system.column[key]
        if not ranges.spans(column, width=threshold, least=int(MANY)):
            least, most = ranges.of(column)
            if is_printed(key) or 0 < least <= most < threshold:
                found.append(Exposed(key, int(least), int(most)))
    return found


def is_printed(key: Key) -> bool:
    """Whether it stands in the table, or is what is left over of two that do."""
    return key[2] in PRINTED


def _suspects(editions: Sequence[Shown]) -> Iterator[tuple[Key, int]]:
    """What is held back, and what is left over."""
    for at, edition in enumerate(editions):
        hidden = {cell for cell, value in edition.values.items() if value is None}
        places = {place for place, _name in edition.values}
        rest = {(place, left_over(*pair)) for place in places for pair in PARTS}
        yield from (((at, *cell), edition.threshold) for cell in sorted(hidden | rest))
