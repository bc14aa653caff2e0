"""The rows of a small release spelled out: each as the bytes of its words, to be put one after the other.

Counting words over rows takes no more than joining their bytes and counting what
stands there: for ten rows a tenth of what it takes by phrases, and less for some
hundreds still (measured). It needs much memory, so it is for small releases.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import bits
from explorer.release.artefact.bits import Bits
from explorer.release.artefact.phrases import Counts
from explorer.release.artefact.sets import RowSets

LETTERS = 1 << 16
LETTER = np.dtype(np.uint16)
"""A word is written as its number."""


class Spelled:
    """All rows, with all of their words or those of a span; spelled when first asked for."""

    def __init__(self, sets: RowSets, words: int) -> None:
        self._sets, self._words = sets, words
        self._lines: dict[range, list[bytes]] = {}

    def count(self, portions: Iterable[tuple[Bits, range]]) -> Counts:
        """How many rows hold each word: the words of a span over some rows, of other spans over others."""
        lines = chain.from_iterable(self._of(rows, words) for rows, words in portions)
        return np.bincount(np.frombuffer(b"".join(lines), dtype=LETTER), minlength=self._words)

    def _of(self, rows: Bits, words: range) -> Iterator[bytes]:
        if words not in self._lines:
            self._lines[words] = self._spell(words)
        return map(self._lines[words].__getitem__, bits.rows_of(rows).tolist())

    def _spell(self, words: range) -> list[bytes]:
        before = np.arange(self._sets.size, dtype=np.uint32) * LETTERS
        edges = np.uint32(words.start), np.uint32(words.stop)
        first, last = (np.searchsorted(self._told, before + edge) for edge in edges)
        told = self._told.astype(LETTER)
        return [told[low:high].tobytes() for low, high in zip(first.tolist(), last.tolist(), strict=True)]

    @cached_property
    def _told(self) -> NDArray[np.uint32]:
        """Row and word of every fact in one number, row after row."""
        nothing = np.zeros(0, dtype=np.uint32)
        facts = [self._sets.rows(word).astype(np.uint32) * LETTERS + word for word in range(self._words)]
        return np.sort(np.concatenate([nothing, *facts]))
