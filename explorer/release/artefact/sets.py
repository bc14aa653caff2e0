"""Which rows hold a word, end at it, or are silent on an attribute: sets of rows, each in its smallest form.

A set of many rows is a plane of bits, a smaller one a list of numbers of two bytes
within blocks of 65,536 rows. Of K words, set c are the rows that hold word
c and K + c those for which it is the most specific of its branch, so that there it
may stand for anything below it (kept only of words with words below them; of others both are
the same). Set 2K + a are the rows that tell nothing of attribute a, and the last set is all rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import bits
from explorer.release.artefact.bits import Bits

BLOCK = 1 << 16
DENSE = 16
"""One row in so many makes a plane of bits smaller than a list."""


@dataclass(frozen=True)
class RowSets:
    """Set i has `sizes[i]` rows: in plane `plane_of[i]`, or listed where that is negative.

    Block b of a list is `lows[starts[b, i]:starts[b, i + 1]]`, to be added to b * BLOCK.
    """

    size: int
    sizes: NDArray[np.int32]
    plane_of: NDArray[np.int32]
    planes: NDArray[np.uint64]
    lows: NDArray[np.uint16]
    starts: NDArray[np.int64]
    _extents: dict[range, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
    _whole: dict[int, Bits] = field(default_factory=dict, compare=False, repr=False)
    _whole_of: dict[range, list[Bits]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_small(self) -> bool:
        """Whether sets are whole numbers."""
        return self.size <= bits.WHOLE

    def any_of(self, numbers: Sequence[int]) -> Bits:
        """The rows in at least one of the sets."""
        if self.is_small:
            return reduce(or_, map(self._one, numbers), 0)
        found = np.zeros(self.planes.shape[1], dtype=np.uint64)
        listed = []
        for number in numbers:
            plane = self.plane_of[number]
            if plane >= 0:
                found |= self.planes[plane]
            elif self.sizes[number]:
                listed.append(number)
        if listed:
            found |= bits.packed_rows(self._listed(np.array(listed)), self.size)
        return found

    def _one(self, number: int) -> Bits:
        """One set of a small release, kept once it was asked for."""
        if number not in self._whole:
            plane = self.plane_of[number]
            if plane < 0:
                self._whole[number] = bits.of_rows(self._listed(np.array([number])), self.size)
            else:
                self._whole[number] = bits.of_words(self.planes[plane], self.size)
        return self._whole[number]

    def rows(self, number: int) -> NDArray[np.integer]:
        """The rows of one set, ascending."""
        plane = self.plane_of[number]
        return self._listed(np.array([number])) if plane < 0 else bits.rows_of(self.planes[plane])

    def extent(self, span: range) -> tuple[int, int]:
        """How many of these sets are planes, and how many rows the lists of the others have."""
        if span not in self._extents:
            planes = np.count_nonzero(self.plane_of[span.start : span.stop] >= 0)
            listed = (self.starts[:, span.stop] - self.starts[:, span.start]).sum()
            self._extents[span] = int(planes), int(listed)
        return self._extents[span]

    def count(self, rows: Bits, span: range) -> NDArray[np.int64]:
        """For each set of a span how many of these rows are in it."""
        if self.is_small:
            if span not in self._whole_of:
                self._whole_of[span] = [self._one(number) for number in span]
            # Without a step of Python in between: half the time.
            each = map(int.bit_count, map(rows.__and__, self._whole_of[span]))
            return np.array(list(each), dtype=np.int64)
        counts, words = np.zeros(len(span), dtype=np.int64), bits.words_of(rows, self.size)
        for block, starts in enumerate(self.starts[:, span.start : span.stop + 1]):
            if starts[0] < starts[-1]:
                here = words[block * BLOCK // bits.WORD : (block + 1) * BLOCK // bits.WORD]
                met = bits.holds(here, self.lows[starts[0] : starts[-1]])
                up_to = np.concatenate([[0], np.cumsum(met)])
                counts += np.diff(up_to[starts - starts[0]])
        planes = self.plane_of[span.start : span.stop]
        for place in np.flatnonzero(planes >= 0).tolist():
            counts[place] = bits.count(self.planes[planes[place]] & words)
        return counts

    def _listed(self, numbers: NDArray[np.int64]) -> NDArray[np.integer]:
        first, last = self.starts[:, numbers].ravel(), self.starts[:, numbers + 1].ravel()
        if len(first) == 1:
            return self.lows[first[0] : last[0]].astype(np.int64)
        lengths = last - first
        places = np.repeat(last - np.cumsum(lengths), lengths) + np.arange(lengths.sum())
        blocks = np.repeat(np.arange(len(self.starts)), len(numbers)) * BLOCK
        return self.lows[places] + np.repeat(blocks, lengths)


def collect(rows_of_each: Sequence[NDArray[np.integer]], *, size: int) -> RowSets:
    """Keep sets of rows (ascending), each in its smallest form."""
    sizes = np.array([len(rows) for rows in rows_of_each], dtype=np.int32)
    is_dense = sizes > size // DENSE
    planes = [bits.packed_rows(rows_of_each[number], size) for number in np.flatnonzero(is_dense).tolist()]
    nothing = np.zeros(0, dtype=np.uint16)
    listed = [nothing if dense else rows for rows, dense in zip(rows_of_each, is_dense, strict=True)]
    lows, starts = _in_blocks(listed, size)
    return RowSets(
        size=size,
        sizes=sizes,
        plane_of=np.where(is_dense, np.cumsum(is_dense) - 1, -1).astype(np.int32),
        planes=np.array(planes, dtype=np.uint64).reshape(len(planes), -(-size // bits.WORD)),
        lows=lows,
        starts=starts,
    )


def _in_blocks(
    lists: Sequence[NDArray[np.integer]], size: int
) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """The lists block after block, and where each begins and ends in each block."""
    edges = np.arange(0, size + BLOCK, BLOCK)
    # Where each list crosses the edge of a block.
    cuts = np.array([np.searchsorted(rows, edges) for rows in lists]).reshape(-1, len(edges))
    lows = [
        rows[low:high].astype(np.uint16)
        for low_high in zip(cuts.T, cuts.T[1:], strict=False)
        for rows, low, high in zip(lists, *low_high, strict=True)
        if high > low
    ]
    lengths = np.diff(cuts, axis=1).T
    ends = np.cumsum(lengths).reshape(lengths.shape)
    starts = np.concatenate([(ends - lengths)[:, :1], ends], axis=1).astype(np.int64)
    return np.concatenate([np.zeros(0, dtype=np.uint16), *lows]), starts
