"""Numbers of people that fit all labels, found without a linear programme for many whats at once.

Alternating projection: each area in turn gets what it lacks, or loses what it has
too much, in proportion to what its municipalities can take. Numbers that fit
with a hidden cell empty show that the cell may be empty; that none are found
shows nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from profiles.anonymisation.tables import Ints

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
NOBODY = 1e-6
PASSES = 10
RELAXATION = 1.6
"""Corrections are so much larger than what an area lacks, which settles most whats in a few passes."""
LARGE = 60
"""A cell is asked with the areas of at most so many municipalities around it."""


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


@dataclass(frozen=True)
class Doubt:
    """Hidden municipalities of a what of which it was not found that they may be empty.

    To be asked with the municipalities `near` and the areas inside those.
    """

    what: int
    places: Ints
    near: Ints
    areas: Ints


def neighbourhoods(inside: Mask) -> Iterator[Doubt]:
    """Places that are looked at together, with the areas inside them. `inside`: areas of several x places.

    Of a region all at once. Of a country each municipality with the areas around it: over all areas some
    of the 99 % bounds always contradict each other, and nothing follows of any cell.
    """
    places = np.arange(inside.shape[1])
    if len(places) <= LARGE:
        yield Doubt(0, places, places, np.arange(len(inside)))
        return
    is_small = inside.sum(axis=1) <= LARGE
    for place in places:
        near = inside[inside[:, place] & is_small].any(axis=0)
        if near.any():
            areas = np.flatnonzero(is_small & ~inside[:, ~near].any(axis=1))
            yield Doubt(0, np.array([place]), np.flatnonzero(near), areas)


def cells_in_doubt(bounds: Bounds, inside: Mask) -> Iterator[Doubt]:
    """Hidden cells that no numbers were found for. `inside`: areas of several x municipalities."""
    for where in neighbourhoods(inside):
        yield from _in_doubt(bounds, inside, where)


def _in_doubt(bounds: Bounds, inside: Mask, where: Doubt) -> Iterator[Doubt]:
    """The same for these places, by what."""
    inside = inside[np.ix_(where.areas, where.near)]
    of_places = np.searchsorted(where.near, where.places)
    bounds = Bounds(
        bounds.low[where.near], bounds.high[where.near], bounds.least[where.areas], bounds.most[where.areas]
    )
    asked = np.flatnonzero((bounds.low[of_places] == 0).any(axis=0) & (bounds.least > 0).any(axis=0))
    bounds = bounds.of(asked)
    hidden = bounds.low == 0
    numbers = np.where(hidden, 0, (bounds.low + bounds.high) / 2)
    empty = Bounds(bounds.low, np.where(hidden, 0, bounds.high), bounds.least, bounds.most)
    left = np.flatnonzero(~fit(numbers, empty, inside))
    asked, bounds, numbers, hidden = asked[left], bounds.of(left), numbers[:, left], hidden[:, left]
    if len(of_places) == 1:
        bounds.high[of_places] = np.where(hidden[of_places], 0, bounds.high[of_places])
    fits = fit(numbers, bounds, inside)
    doubted = hidden & ((numbers > NOBODY) | ~fits) if len(of_places) > 1 else hidden & ~fits
    for place in of_places if len(of_places) > 1 else ():
        whats = np.flatnonzero(doubted[place] & fits)
        tried, of_whats = numbers[:, whats], bounds.of(whats)
        tried[place] = of_whats.high[place] = 0
        doubted[place, whats] = ~fit(tried, of_whats, inside)
    for index in np.flatnonzero(doubted[of_places].any(axis=0)):
        found = where.places[doubted[of_places, index]]
        yield Doubt(int(asked[index]), found, where.near, where.areas)


def fit(numbers: Floats, bounds: Bounds, inside: Mask) -> Mask:
    """Change numbers in place towards fitting; by what, whether they fit."""
    sums = sparse.csr_matrix(inside.astype(np.float64))
    members = [np.flatnonzero(area) for area in inside]
    left = np.arange(numbers.shape[1])
    for _ in range(PASSES + 1):
        held = sums @ numbers[:, left]
        lacks, exceeds = held < bounds.least[:, left] - NOBODY, held > bounds.most[:, left] + NOBODY
        left = left[(lacks | exceeds).any(axis=0)]
        if not len(left):
            break
        tried, of_left = numbers[:, left], bounds.of(left)
        for area, places in enumerate(members):
            own = tried[places]
            now = own.sum(axis=0)
            lacking = np.maximum(of_left.least[area] - now, 0)
            too_many = np.maximum(now - of_left.most[area], 0)
            if lacking.any() or too_many.any():
                own += _shared_out(RELAXATION * lacking, of_left.high[places] - own)
                tried[places] = own - _shared_out(RELAXATION * too_many, own - of_left.low[places])
        numbers[:, left] = tried
    fits = np.ones(numbers.shape[1], bool)
    fits[left] = False
    return fits


def _shared_out(amounts: Floats, room: Floats) -> Floats:
    """Amounts divided in proportion to the `room` of each, and no more than that."""
    total = room.sum(axis=0)
    share = np.divide(amounts, total, out=np.zeros_like(total), where=total > 0)
    return room * np.minimum(share, 1)
