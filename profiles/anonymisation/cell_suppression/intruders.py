"""What readers make of earlier dates: one assumes nothing, one a little, one all that is true."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from profiles.anonymisation.cell_suppression.cells import Cell
from profiles.anonymisation.cell_suppression.system import LinearSystem, system_of
from profiles.anonymisation.cell_suppression.table import Edition, same_figures


class Intruder(Enum):
    """ALONE takes a date by itself. STEADY reads all dates and assumes of what is suppressed on two in a row
    that it stayed the same, and is right. GUESSING does so of what is shown, too, and is right each time:
    from such a reader only small figures are protected.
    """

    ALONE = "alone"
    STEADY = "steady"
    GUESSING = "guessing"


@dataclass(frozen=True)
class Knowledge:
    """The editions as one intruder reads them. `stale` cells were shown before and are the same."""

    intruder: Intruder
    editions: Sequence[Edition]
    system: LinearSystem
    stale: Collection[Cell]


def knowledge_of(intruder: Intruder, before: Sequence[Edition], edition: Edition) -> Knowledge:
    """`before` are the dates before, the oldest first."""
    editions = (edition,) if intruder == Intruder.ALONE else (*before, edition)
    same = [_assumed(intruder, *pair) for pair in pairwise(editions)]
    last = before[-1] if before else None
    stale = set(same_figures(last.table, edition.table)) - last.hidden - last.absent if last else set()
    return Knowledge(intruder, editions, system_of([one.published for one in editions], same), stale)


def _assumed(intruder: Intruder, before: Edition, after: Edition) -> Collection[Cell]:
    same = set(same_figures(before.table, after.table))
    return same if intruder == Intruder.GUESSING else same & before.hidden & after.hidden
