"""Counting words over rows, from the side that is quicker: of the rows or of the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from explorer.release.artefact import bits
from explorer.release.artefact.bits import Bits
from explorer.release.artefact.phrases import Counts, Phrases, Rows
from explorer.release.artefact.sets import RowSets
from explorer.release.artefact.spelled import Spelled

# What it takes, in about nanoseconds (measured; only how they compare matters).
TO_START = 3000  # a column, a plane or a block of lists
TO_OPEN = 0.15  # a row of the release, when the rows to count are listed
TO_LIST = 3.5  # a row that is counted
TO_WALK = 2.5  # a column of it
TO_LOOK_UP = 3.5  # a row in the list of a word, to see whether it is counted
TO_AND = 0.012  # a row of the release in the plane of a word
SPELLED = 512
"""So many rows of a small release are sooner read as they are spelled than in phrases (measured)."""


class Portion(NamedTuple):
    """Rows to count the words of a span over; the counts are added `times` times, or taken off."""

    times: int
    rows: Bits
    words: range


@dataclass(frozen=True)
class Reading:
    """The sides of the rows of a release."""

    sets: RowSets
    phrases: Phrases

    def count(self, portions: Iterable[Portion]) -> Counts:
        """For each word how many rows hold it, of the portions with that word added up."""
        counts = np.zeros(len(self.phrases), dtype=np.int64)
        spelled: dict[int, list[tuple[Bits, range]]] = {}
        walked: dict[range, list[tuple[int, Rows]]] = {}
        for times, rows, words in portions:
            many = bits.count(rows)
            if self.sets.is_small and many <= SPELLED:
                spelled.setdefault(times, []).append((rows, words))
            elif self._from_words(many, words):
                counts += times * self.sets.count(rows, words, len(self.phrases))
            elif many:
                walked.setdefault(words, []).append((times, bits.rows_of(rows)))
        for times, together in spelled.items():
            counts += times * self.spelled.count(together)
        for words, walks in walked.items():
            counts += self.phrases.count(walks, words)
        return counts

    @cached_property
    def spelled(self) -> Spelled:
        """The rows spelled out."""
        return Spelled(self.sets, len(self.phrases))

    def _from_words(self, rows: int, span: range) -> bool:
        planes, listed = self.sets.extent(span)
        size, columns = self.sets.size, len(self.phrases.columns_of(span))
        from_words = (
            (planes + len(self.sets.starts)) * TO_START + planes * size * TO_AND + listed * TO_LOOK_UP
        )
        from_rows = columns * TO_START + size * TO_OPEN + rows * (TO_LIST + columns * TO_WALK)
        return from_words < from_rows
