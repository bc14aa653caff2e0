"""How what is published can be read: by somebody who assumes nothing, little, or all that is true."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from profiles.anonymisation.figures.cells import Cell
from profiles.anonymisation.figures.system import System, system_of
from profiles.anonymisation.figures.table import Edition, same_figures


class Reader(Enum):
    """Who reads, by what they make of earlier dates.

    ALONE takes a date by itself. STEADY reads all dates and assumes of what is held back on two in a row
    that it stayed the same, and is right. GUESSING does so of what is shown, too, and is right each time:
    from such a reader only small figures are kept.
    """

    ALONE = "alone"
    STEADY = "steady"
    GUESSING = "guessing"


@dataclass(frozen=True)
class Reading:
    """The editions as one reader sees them. `stale` figures were shown before and are the same."""

    reader: Reader
    editions: Sequence[Edition]
    system: System
    stale: Collection[Cell]


def reading(reader: Reader, before: Sequence[Edition], edition: Edition) -> Reading:
    """`before` are the dates before, the oldest first."""
    editions = (edition,) if reader == Reader.ALONE else (*before, edition)
    same = [_assumed(reader, *pair) for pair in pairwise(editions)]
    last = before[-1] if before else None
    stale = set(same_figures(last.table, edition.table)) - last.hidden if last else set()
    return Reading(reader, editions, system_of([one.shown for one in editions], same), stale)


def _assumed(reader: Reader, before: Edition, after: Edition) -> Collection[Cell]:
    same = set(same_figures(before.table, after.table))
    return same if reader == Reader.GUESSING else same & before.hidden & after.hidden
