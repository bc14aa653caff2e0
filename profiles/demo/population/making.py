"""Invented people, as pure values: no database, no clock, the same for the same seed."""

import datetime
from collections.abc import Iterator

from profiles.demo.population.chance import happens, lots, pick
from profiles.demo.population.course import available_from, course
from profiles.demo.population.daily_facts import daily_facts, hours
from profiles.demo.population.gaps import forgotten
from profiles.demo.population.line_of_work import LineOfWork
from profiles.demo.population.lines import BY_NAME, SHARES
from profiles.demo.population.person import MadePerson, MadeProfile
from profiles.demo.population.places import cells_for
from profiles.demo.population.table import TOTALS
from profiles.demo.population.work_facts import STRUCTURE, has_direction, work_facts

# Asked, and there is none: the attributes of which that is a fact about a person.
CAN_BE_NONE = ("licence", "transport")


def people(
    *,
    seed: int,
    today: datetime.date,
    n: int = TOTALS.total,
    first_number: int = 1,
    structure: float = STRUCTURE,
) -> Iterator[MadePerson]:
    """`n` people in the proportions of the table (its exact cells when n is its total), in random order.

    A person's facts follow from the seed and the number alone; `today` only
    moves the dates. `structure`: how much of them follows from the line of work.
    Raises ValueError when `n` is below one.
    """
    if n < 1:
        raise ValueError("a population has at least one person")
    cells = [cell for cell in cells_for(n) for _ in range(cell.people)]
    lots(seed=seed, about="places").shuffle(cells)
    for number, cell in enumerate(cells, start=first_number):
        lot = lots(seed=seed, about=number)
        line = BY_NAME[pick(lot, SHARES)]
        profile = (
            made_profile(seed=seed, number=number, line=line, today=today, structure=structure)
            if cell.with_profile
            else None
        )
        yield MadePerson(number=number, cell=cell, line=line.name, profile=profile)


def made_profile(
    *, seed: int, number: int, line: LineOfWork, today: datetime.date, structure: float = STRUCTURE
) -> MadeProfile:
    """The profile of one person: what is true of them, less what was not written down."""
    lot = lots(seed=seed, about=f"profile {number}")
    true = work_facts(lot, line=line, structure=structure) | daily_facts(lot, line=line)
    directed = has_direction(lot, education=min(true["education"]))
    range_of_hours = hours(lot)
    begins = available_from(lot, today=today)
    life = course(lot, today=today)
    gaps = forgotten(lot)
    none = {name for name in CAN_BE_NONE if not true[name]} | (set() if directed else {"direction"})
    return MadeProfile(
        facts={
            name: frozenset(codes)
            for name, codes in true.items()
            if codes and name not in gaps and name not in none
        },
        not_applicable=tuple(sorted(name for name in none - gaps if happens(lot, 0.85))),
        hours=None if "hours" in gaps else range_of_hours,
        available_from=None if "available_from" in gaps else begins,
        state=life.state,
        confirmed_on=life.confirmed_on,
        basis=life.basis,
        basis_recorded_on=life.basis_recorded_on,
        objected_on=life.objected_on,
    )
