"""Choose the cells to suppress: the small ones, and as few others as protect those."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from profiles.anonymisation.cell_suppression.cells import Cell
from profiles.anonymisation.cell_suppression.deadline import IsLate, never, require_time
from profiles.anonymisation.cell_suppression.intruders import Intruder, Knowledge, knowledge_of
from profiles.anonymisation.cell_suppression.needless import needless
from profiles.anonymisation.cell_suppression.requirements import MORE, Aim, Requirement, unmet
from profiles.anonymisation.cell_suppression.secondary import SecondarySuppression
from profiles.anonymisation.cell_suppression.system import Key
from profiles.anonymisation.cell_suppression.table import Edition, Table, same_figures

_ROUNDS = 12
GivenUp = dict[Intruder, set[Aim]]


class NotSuppressed(Exception):
    """No set of cells to suppress was found."""


@dataclass(frozen=True)
class Suppression:
    """What becomes of a table.

    `primary` are suppressed since they are small, `secondary` to protect others, `kept` because they were
    suppressed when they were last published and did not change. `guessed` are figures that can be
    worked out by guessing rightly of everything around them that it did not change: nothing helps those.
    """

    edition: Edition
    primary: frozenset[Cell]
    kept: frozenset[Cell]
    secondary: frozenset[Cell]
    guessed: frozenset[Key]


def suppress(
    *,
    table: Table,
    threshold: int,
    before: Sequence[Edition] = (),
    absent: frozenset[Cell] = frozenset(),
    is_late: IsLate = never,
) -> Suppression:
    """Suppress what is smaller than the threshold, and what is needed to protect it.

    `before` are the dates that were published, the oldest first; `absent` the cells that are not
    published this time. Zero is shown. The same tables give the same answer, unless it gets late.
    Raises `NotSuppressed`, and `TookTooLong` when it gets late before all is safe.
    """
    primary = frozenset(cell for cell, n in table.values.items() if 0 < n < threshold) - absent
    kept = _still_suppressed(table, before) - primary - absent
    start = Edition(table, primary | kept, threshold, absent)
    edition, given_up = _protect(before, start, is_late)
    known = [(knowledge_of(each, before, edition), given_up[each]) for each in _intruders(before)]
    extra = edition.hidden - primary - kept
    secondary = extra - needless(extra, known, is_late)
    edition = replace(edition, hidden=primary | kept | secondary)
    guessed = frozenset(key for left in given_up.values() for key, way in left if way == MORE)
    return Suppression(edition, primary, kept, secondary, guessed)


def _protect(before: Sequence[Edition], edition: Edition, is_late: IsLate) -> tuple[Edition, GivenUp]:
    """Suppress more until no intruder works anything out; with the aims that had to be given up."""
    given_up: GivenUp = {intruder: set() for intruder in Intruder}
    for effort in range(1, _ROUNDS + 1):
        hidden = edition.hidden
        for intruder in _intruders(before):
            known = knowledge_of(intruder, before, edition)
            edition = _protect_against(known, given_up[intruder], effort, is_late)
        if edition.hidden == hidden:
            if any(way == MORE for _key, way in given_up[Intruder.ALONE]):
                raise NotSuppressed("a figure can be worked out whatever is suppressed")
            return edition, given_up
    raise NotSuppressed(f"figures can still be worked out after {_ROUNDS} rounds")


def _protect_against(known: Knowledge, given_up: set[Aim], effort: int, is_late: IsLate) -> Edition:
    """The last date with what must be suppressed as well for one intruder."""
    edition = known.editions[-1]
    failing = unmet(known, given_up, is_late)
    if not failing:
        return edition
    added, hopeless = _suppress_around(known, failing, effort, is_late)
    given_up |= hopeless
    return replace(edition, hidden=edition.hidden | added)


def _intruders(before: Sequence[Edition]) -> tuple[Intruder, ...]:
    return tuple(Intruder) if before else (Intruder.ALONE,)


def _still_suppressed(table: Table, before: Sequence[Edition]) -> frozenset[Cell]:
    # Suppressed when last published, and the same: to show one now would show it of then.
    seen: set[Cell] = set()
    found: set[Cell] = set()
    for edition in reversed(before):
        found |= (edition.hidden - seen) & set(same_figures(edition.table, table))
        seen |= edition.table.values.keys() - edition.absent
    return frozenset(found)


def _suppress_around(
    known: Knowledge, failing: Sequence[Requirement], effort: int, is_late: IsLate
) -> tuple[set[Cell], set[Aim]]:
    """Cells to suppress for the requirements that fail, and the aims that nothing helps."""
    secondary = SecondarySuppression(known.system, known.editions, known.stale)
    added: set[Cell] = set()
    hopeless: set[Aim] = set()
    for requirement in failing:
        require_time(is_late)
        for way in requirement.ways:
            # For a large figure that could only be guessed no total is given up.
            sparing = known.intruder != Intruder.ALONE and not requirement.is_small
            found = (
                _around(secondary, requirement, steps, sparing) for steps in requirement.steps(way, effort)
            )
            cells = next((cells for cells in found if cells is not None), None)
            if cells is None:
                hopeless.add((requirement.key, way))
            else:
                added.update(cells)
    return added, hopeless


def _around(
    secondary: SecondarySuppression, requirement: Requirement, steps: Sequence[int], sparing: bool
) -> set[Cell] | None:
    """What to suppress so that a figure could be all of these steps away from the truth."""
    cells: set[Cell] = set()
    for by in steps:
        found = secondary.around(requirement.key, by, sparing_totals=sparing)
        if found is None:
            return None
        secondary.hide(found)
        cells.update(found)
    return cells
