"""Counting words over rows, from the side that is quicker: of the rows or of the words."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.release.artefact import bits
from explorer.release.artefact.bits import Bits
from explorer.release.artefact.phrases import Counts, Phrases
from explorer.release.artefact.sets import RowSets

# What it takes, in about nanoseconds (measured; only how they compare matters).
TO_START = 3000  # a column, a plane or a block of lists
TO_OPEN = 0.15  # a row of the release, when the rows to count are listed
TO_WALK = 5.0  # a column of a row that is counted
TO_LOOK_UP = 3.5  # a row in the list of a word, to see whether it is counted
TO_AND = 0.012  # a row of the release in the plane of a word


@dataclass(frozen=True)
class Reading:
    """The two sides of the rows of a release."""

    sets: RowSets
    phrases: Phrases

    def count(self, rows: Bits, spans: Sequence[range]) -> Counts:
        """For each word of these spans how many of the rows hold it; 0 for all other words."""
        if len(spans) == 1 and self._from_words(bits.count(rows), spans[0]):
            return self.sets.count(rows, spans[0], len(self.phrases))
        return self.phrases.count(bits.rows_of(rows), spans)

    def _from_words(self, rows: int, span: range) -> bool:
        planes, listed = self.sets.extent(span)
        size, columns = self.sets.size, len(self.phrases.columns_of(span))
        from_words = (
            (planes + len(self.sets.starts)) * TO_START + planes * size * TO_AND + listed * TO_LOOK_UP
        )
        from_rows = columns * TO_START + size * TO_OPEN + rows * columns * TO_WALK
        return from_words < from_rows
