"""Which rows hold which concept, concept after concept: the index seen from the side of the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
"""One truth value per row."""
Numbers = NDArray[np.int32]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Incidence:
    """Concept c is held by the rows `rows[starts[c]:starts[c + 1]]`, ascending, out of `size` rows."""

    starts: Places
    rows: Numbers
    size: int

    def holders(self, concept: int) -> Numbers:
        """Numbers of the rows that hold the concept."""
        return self.rows[self.starts[concept] : self.starts[concept + 1]]

    def any_of(self, concepts: Iterable[int]) -> Mask:
        """The rows that hold at least one of the concepts."""
        mask = np.zeros(self.size, dtype=np.bool_)
        for concept in concepts:
            mask[self.holders(concept)] = True
        return mask

    def count(self, weights: Numbers, span: range) -> Numbers:
        """For each concept of the span the summed weight of the rows that hold it."""
        counts = np.zeros(len(span), dtype=weights.dtype)
        # `reduceat` cannot sum nothing, so only concepts that somebody holds take part.
        low, high = np.searchsorted(self._held, (span.start, span.stop))
        if low == high:
            return counts
        held = self._held[low:high]
        first, last = self.starts[span.start], self.starts[span.stop]
        taken = weights[self.rows[first:last]]
        counts[held - span.start] = np.add.reduceat(taken, self.starts[held] - first, dtype=weights.dtype)
        return counts

    @cached_property
    def _held(self) -> Places:
        """Concepts that somebody holds."""
        return np.flatnonzero(np.diff(self.starts))


def incidence(*, concepts: Numbers, rows: Numbers, number_of_concepts: int, size: int) -> Incidence:
    """Turn pairs (concepts[i], rows[i]), ascending by row, into the rows of each concept."""
    counts = np.bincount(concepts, minlength=number_of_concepts)
    starts = np.concatenate(([0], np.cumsum(counts)))
    # Stable, so that the rows of a concept stay in ascending order.
    order = np.argsort(concepts, kind="stable")
    return Incidence(starts=starts, rows=rows[order], size=size)
