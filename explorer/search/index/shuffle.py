"""The shuffle of the day, so that nobody always stands on top."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import Bits, bits

Rows = NDArray[np.integer]


@dataclass(frozen=True)
class Shuffle:
    """All rows in an order: `order[p]` is the row at place p, and `places[r]` the place of row r."""

    order: Rows
    places: Rows

    def between(self, rows: Bits, first: int, last: int) -> list[int]:
        """Of these rows, put in this order, those from place `first` to before place `last`."""
        here = bits.count(rows)
        # Many rows are met soon when going through the order; few are sorted sooner.
        met = (
            self._met(rows, last, here) if last * len(self.order) < here * here else self._sorted(rows, last)
        )
        return met[first:last].tolist()

    def _met(self, rows: Bits, last: int, here: int) -> Rows:
        step = len(self.order) * last // here + 64
        found = [self.order[:0]]
        at = met = 0
        while met < last and at < len(self.order):
            ahead = self.order[at : at + step]
            found.append(ahead[bits.holds(rows, ahead)])
            at, met = at + step, met + len(found[-1])
        return np.concatenate(found)

    def _sorted(self, rows: Bits, last: int) -> Rows:
        numbers = bits.rows_of(rows)
        places = self.places[numbers]
        if last < len(places):
            first_ones = np.argpartition(places, last)[:last]
            numbers, places = numbers[first_ones], places[first_ones]
        return numbers[np.argsort(places)]


@lru_cache(maxsize=2)
def shuffle(*, size: int, day: date, release: int) -> Shuffle:
    """The order of a day; the same in every worker."""
    # Not `hash()`: that differs between processes, and page 2 may come from another worker.
    seed = hashlib.sha256(f"{day.isoformat()}:{release}".encode()).digest()
    order = np.random.default_rng(int.from_bytes(seed, "big")).permutation(size).astype(np.int32)
    places = np.empty_like(order)
    places[order] = np.arange(size, dtype=np.int32)
    return Shuffle(order, places)
