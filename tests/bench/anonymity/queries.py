"""What employers ask, and whom a release finds for them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.facts import Closed
from profiles.anonymisation.rows import Rows, Stands
from profiles.anonymisation.tree import Tree

WORK = ("task", "skill", "occupation", "sector", "hours", "licence", "direction")
QUERIES = 200
Mask = NDArray[np.bool_]
Query = tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """People, summed over the queries; `first_facts` only over queries of one fact."""

    wanted: int
    certain: int
    possible: int
    shown_as_possible: int
    wanted_by_one: int
    certain_by_one: int
    mean_recall: float

    def figures(self) -> dict[str, float]:
        """Shares: what is found, and how many of those that are shown as certain or possible are right."""
        return {
            "recall": self.certain / self.wanted,
            "recall_one_fact": self.certain_by_one / max(self.wanted_by_one, 1),
            "recall_mean_query": self.mean_recall,
            "recall_possible": self.possible / self.wanted,
            "precision_possible": self.possible / max(self.shown_as_possible, 1),
        }


def draw(tree: Tree, given: Closed, *, seed: int) -> list[Query]:
    """Queries of one to three facts that are true of somebody, each of another attribute, groups as well."""
    chance = np.random.default_rng(seed)
    asked = np.isin(np.array(tree.attributes), WORK)[tree.attribute[: len(tree)]] & ~tree.special
    queries: list[Query] = []
    while len(queries) < QUERIES:
        person = int(chance.integers(given.people))
        facts = given.concept[given.starts[person] : given.starts[person + 1]]
        facts = facts[asked[facts]]
        attributes = chance.permutation(np.unique(tree.attribute[facts]))[: chance.integers(1, 4)]
        if len(attributes):
            queries.append(
                tuple(int(chance.choice(facts[tree.attribute[facts] == name])) for name in attributes)
            )
    return queries


def ask(tree: Tree, given: Closed, rows: Rows, stands: Stands, queries: list[Query]) -> Found:
    """Certain is who stands on a row that tells all; possible who stands on one that denies nothing."""
    truth = _Table(tree, given.starts, given.concept)
    table = _Table(tree, rows.starts, rows.facts)
    person = np.repeat(np.arange(given.people), stands.count())

    def people(mask: Mask) -> Mask:
        found = np.zeros(given.people, dtype=bool)
        found[person[mask[stands.numbers]]] = True
        return found

    totals, recalls = np.zeros(6, dtype=np.int64), []
    for query in queries:
        wanted = np.logical_and.reduce([truth.holds(fact) for fact in query])
        certain = people(np.logical_and.reduce([table.holds(fact) for fact in query]))
        possible = people(np.logical_and.reduce([table.may_hold(fact) for fact in query]))
        found = [wanted.sum(), (wanted & certain).sum(), (wanted & possible).sum(), possible.sum()]
        totals += [*found, *((found[0], found[1]) if len(query) == 1 else (0, 0))]
        recalls.append(found[1] / found[0])
    return Found(*totals.tolist(), mean_recall=float(np.mean(recalls)))


class _Table:
    """Who tells what: rows of facts, looked up by fact."""

    def __init__(
        self, tree: Tree, starts: NDArray[np.signedinteger], facts: NDArray[np.signedinteger]
    ) -> None:
        self._tree, self._rows = tree, len(starts) - 1
        row = np.repeat(np.arange(self._rows, dtype=np.int32), np.diff(starts))
        order = np.argsort(facts, kind="stable")
        self._row = row[order]
        self._first = np.searchsorted(facts[order], np.arange(tree.size + 1))
        self._ends: dict[int, Mask] = {}
        self._unknown: dict[int, Mask] = {}

    def holds(self, fact: int) -> Mask:
        mask = np.zeros(self._rows, dtype=bool)
        mask[self._row[self._first[fact] : self._first[fact + 1]]] = True
        return mask

    def may_hold(self, fact: int) -> Mask:
        """Tells it, or only what stands above it, or nothing of the attribute: as the search has it."""
        mask = self.holds(fact) | self._tells_nothing(int(self._tree.attribute[fact]))
        for above in self._above(fact):
            mask |= self._ends_at(above)
        return mask

    def _above(self, fact: int) -> Iterator[int]:
        yield from (above for above in self._tree.path(fact)[1:] if above < len(self._tree))

    def _ends_at(self, fact: int) -> Mask:
        if fact not in self._ends:
            mask = self.holds(fact)
            for child in np.flatnonzero(self._tree.parent_concept == fact):
                mask &= ~self.holds(int(child))
            self._ends[fact] = mask
        return self._ends[fact]

    def _tells_nothing(self, attribute: int) -> Mask:
        if attribute not in self._unknown:
            mask = np.ones(self._rows, dtype=bool)
            tops = (self._tree.attribute == attribute) & (self._tree.depth == 1)
            for fact in np.flatnonzero(tops):
                if fact != self._tree.unknown[attribute]:
                    mask &= ~self.holds(int(fact))
            self._unknown[attribute] = mask
        return self._unknown[attribute]
