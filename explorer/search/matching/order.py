"""The order of the list: who meets most wishes for certain first, then a shuffle that changes every day.

Only the rows of the page that is asked for are put in order.
"""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import and_

import numpy as np

from explorer.release.artefact import Bits, bits
from explorer.search.index.shuffle import Shuffle
from explorer.search.matching.predicate import Match

FEW = 512
"""So few rows are all put in order at once."""


def ordered(found: Match, *, day: date, first: int, last: int) -> list[int]:
    """Numbers of the matching rows from place `first` to before place `last` of the list."""
    shuffle, listed, here = found.index.shuffle(day), list[int](), bits.count(found.rows)
    if bits.count(found.certain) == here:
        return shuffle.between(found.rows, first, min(last, here))
    if here <= FEW:
        return _all(found, shuffle)[first:last]
    for rows in _levels(found):
        here = bits.count(rows)
        if first < here:
            listed += shuffle.between(rows, max(first, 0), min(last, here))
        first, last = first - here, last - here
        if last <= 0:
            break
    return listed


def _all(found: Match, shuffle: Shuffle) -> list[int]:
    rows = bits.rows_of(found.rows)
    missed = np.zeros(len(rows), dtype=np.int64)
    for wish in found.wishes.values():
        missed += ~bits.holds(wish.certain, rows)
    listed: list[int] = rows[np.lexsort((shuffle.places[rows], missed))].tolist()
    return listed


def _levels(found: Match) -> Iterator[Bits]:
    """The matching rows by how many wishes they meet for certain, the most first."""
    yield found.certain
    planes: list[Bits] = []
    # Each wish is added to the number of wishes met so far, of all rows at once.
    for wishes, wish in enumerate(found.wishes.values(), start=1):
        carry = wish.certain
        for power, plane in enumerate(planes):
            planes[power], carry = plane ^ carry, plane & carry
        if wishes.bit_length() > len(planes):
            planes.append(carry)
    sides = [(bits.without(found.rows, plane), plane) for plane in planes]
    for met in range(len(found.wishes) - 1, -1, -1):
        yield reduce(and_, (side[met >> power & 1] for power, side in enumerate(sides)), found.rows)
