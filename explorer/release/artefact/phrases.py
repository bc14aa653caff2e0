"""What rows hold, written in phrases: words that often stand together get one number of two bytes.

The words are divided over columns. What a row holds of the words of a column is
one phrase, so each row is a line of as many numbers as there are columns, about a
half of its words. To count words over rows, phrases are counted and each
count then goes to the words of the phrase.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
FEW = 2048
"""Rows of which all columns are counted in one go; of more, column after column is quicker (measured)."""
AT_ONCE = 1 << 15
"""Rows that are looked up at once: what was found is counted before it leaves the cache."""


@dataclass(frozen=True)
class Phrases:
    """Column j of row i tells phrase `offsets[j] + lines[i, j]`.

    The phrases that tell word c are `told_by[starts[c]:starts[c + 1]]`, ascending.
    """

    lines: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    starts: NDArray[np.int64]
    told_by: NDArray[np.int32]
    _columns: dict[range, range] = field(default_factory=dict, compare=False, repr=False)

    def count(self, rows: NDArray[np.int64], words: range) -> Counts:
        """For each of these words how many of the rows hold it."""
        columns = self.columns_of(words)
        if len(columns) < self.lines.shape[1]:
            counts = [self._column(rows, column) for column in columns]
        elif len(rows) <= FEW:
            told = self.lines.take(rows, axis=0) + self.offsets[:-1]
            counts = [np.bincount(told.ravel(), minlength=self.offsets[-1])]
        else:
            counts = [self._lines(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
            counts = [sum(counts[1:], start=counts[0])]
        return self._in_words(np.concatenate(counts), words, columns)

    def columns_of(self, words: range) -> range:
        """The columns over which these words are divided; they stand together."""
        if words not in self._columns:
            told = self.told_by[self.starts[words.start] : self.starts[words.stop]]
            edges = (told.min(), told.max()) if len(told) else (0, 0)
            first, last = np.searchsorted(self.offsets, edges, side="right").tolist()
            self._columns[words] = range(first - 1, last)
        return self._columns[words]

    def _column(self, rows: NDArray[np.int64], column: int) -> Counts:
        width = self.lines.shape[1]
        told = self.lines.ravel().take(rows * width + column)
        return np.bincount(told, minlength=self.offsets[column + 1] - self.offsets[column])

    def _lines(self, rows: NDArray[np.int64]) -> Counts:
        told, sizes = self.lines.take(rows, axis=0), np.diff(self.offsets)
        return np.concatenate([np.bincount(told[:, j], minlength=size) for j, size in enumerate(sizes)])

    def _in_words(self, counts: Counts, words: range, columns: range) -> Counts:
        """Counts of the phrases of these columns as counts of these words."""
        told = np.zeros(len(words), dtype=np.int64)
        # `reduceat` cannot sum nothing, so only words that somebody holds take part.
        low, high = np.searchsorted(self._held, (words.start, words.stop))
        if low == high:
            return told
        held = self._held[low:high]
        first, last = self.starts[words.start], self.starts[words.stop]
        taken = counts.take(self.told_by[first:last] - self.offsets[columns.start])
        told[held - words.start] = np.add.reduceat(taken, self.starts[held] - first)
        return told

    def words(self, row: int) -> NDArray[np.int32]:
        """The words of one row, ascending."""
        starts, words = self._spelled
        phrases = self.lines[row] + self.offsets[:-1]
        told = [words[starts[one] : starts[one + 1]] for one in phrases.tolist()]
        return np.sort(np.concatenate([words[:0], *told]))

    @cached_property
    def _held(self) -> NDArray[np.int64]:
        return np.flatnonzero(np.diff(self.starts))

    @cached_property
    def _spelled(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Where the words of each phrase begin, and the words."""
        words = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.told_by, minlength=self.offsets[-1]))])
        return starts, words[np.argsort(self.told_by, kind="stable")]
