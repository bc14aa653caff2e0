"""Numbers of people that fit all labels, found without a linear programme for many whats at once.

Alternating projection: each area in turn gets what it lacks, or loses what it has
too much, in proportion to what its municipalities can take. Numbers that fit
with a hidden cell empty show that the cell may be empty; that none are found
shows nothing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

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
    sums = sparse.csr_matrix(inside[areas].astype(np.float64))
    members = [np.flatnonzero(inside[area]) for area in areas]
    left = np.arange(numbers.shape[1])
    for _ in range(PASSES + 1):
        held = sums @ numbers[:, left]
        least, most = bounds.least[np.ix_(areas, left)], bounds.most[np.ix_(areas, left)]
        left = left[((held < least - NOBODY) | (held > most + NOBODY)).any(axis=0)]
        if not len(left):
            break
        tried, of_left = numbers[:, left], bounds.of(left)
        for area, places in zip(areas, members, strict=True):
            free = places if near is None else places[near[places]]
            now, own = tried[places].sum(axis=0), tried[free]
            lacking = np.maximum(of_left.least[area] - now, 0)
            too_many = np.maximum(now - of_left.most[area], 0)
            if lacking.any() or too_many.any():
                own = own + _shared_out(lacking, of_left.high[free] - own)
                tried[free] = own - _shared_out(too_many, own - of_left.low[free])
        numbers[:, left] = tried
    fits = np.ones(numbers.shape[1], bool)
    fits[left] = False
    return fits


def _shared_out(amounts: Floats, room: Floats) -> Floats:
    """Amounts divided in proportion to the `room` of each, and no more than that."""
    total = room.sum(axis=0)
    share = np.divide(amounts, total, out=np.zeros_like(total), where=total > 0)
    return room * np.minimum(share, 1)
