"""Counting over rows: as it was published, less what was withdrawn since."""

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import Artefact, Bits, bits, weights_of

Counts = NDArray[np.int64]


class Tally:
    """Counts what rows weigh; `published` and `now` are the weight of each row before and after withdrawals.

    Sets of rows are counted as they were published, since that is what is known
    beforehand; the few rows that lost somebody are counted once more and taken off.
    """

    def __init__(
        self, artefact: Artefact, *, published: NDArray[np.integer], now: NDArray[np.integer]
    ) -> None:
        self._artefact = artefact
        self._published = weights_of(published)
        self._lost = weights_of(published.astype(np.int64) - now)
        self._lines: list[int] = artefact.known.line_of.tolist()
        self.all = bits.all_of(len(artefact))

    def amount(self, rows: Bits) -> int:
        """What these rows weigh now."""
        return self._published.amount(rows) - self._lost.amount(rows)

    def everybody(self, words: range) -> Counts:
        """For each of these words what all rows that hold it weigh now."""
        return self.known(-1, words) - self.lost(self.all, words)

    def walk(self, rows: Bits, words: range) -> Counts:
        """For each of these words what the rows that hold it weighed when published, row by row."""
        return self._published.count(rows, self._artefact.phrases, words)

    def lost(self, rows: Bits, words: range) -> Counts:
        """What `walk` counts too much since the withdrawals."""
        if not self._lost.planes:
            return np.zeros(len(words), dtype=np.int64)
        return self._lost.count(rows, self._artefact.phrases, words)

    def knows(self, number: int) -> bool:
        """Whether a set of rows was counted beforehand."""
        return self._lines[number] >= 0

    def known(self, number: int, words: range) -> Counts:
        """What `walk` would find over a set of rows that was counted beforehand."""
        line = self._artefact.known.lines[self._lines[number], words.start : words.stop]
        return line.astype(np.int64)
