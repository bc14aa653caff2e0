"""Downcoding: of what is published as a group of words only, what does withholding say of the word below?

Taken are whats of a municipality that are shown while none of the words below is. The attacker guesses
which of these a person has: once as the region has them, and once with the rules of publication, by
which each of them has too few people here. The lift is the difference of the shares right.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import factorial

from explorer.release.shapes import AreaKind
from profiles.publication.attack.guessing import MIDDLE, UNSHOWN
from profiles.publication.attack.world import Groups, TruePopulation, World


@dataclass(frozen=True)
class Downcoded:
    """People with a word below to guess, and the shares right by either guess."""

    guesses: int
    plain: float
    by_rules: float

    @property
    def lift(self) -> float:
        return self.by_rules - self.plain


def downcode(world: World, groups: Groups, population: TruePopulation) -> Downcoded:
    """Guess the word below for all people in a group of words that is shown without any of them."""
    plain: list[bool] = []
    by_rules: list[bool] = []
    children = [np.flatnonzero(world.parents == concept) for concept in range(len(world))]
    for place in np.unique(population.place).tolist():
        town, region = (world.area(place, kind) for kind in (AreaKind.MUNICIPALITY, AreaKind.REGION))
        shown, wider = groups.beside(town), groups.beside(region)
        part = max(shown[0], 1.0) / max(wider[0], 1.0)
        here = population.holds[population.place == place]
        for group in np.flatnonzero((shown > 0) & world.is_what):
            below = children[group]
            if not group or not len(below) or (shown[below] > 0).any():
                continue
            expected = np.where(wider[below] > 0, MIDDLE * wider[below], UNSHOWN)
            people = here[here[:, group]]
            plain += people[:, below[np.argmax(expected)]].tolist()
            # Expected people of a Poisson count of which only is known that it is below k.
            counts = np.arange(world.k)[:, None]
            weight = (expected * part) ** counts / factorial(counts)
            hidden = (counts * weight).sum(axis=0) / weight.sum(axis=0)
            by_rules += people[:, below[np.argmax(hidden)]].tolist()
    if not plain:
        return Downcoded(0, 0.0, 0.0)
    return Downcoded(len(plain), float(np.mean(plain)), float(np.mean(by_rules)))
