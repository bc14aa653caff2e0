"""Counting words over rows from the side that is quickest: of the words, or of the rows in two forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
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
TO_LOOK_UP = 3.5  # a row in the list of a word, to see whether it is counted
TO_AND = 0.012  # a row of the release in the plane of a word
TO_MEET = 150  # a word of a small release
TO_BEGIN = 8000  # counting phrases at all
TO_OPEN = 0.15  # a row of the release, when the rows to count are listed
TO_LIST = 3.5  # a row that is counted
TO_WALK = 2.5  # a column of it
TO_SPELL = 50  # a row that is spelled
TO_PUT = 6  # what a column of it tells


class Side(Enum):
    """From where words are counted over rows."""

    SETS = auto()
    PHRASES = auto()
    SPELLED = auto()


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
            side = self._quickest(bits.count(rows), words)
            if side is Side.SETS:
                counts[words.start : words.stop] += times * self.sets.count(rows, words)
            elif side is Side.PHRASES:
                walked.setdefault(words, []).append((times, bits.rows_of(rows)))
            elif side is Side.SPELLED:
                spelled.setdefault(times, []).append((rows, words))
        for words, walks in walked.items():
            counts += self.phrases.count(walks, words)
        for times, together in spelled.items():
            counts += times * self.spelled.count(together)
        return counts

    @cached_property
    def spelled(self) -> Spelled:
        """The rows spelled out."""
        return Spelled(self.sets, len(self.phrases))

    def _quickest(self, rows: int, words: range) -> Side | None:
        """The side to count so many rows from, if there are any."""
        if not rows:
            return None
        columns = len(self.phrases.columns_of(words))
        by_phrases = (
            TO_BEGIN + columns * TO_START + self.sets.size * TO_OPEN + rows * (TO_LIST + columns * TO_WALK)
        )
        if not self.sets.is_small:
            return Side.SETS if self._by_sets(words) < by_phrases else Side.PHRASES
        by_sets, by_letters = len(words) * TO_MEET, rows * (TO_SPELL + columns * TO_PUT)
        if by_sets < min(by_phrases, by_letters):
            return Side.SETS
        return Side.SPELLED if by_letters < by_phrases else Side.PHRASES

    def _by_sets(self, words: range) -> float:
        """What it takes by the sets of a release that is not small."""
        planes, listed = self.sets.extent(words)
        blocks = len(self.sets.starts)
        return (planes + blocks) * TO_START + planes * self.sets.size * TO_AND + listed * TO_LOOK_UP
