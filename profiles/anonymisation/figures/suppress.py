"""Choose the figures to hold back: the small ones, and as few others as keep those from being told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from profiles.anonymisation.figures.cells import Cell
from profiles.anonymisation.figures.demands import MORE, Demand, Wish, unmet
from profiles.anonymisation.figures.needless import needless
from profiles.anonymisation.figures.patience import IsLate, never, require_time
from profiles.anonymisation.figures.readings import Reader, Reading, reading
from profiles.anonymisation.figures.spread import Spread
from profiles.anonymisation.figures.system import Key
from profiles.anonymisation.figures.table import Edition, Table, same_figures

_ROUNDS = 12
GivenUp = dict[Reader, set[Wish]]


class NotSuppressed(Exception):
    """No set of figures to hold back was found."""


@dataclass(frozen=True)
class Suppressed:
    """What becomes of a table.

    `small` are held back for their own sake, `others` along with them, `kept` because they were held back
    on the date before and did not change. `guessed` are figures that who guesses rightly of
    everything around them that it did not change since an earlier date can work out: nothing helps those.
    """

    edition: Edition
    small: frozenset[Cell]
    kept: frozenset[Cell]
    others: frozenset[Cell]
    guessed: frozenset[Key]


def suppress(
    *, table: Table, threshold: int, before: Sequence[Edition] = (), is_late: IsLate = never
) -> Suppressed:
    """Hold back what is smaller than the threshold, and what is needed with it.

    Raises `NotSuppressed`, and `TookTooLong` when it gets late before all is safe.

    `before` are the dates that were published, the oldest first. Zero is shown.
    The same tables give the same answer, unless it gets late.
    """
    small = frozenset(cell for cell, n in table.values.items() if 0 < n < threshold)
    kept = _still_held_back(table, before) - small
    edition, given_up = _protect(before, Edition(table, small | kept, threshold), is_late)
    readings = [(reading(reader, before, edition), given_up[reader]) for reader in _readers(before)]
    extra = edition.hidden - small - kept
    needed = extra - needless(extra, readings, is_late)
    edition = replace(edition, hidden=small | kept | needed)
    guessed = frozenset(key for left in given_up.values() for key, way in left if way == MORE)
    return Suppressed(edition, small, kept, needed, guessed)


def _protect(before: Sequence[Edition], edition: Edition, is_late: IsLate) -> tuple[Edition, GivenUp]:
    """Hold back more until no reader works anything out; with what had to be given up."""
    given_up: GivenUp = {reader: set() for reader in Reader}
    for effort in range(1, _ROUNDS + 1):
        hidden = edition.hidden
        for reader in _readers(before):
            edition = _against(reading(reader, before, edition), given_up[reader], effort, is_late)
        if edition.hidden == hidden:
            if any(way == MORE for _key, way in given_up[Reader.ALONE]):
                raise NotSuppressed("the table tells a figure whatever is held back")
            return edition, given_up
    raise NotSuppressed(f"figures are still told after {_ROUNDS} rounds")


def _against(one: Reading, given_up: set[Wish], effort: int, is_late: IsLate) -> Edition:
    """The last date with what must be held back as well for one reader."""
    failing = unmet(one, given_up, is_late)
    if not failing:
        return one.editions[-1]
    added, hopeless = _spread(one, failing, effort, is_late)
    given_up |= hopeless
    return replace(one.editions[-1], hidden=one.editions[-1].hidden | added)


def _readers(before: Sequence[Edition]) -> tuple[Reader, ...]:
    return tuple(Reader) if before else (Reader.ALONE,)


def _still_held_back(table: Table, before: Sequence[Edition]) -> frozenset[Cell]:
    """To show one that did not change would show it of the date before."""
    if not before:
        return frozenset()
    last = before[-1]
    return frozenset(last.hidden & set(same_figures(last.table, table)))


def _spread(
    one: Reading, failing: Sequence[Demand], effort: int, is_late: IsLate
) -> tuple[set[Cell], set[Wish]]:
    """Figures to hold back along with those that fail, and what nothing helps."""
    spread = Spread(one.system, one.editions, one.stale)
    added: set[Cell] = set()
    hopeless: set[Wish] = set()
    for demand in failing:
        require_time(is_late)
        for way in demand.ways:
            # For a large figure that could only be guessed no total is given up.
            sparing = one.reader != Reader.ALONE and not demand.is_small
            found = (_around(spread, demand, steps, sparing) for steps in demand.steps(way, effort))
            cells = next((cells for cells in found if cells is not None), None)
            if cells is None:
                hopeless.add((demand.key, way))
            else:
                added.update(cells)
    return added, hopeless


def _around(spread: Spread, demand: Demand, steps: Sequence[int], sparing: bool) -> set[Cell] | None:
    """What to hold back so that a figure could be all of these steps away from the truth."""
    cells: set[Cell] = set()
    for by in steps:
        found = spread.around(demand.key, by, sparing_totals=sparing)
        if found is None:
            return None
        spread.hide(found)
        cells.update(found)
    return cells
