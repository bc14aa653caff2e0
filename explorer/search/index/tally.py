"""Counting over rows: as it was published, less what was withdrawn since."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import Artefact, Bits, Portion, bits, weights_of

Counts = NDArray[np.int64]


class Tally:
    """Counts what rows weigh; `published` and `now` are the weight of each row before and after withdrawals.

    Sets of rows are counted as they were published, since that is what is known
    beforehand; the few rows that lost somebody are counted once more and taken off.
    """

    def __init__(
        self, artefact: Artefact, *, published: NDArray[np.integer], now: NDArray[np.integer]
    ) -> None:
        self._reading = artefact.reading
        self._known = artefact.known.lines
        self._published = weights_of(published)
        self._lost = weights_of(published.astype(np.int64) - now)
        self._lines: list[int] = artefact.known.line_of.tolist()
        self.all = bits.all_of(len(artefact))

    def amount(self, rows: Bits) -> int:
        """What these rows weigh now."""
        amount = self._published.amount(rows)
        return amount - self._lost.amount(rows) if self.has_lost else amount

    def everybody(self) -> Counts:
        """For each word what all rows that hold it weigh now."""
        return self.known(-1) - self.lost([Portion(1, self.all, range(len(self._reading.phrases)))])

    def walk(self, portions: Sequence[Portion]) -> Counts:
        """For each word what the rows that hold it weighed when published, of the portions with that word."""
        return self._published.count(portions, self._reading)

    @property
    def has_lost(self) -> bool:
        """Whether anybody was withdrawn since."""
        return bool(self._lost.planes)

    def lost(self, portions: Sequence[Portion]) -> Counts:
        """What `walk` counts too much since the withdrawals."""
        return self._lost.count(portions, self._reading)

    def knows(self, number: int) -> bool:
        """Whether a set of rows was counted beforehand."""
        return self._lines[number] >= 0

    def known(self, number: int) -> Counts:
        """For each word what `walk` would find over a set of rows that was counted beforehand."""
        return self._known[self._lines[number]].astype(np.int64)
