"""Homogeneity: in which groups do all people share a condition, and does the release say so?

Of whats in a municipality. To know that a person is in such a group is to know the condition too.
The release says it for certain only where the label of what and condition together reaches the most
people that can be behind the label of the what, which labels that double never do.
"""

from dataclasses import dataclass

import numpy as np

from explorer.release.shapes import LOCAL_CONDITIONS, AreaKind
from profiles.publication.attack.world import Groups, TruePopulation, World


@dataclass(frozen=True)
class Homogeneous:
    """Of so many groups, how many have a condition of all people, and how many are shown to have one."""

    groups: int
    true: int
    shown: int


def homogeneous(world: World, groups: Groups, population: TruePopulation) -> Homogeneous:
    """Count what × municipality groups of which a leaf condition holds for all people."""
    values = np.flatnonzero(world.is_leaf & world.of(*LOCAL_CONDITIONS))
    looked, true, shown = 0, 0, 0
    for place in np.unique(population.place).tolist():
        town = world.area(place, AreaKind.MUNICIPALITY)
        labels = groups.beside(town)
        here = population.holds[population.place == place].astype(np.int64)
        whats = np.flatnonzero((labels > 0) & world.is_what)
        together = here[:, whats].T @ here[:, values]
        people = here[:, whats].sum(axis=0)
        looked += len(whats)
        true += int(np.count_nonzero((together == people[:, None]).any(axis=1)))
        beside = np.stack([groups.beside(town, int(value))[whats] for value in values], axis=1)
        shown += int(np.count_nonzero((beside >= 2 * labels[whats, None]).any(axis=1)))
    return Homogeneous(looked, true, shown)
