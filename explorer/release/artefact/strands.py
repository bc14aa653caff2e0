"""What rows tell of one attribute, cut into turns: the first few things told, the next few, and so on.

A row tells several tasks or skills, and all choices of several are too many to number.
So the words of an attribute are gone through branch after branch. What a row
tells until it has told `many` of its ends is its first turn, and so on; a word
above others belongs to the turn of the first end below it. Each fact so is in one turn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.integer]
Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Strand:
    """Words of an attribute, those above before those below, told in so many turns of so many ends.

    Who has more to tell than fits tells it all in the last turn.
    """

    words: tuple[int, ...]
    many: int
    turns: int

    def told(self, held: Sequence[Rows], ends: Sequence[Rows], size: int) -> Iterator[tuple[int, Rows]]:
        """For each word where it is told: turn * size + row for each row that holds it."""
        so_far = np.zeros(size, dtype=np.int32)
        for word in self.words:
            rows = held[word]
            if self.turns == 1:
                yield word, rows
            else:
                yield word, rows + np.minimum(so_far[rows] // self.many, self.turns - 1) * size
                so_far[ends[word]] += 1

    def keys(self, held: Sequence[Rows], ends: Sequence[Rows], size: int) -> Keys:
        """For each turn a number per row, different wherever the words told differ: the sum of their lots."""
        keys = np.zeros(self.turns * size, dtype=np.uint64)
        for word, places in self.told(held, ends, size):
            keys[places] += _lot(word)
        return keys.reshape(self.turns, size)


def _lot(word: int) -> np.uint64:
    """A well mixed number for a word, always the same (the finish of splitmix64)."""
    most = (1 << 64) - 1
    lot = (word + 1) * 0x9E3779B97F4A7C15 & most
    lot = (lot ^ lot >> 30) * 0xBF58476D1CE4E5B9 & most
    lot = (lot ^ lot >> 27) * 0x94D049BB133111EB & most
    return np.uint64(lot ^ lot >> 31)
