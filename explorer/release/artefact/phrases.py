"""What rows hold, written in phrases: words that often stand together get one number of two bytes.

The words are divided over columns. What a row holds of the words of a column is
one phrase, so each row is a line of as many numbers as there are columns, about a
third of its words. To count words over rows, phrases are counted and each
count then goes to the words of the phrase. The numbers are kept twice, line after
line and column after column: of few rows lines are read, of many only what is needed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Codes = NDArray[np.uint16]
Rows = NDArray[np.int64]
Told = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]
FEW = 2048
"""Rows of which all columns are counted in one go; of more, column after column is quicker (measured)."""
AT_ONCE = 1 << 15
"""Rows that are looked up at once: what was found is counted before it leaves the cache."""
MOST_SPELLED = 20_000
"""Rows whose words are kept once they were asked for: cards of the same few thousand come again and again."""
LINE = 4
"""More columns than these are looked up as whole lines ..."""
SPARSE = 32
"""... of no more than one row in so many (measured)."""


@dataclass(frozen=True)
class Phrases:
    """Column j of row i tells phrase `offsets[j] + lines[i, j]`; `columns[j, i]` is the same number.

    The phrases that tell word c are `told_by[starts[c]:starts[c + 1]]`, ascending.
    """

    lines: NDArray[np.uint16]
    columns: NDArray[np.uint16]
    offsets: NDArray[np.int64]
    starts: NDArray[np.int64]
    told_by: NDArray[np.int32]
    _columns: dict[range, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)
    _spelling: dict[int, list[int]] = field(default_factory=dict, compare=False, repr=False)
    _rows: dict[int, list[int]] = field(default_factory=dict, compare=False, repr=False)
    _spans: dict[range, Told] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.starts) - 1

    def count(self, walks: Iterable[tuple[int, Rows]], span: range) -> Counts:
        """For each word of a span how many of the rows hold it, each so many times; 0 for all other words."""
        counts = np.zeros(self.offsets[-1], dtype=np.int64)
        columns = self.columns_of(span)
        for times, rows in walks:
            if len(rows) <= FEW and len(columns) > LINE:
                phrases = self.lines.take(rows, axis=0) + self.offsets[:-1]
                counts += times * np.bincount(phrases.ravel(), minlength=self.offsets[-1])
            else:
                for column, told in self._told(rows, columns):
                    first, last = self.offsets[column : column + 2]
                    counts[first:last] += times * np.bincount(told, minlength=last - first)
        return self._in_words(counts, span)

    def columns_of(self, words: range) -> tuple[int, ...]:
        """The columns over which these words are divided."""
        if words not in self._columns:
            told = self.told_by[self.starts[words.start] : self.starts[words.stop]]
            found = np.unique(np.searchsorted(self.offsets, told, side="right") - 1)
            self._columns[words] = tuple(found.tolist())
        return self._columns[words]

    def _told(self, rows: Rows, columns: Sequence[int]) -> Iterator[tuple[int, Codes]]:
        """Column by column what these rows tell there."""
        if len(columns) <= LINE or len(rows) * SPARSE > len(self.lines):
            yield from ((column, self.columns[column].take(rows)) for column in columns)
        else:
            for at in range(0, len(rows), AT_ONCE):
                lines = self.lines.take(rows[at : at + AT_ONCE], axis=0)
                yield from ((column, lines[:, column]) for column in columns)

    def _in_words(self, counts: Counts, span: range) -> Counts:
        """Counts of phrases as counts of words."""
        told = np.zeros(len(self), dtype=np.int64)
        held, starts, phrases = self._told_in(span)
        if len(held):
            told[held] = np.add.reduceat(counts.take(phrases), starts)
        return told

    def _told_in(self, span: range) -> Told:
        """The words of a span that somebody holds, where the phrases of each begin, and the phrases."""
        if span not in self._spans:
            # `reduceat` cannot sum nothing, so only words that somebody holds take part.
            first, last = self.starts[span.start], self.starts[span.stop]
            held = np.flatnonzero(np.diff(self.starts[span.start : span.stop + 1])) + span.start
            self._spans[span] = held, self.starts[held] - first, self.told_by[first:last]
        return self._spans[span]

    def words(self, row: int) -> list[int]:
        """The words of one row, ascending. Only to be read: they are kept."""
        known = self._rows.get(row)
        if known is None:
            if len(self._rows) >= MOST_SPELLED:
                self._rows.clear()
            known = self._rows[row] = self._spell(row)
        return known

    def _spell(self, row: int) -> list[int]:
        told: list[int] = []
        for phrase in (self.lines[row] + self.offsets[:-1]).tolist():
            if phrase not in self._spelling:
                starts, words = self._spelled
                self._spelling[phrase] = words[starts[phrase] : starts[phrase + 1]].tolist()
            told += self._spelling[phrase]
        return sorted(told)

    @cached_property
    def _spelled(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Where the words of each phrase begin, and the words."""
        words = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.told_by, minlength=self.offsets[-1]))])
        return starts, words[np.argsort(self.told_by, kind="stable")]
