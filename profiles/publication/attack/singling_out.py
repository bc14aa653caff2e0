"""Singling out: does what is published point at one person, given the place, level and more?

A claim about a person needs a set of people that is this person alone. By *names stripped* that is one
row that fits. From groups it is the narrowest group that fits all or part of what is known: the
attacker takes the smallest label, and is right when it is of one person. The control group are
people that are not in the release: of those every claim is false.
"""

from collections.abc import Sequence

import numpy as np

from profiles.publication.attack.participation import EDUCATION
from profiles.publication.attack.world import Groups, Ints, TruePopulation, World

KNOWN: tuple[int | None, ...] = (0, 1, 2, 3, 5, None)
"""Facts known beside place and education level; None for all."""


def singled_out(
    world: World,
    groups: Groups,
    population: TruePopulation,
    targets: Ints,
    rng: np.random.Generator,
    *,
    among: TruePopulation | None = None,
) -> dict[int | None, tuple[float, float]]:
    """Facts known -> shares of the targets singled out by the groups and by rows without names.

    The release is of the people `among`, which are all people unless it is given.
    """
    among = among or population
    found: dict[int | None, list[tuple[bool, bool]]] = {known: [] for known in KNOWN}
    education = world.of(EDUCATION)
    for person in targets.tolist():
        facts = np.flatnonzero(population.holds[person] & world.is_leaf)
        level, others = facts[education[facts]], rng.permutation(facts[~education[facts]])
        for known in KNOWN:
            facts_known = [*level.tolist(), *others[:known].tolist()]
            fits = among.place == population.place[person]
            rows = int(np.count_nonzero(fits & among.holds[:, facts_known].all(axis=1)))
            narrowest = smallest_group(world, groups, among, int(population.place[person]), facts_known)
            found[known].append((narrowest == 1, rows == 1))
    return {known: tuple(np.mean(pairs, axis=0).tolist()) for known, pairs in found.items()}


def smallest_group(
    world: World, groups: Groups, population: TruePopulation, place: int, known: Sequence[int]
) -> int:
    """True people in the listed group that fits what is known and has the smallest label; 0 for none."""
    facts = np.array([0, *world.closed(known)])
    smallest: tuple[float, int, int, int] | None = None
    for area in world.areas_of[place]:
        for one in facts.tolist():
            labels = groups.beside(area, one)[facts]
            labels[labels == 0] = np.inf
            narrowest = int(np.argmin(labels))
            if np.isfinite(labels[narrowest]) and (smallest is None or labels[narrowest] < smallest[0]):
                smallest = float(labels[narrowest]), area, one, int(facts[narrowest])
            if smallest and smallest[0] <= world.k:
                return _people(world, population, *smallest[1:])
    return _people(world, population, *smallest[1:]) if smallest else 0


def _people(world: World, population: TruePopulation, area: int, one: int, other: int) -> int:
    lives = np.isin(population.place, list(world.members[area]))
    return int(
        np.count_nonzero(lives & population.holds[:, [each for each in (one, other) if each]].all(axis=1))
    )
