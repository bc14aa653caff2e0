"""Numbers of people that fit all labels, found without a linear programme for many whats at once.

Alternating projection: each area in turn gets what it lacks, or loses what it has
too much, in proportion to what its municipalities can take. Numbers that fit
with a hidden cell empty show that the cell may be empty; that none are found
shows nothing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from profiles.anonymisation.tables import Ints

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
NOBODY = 1e-6
PASSES = 25
LARGE = 60
"""An area of more municipalities is kept to, but no cell is asked with all of it around."""


@dataclass(frozen=True)
class Bounds:
    """Fewest and most people: municipalities x whats, and areas of several municipalities x whats."""

    low: Floats
    high: Floats
    least: Floats
    most: Floats

    def of(self, whats: Ints) -> "Bounds":
        """Only of these whats."""
        return Bounds(self.low[:, whats], self.high[:, whats], self.least[:, whats], self.most[:, whats])


def cells_in_doubt(bounds: Bounds, inside: Mask) -> dict[int, Ints]:
    """What -> hidden municipalities of which it was not found that they may be empty.

    `inside`: areas of several municipalities x municipalities.
    """
    hidden = bounds.low == 0
    everything = np.arange(len(inside))
    numbers = np.where(hidden, 0, (bounds.low + bounds.high) / 2)
    empty = Bounds(bounds.low, np.where(hidden, 0, bounds.high), bounds.least, bounds.most)
    left = np.flatnonzero(~fit(numbers, empty, inside, everything))
    bounds, numbers, hidden = bounds.of(left), numbers[:, left], hidden[:, left]
    fits = fit(numbers, bounds, inside, everything)
    doubted = hidden & ((numbers > NOBODY) | ~fits)
    for place in np.flatnonzero((doubted & fits).any(axis=1)):
        whats = np.flatnonzero(doubted[place] & fits)
        tried, of_whats = numbers[:, whats], bounds.of(whats)
        tried[place] = of_whats.high[place] = 0
        own = inside[:, place] & (inside.sum(axis=1) <= LARGE)
        near = inside[own].any(axis=0)
        areas = np.flatnonzero(inside[:, near].any(axis=1))
        doubted[place, whats] = ~fit(tried, of_whats, inside, areas, near=near)
    return {int(left[what]): np.flatnonzero(doubted[:, what]) for what in np.flatnonzero(doubted.any(axis=0))}


def fit(numbers: Floats, bounds: Bounds, inside: Mask, areas: Ints, *, near: Mask | None = None) -> Mask:
    """Change numbers in place, only those `near`, towards fitting; by what, whether they fit these areas."""
    for _ in range(PASSES):
        for area in areas:
            members = np.flatnonzero(inside[area])
            free = members if near is None else members[near[members]]
            now, held = numbers[members].sum(axis=0), numbers[free]
            lacking = np.maximum(bounds.least[area] - now, 0)
            too_many = np.maximum(now - bounds.most[area], 0)
            if lacking.any() or too_many.any():
                held = held + _shared_out(lacking, bounds.high[free] - held)
                numbers[free] = held - _shared_out(too_many, held - bounds.low[free])
    sums = inside[areas].astype(np.float64) @ numbers
    fits: Mask = (sums >= bounds.least[areas] - NOBODY) & (sums <= bounds.most[areas] + NOBODY)
    return np.all(fits, axis=0)


def _shared_out(amounts: Floats, room: Floats) -> Floats:
    """Amounts divided in proportion to the `room` of each, and no more than that."""
    total = room.sum(axis=0)
    share = np.divide(amounts, total, out=np.zeros_like(total), where=total > 0)
    return room * np.minimum(share, 1)
