"""What follows from a person's line of work: sector, tasks, skills, jobs, schooling, strengths, likes."""

import random

from profiles.demo.population.chance import Weights, happens, pick, pick_several
from profiles.demo.population.line_of_work import LineOfWork
from profiles.demo.population.lines import BY_NAME, SHARES
from profiles.demo.population.words import leaves

# The share of facts that comes from the own line of work: life is not tidy.
STRUCTURE = 0.8
# Of the others, how many come from a second line, and how many from any.
SIDE_LINE, ANY_LINE = 0.8, 0.2
# People without a direction of their own: they left school before there was one to choose.
UNDIRECTED = {"basisonderwijs", "praktijkonderwijs", "havo-vwo", "anders"}
MOST = {"sector": 3, "occupation": 3, "task": 6, "competence": 6, "affinity": 6}


def work_facts(lot: random.Random, *, line: LineOfWork, structure: float = STRUCTURE) -> dict[str, set[str]]:
    """Codes by attribute, complete: gaps are made later. Education and direction are always one.

    `structure` runs from 0, all alike, to 1: all in line.
    """
    side = BY_NAME[pick(lot, SHARES)]
    level = pick(lot, line.education)
    schooled = line if happens(lot, 0.75) else side
    return {
        "education": {level},
        "direction": {pick(lot, schooled.directions)},
        "sector": _mixed(lot, "sector", line, side, structure),
        "task": _mixed(lot, "task", line, side, structure),
        "skill": _skills(lot, line, side, structure),
        "occupation": _mixed(lot, "occupation", line, side, structure),
        "competence": _mixed(lot, "competence", line, side, structure),
        "affinity": _mixed(lot, "affinity", line, side, structure),
    }


def has_direction(lot: random.Random, *, education: str) -> bool:
    return education not in UNDIRECTED or happens(lot, 0.45)


def _mixed(
    lot: random.Random, attribute: str, line: LineOfWork, side: LineOfWork, structure: float
) -> set[str]:
    count = lot.randint(1, MOST[attribute])
    return {pick(lot, _weights(_source(lot, line, side, structure), attribute)) for _ in range(count)}


def _weights(line: LineOfWork, attribute: str) -> Weights:
    return {
        "sector": line.sectors,
        "occupation": line.occupations,
        "task": line.tasks,
        "competence": line.competences,
        "affinity": line.affinities,
    }[attribute]


def _source(lot: random.Random, line: LineOfWork, side: LineOfWork, structure: float) -> LineOfWork:
    # The line a fact comes from: mostly the own, sometimes the second, now and then any.
    chance = lot.random()
    if chance < (1 - structure) * ANY_LINE:
        return BY_NAME[pick(lot, SHARES)]
    return side if chance < 1 - structure else line


def _skills(lot: random.Random, line: LineOfWork, side: LineOfWork, structure: float) -> set[str]:
    # A few skills each from the few groups a person is at home in: people are deep before they are broad.
    groups = pick_several(lot, line.skills, 3)
    if structure < STRUCTURE:
        groups = {
            group
            if happens(lot, structure / STRUCTURE)
            else pick(lot, _source(lot, line, side, structure).skills)
            for group in sorted(groups)
        }
    if happens(lot, (1 - structure) * SIDE_LINE * 2):
        groups |= pick_several(lot, side.skills, 1)
    skills: set[str] = set()
    for group in sorted(groups):
        skills |= pick_several(lot, leaves("skill", group), lot.randint(1, 5))
    return skills
