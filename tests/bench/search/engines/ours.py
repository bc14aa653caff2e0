"""The search of the explorer itself."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from explorer.search.filters import CandidateFilterSet
from explorer.search.matching.counts import work
from explorer.search.matching.predicate import match
from explorer.search.query import Query
from explorer.search.results import answer
from tests.bench.search import why
from tests.bench.search.asked import Asked
from tests.bench.search.prepared import DAY, Kept, indexed
from tests.bench.search.task import Answer, Engine, Profiles

ROWS = "rows walked"


class Ours(Engine):
    """Only who fits for certain, as the peers do it; the query string was read before."""

    explains = True

    def __init__(self, folder: Path, profiles: Profiles) -> None:
        super().__init__(folder, profiles)
        self._kept = Kept(folder, len(profiles))
        self._place = np.argsort(self._kept.order())

    def load(self) -> None:
        self._packed = self._kept.packed()

    def build(self) -> None:
        """From the rows of a release. What the index does not keep of them is given back."""
        self.index = indexed(self.profiles.words, self._packed)
        del self._packed

    def read(self, asked: Asked) -> Query:
        """The query that the address asks for."""
        return CandidateFilterSet(asked.data(certain=self.certain), index=self.index).query

    def ask(self, asked: Any) -> Answer:
        """What a page needs to know."""
        found = answer(self.index, asked, today=DAY)
        return Answer(found.total.all, found.counts.numbers, [row.number for row in found.profiles])

    def why(self) -> Mapping[str, Any]:
        return {"memory": why.of_memory(self.index), "building": why.of_building(self)}

    def work(self, asked: Any) -> Mapping[str, int]:
        """Rows that are walked one by one, and how often each way of counting is taken."""
        found = match(self.index, asked)
        ways = list(work(found).values())
        return {ROWS: sum(way.rows for way in ways), **Counter(way.name for way in ways)}

    def in_order(self, first: Any) -> list[int]:
        """It has an order of its own, by which the profiles of the others were numbered."""
        return self._place[first].tolist()


class OursWithPossible(Ours):
    """The search as employers do it: who possibly fits is found, counted and listed as well."""

    certain = False

    def why(self) -> Mapping[str, Any]:
        return {}


class OursFromAddress(OursWithPossible):
    """The same with reading the query string, by django-filter."""

    explains = False

    def read(self, asked: Asked) -> Asked:  # type: ignore[override] - it reads while it is timed
        return asked

    def ask(self, asked: Any) -> Answer:
        return super().ask(super().read(asked))

    def work(self, asked: Any) -> Mapping[str, int]:
        return {}
