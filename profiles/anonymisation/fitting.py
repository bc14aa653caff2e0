"""Numbers of people that fit all labels, found without a linear programme for many whats at once.

Alternating projection: each area in turn gets what it lacks, or loses what it has
too much, in proportion to what its municipalities can take. Numbers that fit
with a hidden cell empty show that the cell may be empty; that none are found
shows nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from profiles.anonymisation.tables import Ints

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
NOBODY = 1e-6
PASSES_OF_ALL, PASSES_OF_ONE = 30, 15
"""A neighbourhood starts from what fits elsewhere; where that takes longer a programme is quicker."""
RELAXATION = 1.6
"""Corrections are so much larger than what an area lacks, which settles most whats in a few passes."""
TOGETHER = 60
"""So few municipalities are all looked at at once."""
LARGE = 60
"""Else a cell is asked about with the areas of at most so many municipalities around it."""


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

    def within(self, where: "Neighbourhood") -> "Bounds":
        """Only of the places and areas of a neighbourhood."""
        return Bounds(
            self.low[where.near], self.high[where.near], self.least[where.areas], self.most[where.areas]
        )


@dataclass(frozen=True)
class Neighbourhood:
    """A municipality that is asked about, with those `near` and the `areas` inside these; `number` from 0."""

    number: int
    place: int
    near: Ints
    areas: Ints


def neighbourhoods(inside: Mask) -> list[Neighbourhood]:
    """Where is looked to prove something of each municipality. `inside`: areas of several x municipalities.

    Of a region everywhere. Of a country only in the areas around it: over all areas some of the 99 %
    bounds always contradict each other, and nothing follows of any cell.
    """
    places = np.arange(inside.shape[1])
    if len(places) <= TOGETHER:
        return [Neighbourhood(place, place, places, np.arange(len(inside))) for place in places.tolist()]
    found: list[Neighbourhood] = []
    is_small = inside.sum(axis=1) <= LARGE
    for place in places.tolist():
        near = inside[inside[:, place] & is_small].any(axis=0)
        if near.any():
            areas = np.flatnonzero(is_small & ~inside[:, ~near].any(axis=1))
            found.append(Neighbourhood(len(found), place, np.flatnonzero(near), areas))
    return found


def cells_in_doubt(
    bounds: Bounds, inside: Mask, asked: Sequence[tuple[Neighbourhood, Ints]]
) -> Iterator[tuple[Neighbourhood, int]]:
    """Neighbourhoods and whats for which no numbers were found that leave its hidden municipality empty.

    `asked`: the whats to look at of each neighbourhood; `inside`: areas of several x municipalities.
    """
    # Numbers for all places at once are the start of each search: mostly little has to be moved.
    used = np.zeros(len(inside), bool)
    for where, _ in asked:
        used[where.areas] = True
    numbers = np.where(bounds.low == 0, 0, (bounds.low + bounds.high) / 2)
    fit(
        numbers,
        Bounds(bounds.low, bounds.high, bounds.least[used], bounds.most[used]),
        inside[used],
        passes=PASSES_OF_ALL,
    )
    for where, whats in asked:
        is_hidden = (bounds.low[where.place] == 0) & (bounds.least[where.areas] > 0).any(axis=0)
        whats = whats[is_hidden[whats]]
        place, local = np.searchsorted(where.near, where.place), bounds.within(where).of(whats)
        tried = numbers[np.ix_(where.near, whats)]
        # What is tried: that no one lives there with this what.
        tried[place] = local.high[place] = 0
        fits = fit(tried, local, inside[np.ix_(where.areas, where.near)], passes=PASSES_OF_ONE)
        yield from ((where, int(what)) for what in whats[~fits])


def misfits(numbers: Floats, bounds: Bounds, inside: Mask) -> Mask:
    """Areas x whats of which the numbers add up to less or more than their bounds."""
    held = sparse.csr_matrix(inside.astype(np.float64)) @ numbers
    return (held < bounds.least - NOBODY) | (held > bounds.most + NOBODY)


def fit(numbers: Floats, bounds: Bounds, inside: Mask, *, passes: int) -> Mask:
    """Change numbers in place towards fitting; by what, whether they fit."""
    members = [np.flatnonzero(area) for area in inside]
    left = np.arange(numbers.shape[1])
    for _ in range(passes + 1):
        # Whats that fit are done: most of the work is over after a few passes.
        left = left[misfits(numbers[:, left], bounds.of(left), inside).any(axis=0)]
        if not len(left):
            break
        tried, of_left = numbers[:, left], bounds.of(left)
        for area, places in enumerate(members):
            now = tried[places].sum(axis=0)
            lacking, too_many = of_left.least[area] - now, now - of_left.most[area]
            # Of most areas only a few whats are to be changed.
            some = np.flatnonzero((lacking > 0) | (too_many > 0))
            if len(some):
                cells = np.ix_(places, some)
                own = tried[cells]
                own += _shared_out(RELAXATION * np.maximum(lacking[some], 0), of_left.high[cells] - own)
                own -= _shared_out(RELAXATION * np.maximum(too_many[some], 0), own - of_left.low[cells])
                tried[cells] = own
        numbers[:, left] = tried
    fits = np.ones(numbers.shape[1], bool)
    fits[left] = False
    return fits


def _shared_out(amounts: Floats, room: Floats) -> Floats:
    """Amounts divided in proportion to the `room` of each, and no more than that."""
    total = room.sum(axis=0)
    share = np.divide(amounts, total, out=np.zeros_like(total), where=total > 0)
    return room * np.minimum(share, 1)
