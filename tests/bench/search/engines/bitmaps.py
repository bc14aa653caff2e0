"""Roaring bitmaps alone: one for each concept, intersected."""

from array import array
from functools import reduce
from itertools import pairwise
from operator import and_

import numpy as np
from pyroaring import BitMap

from tests.bench.search.asked import Asked
from tests.bench.search.task import FIRST, Answer, Engine


class Bitmaps(Engine):
    """A bitmap of holders for each concept."""

    def build(self) -> None:
        facts = self.profiles.facts
        order = np.argsort(facts, kind="stable")
        rows = self.profiles.holders[order].astype(np.uint32)
        starts = np.searchsorted(facts[order], np.arange(len(self.profiles.words) + 1))
        self._held = [BitMap(array("I", rows[first:last].tobytes())) for first, last in pairwise(starts)]
        self._everybody = BitMap(range(len(self.profiles)))

    def ask(self, asked: Asked) -> Answer:
        sets = [BitMap.union(*(self._held[option] for option in wish.options)) for wish in asked.wishes]
        found = self._all(sets)
        counts = np.zeros(len(self._held), dtype=np.int64)
        self._count(counts, range(len(self._held)), found)
        for place, wish in enumerate(asked.wishes):
            self._count(counts, wish.span, self._all(sets[:place] + sets[place + 1 :]))
        return Answer(len(found), counts, list(found[:FIRST]))

    def _all(self, sets: list[BitMap]) -> BitMap:
        return reduce(and_, sets, self._everybody)

    def _count(self, counts: np.ndarray, span: range, found: BitMap) -> None:
        held = self._held[span.start : span.stop]
        if len(found) == len(self._everybody):
            counts[span.start : span.stop] = [len(one) for one in held]
        else:
            counts[span.start : span.stop] = [found.intersection_cardinality(one) for one in held]
