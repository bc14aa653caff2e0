"""NumPy alone: an inverted list to match, a walk through the profiles found to count."""

import numpy as np
from numpy.typing import NDArray

from tests.bench.search.asked import Asked, Wish
from tests.bench.search.task import FIRST, Answer, Counts, Engine

Mask = NDArray[np.bool_]


class Arrays(Engine):
    """Two compressed sparse matrices."""

    def build(self) -> None:
        # Its own, so that what they take is counted.
        self._facts, self._indptr = self.profiles.facts.copy(), self.profiles.indptr.copy()
        facts = self._facts
        order = np.argsort(facts, kind="stable")
        self._rows = self.profiles.holders[order]
        self._starts = np.searchsorted(facts[order], np.arange(len(self.profiles.words) + 1))

    def ask(self, asked: Asked) -> Answer:
        masks = [self._mask(wish) for wish in asked.wishes]
        found = self._all(masks)
        counts = self._count(found)
        for place, wish in enumerate(asked.wishes):
            others = self._count(self._all(masks[:place] + masks[place + 1 :]))
            counts[wish.span.start : wish.span.stop] = others[wish.span.start : wish.span.stop]
        return Answer(len(found), counts, found[:FIRST].tolist())

    def _mask(self, wish: Wish) -> Mask:
        mask = np.zeros(len(self.profiles), dtype=bool)
        for option in wish.options:
            mask[self._rows[self._starts[option] : self._starts[option + 1]]] = True
        return mask

    def _all(self, masks: list[Mask]) -> NDArray[np.int64]:
        if not masks:
            return np.arange(len(self.profiles))
        return np.flatnonzero(np.logical_and.reduce(masks))

    def _count(self, found: NDArray[np.int64]) -> Counts:
        facts, width = self._facts, len(self.profiles.words)
        if len(found) == len(self.profiles):
            return np.bincount(facts, minlength=width)
        first, last = self._indptr[found], self._indptr[found + 1]
        sizes = last - first
        places = np.repeat(last - np.cumsum(sizes), sizes) + np.arange(sizes.sum())
        return np.bincount(facts[places], minlength=width)
