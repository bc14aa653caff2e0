"""The counter, asked again: of fewer people, or without one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.release.shapes import Shape
from profiles.anonymisation.closing import close, groups_of, label, labels_of
from profiles.anonymisation.counting import count, living
from profiles.anonymisation.sampling import BLOCK, Sampling, group_ids
from profiles.anonymisation.tables import Ints, Layout, Matrix, People
from profiles.publication.attack.world import Cell, TruePopulation


@dataclass(frozen=True)
class Recount:
    """All people that can be counted, and the rules of the release."""

    people: People
    layout: Layout
    shapes: tuple[Shape, ...]
    k: int
    sampling: Sampling
    sampling_rate: float

    def release_of(self, chosen: Ints) -> Ints:
        """The closed groups of only these people: what, area, condition and at_least as columns."""
        counts, thresholds = self.counts_of(chosen)
        label(counts, self.layout, thresholds, k=self.k)
        close(counts, self.layout, thresholds, k=self.k)
        return as_columns(groups_of(counts, self.layout, thresholds))

    def counts_of(self, chosen: Ints) -> tuple[list[Matrix], list[Ints]]:
        """Counts by area before labels, and the thresholds."""
        people = taken(self.people, chosen)
        thresholds = self.layout.thresholds(self.shapes, k=self.k, living=living(people, self.layout))
        return count(people, self.layout, thresholds, self.sampling), thresholds

    @cached_property
    def _everybody(self) -> tuple[list[Matrix], list[Ints]]:
        return self.counts_of(np.arange(len(self.people)))

    @cached_property
    def _edges(self) -> list[NDArray[np.bool_]]:
        """By area the cells that get another label with one person fewer."""
        # Computed once: for a person only these cells can change, of all that the release has.
        edges = []
        for counts, thresholds in zip(*self._everybody, strict=True):
            lower = np.where(counts - 1 >= thresholds, labels_of(np.maximum(counts - 1, 0), k=self.k), 0)
            edges.append((counts >= thresholds) & (labels_of(counts, k=self.k) != lower))
        return edges

    def without(self, person: int) -> Mapping[Cell, int]:
        """The labels that would be others without this person, before closing.

        Only groups in which the person is counted. Closing could only hide some of
        these changes again, so an attack that sees them all is a stronger one.
        """
        layout, changes = self.layout, {}
        counts, thresholds = self._everybody
        facts = self.people.facts[self.people.starts[person] : self.people.starts[person + 1]]
        rows = np.concatenate([[0], layout.row_of[facts][layout.row_of[facts] >= 0]])
        columns = np.concatenate([[0], layout.column_of[facts][layout.column_of[facts] >= 0]])
        for area in layout.areas:
            if self.people.municipality[person] not in layout.areas.members[area]:
                continue
            within = columns[columns < layout.width(area)]
            at = np.argwhere(self._edges[area][np.ix_(rows, within)])
            row, column = rows[at[:, 0]], within[at[:, 1]]
            listed = layout.listed(area, thresholds[area], once=True)[row, column]
            row, column = row[listed], column[listed]
            kept = ~self._left_out(person, area, row, column)
            for one, other in zip(row[kept], column[kept], strict=True):
                fewer = int(counts[area][one, other]) - 1
                shown = fewer >= thresholds[area][other]
                cell = (area, int(layout.rows[one]), int(layout.columns[other]))
                changes[cell] = int(labels_of(np.array(fewer), k=self.k)) if shown else 0
        return changes

    def _left_out(self, person: int, area: int, row: Ints, column: Ints) -> NDArray[np.bool_]:
        layout, permanent = self.layout, self.layout.words.permanent
        # Hashed as the count hashes: a group that left this person out does not change without them.
        blocks = np.empty((len(row), 2), np.uint64)
        blocks[:, 0] = self.people.keys[person]
        ids = group_ids(
            permanent[layout.rows[row]],
            permanent[layout.columns[column]],
            is_pair=column >= layout.first_pair,
        )
        blocks[:, 1] = ids | layout.areas.permanent[area]
        out = np.zeros(len(row), bool)
        if len(row):
            out[self.sampling.left_out(blocks, np.empty(blocks.nbytes + BLOCK, np.uint8))] = True
        return out


def people_of(people: People, *, size: int) -> TruePopulation:
    """The people as a table of what holds for each; `size` concepts, and none."""
    holds = np.zeros((len(people), size), dtype=bool)
    holds[np.repeat(np.arange(len(people)), np.diff(people.starts)), people.facts] = True
    return TruePopulation(people.municipality, holds)


def taken(people: People, chosen: Ints) -> People:
    """Only these people, in this order."""
    lengths = people.starts[chosen + 1] - people.starts[chosen]
    facts = [people.facts[people.starts[each] : people.starts[each + 1]] for each in chosen]
    return People(
        keys=people.keys[chosen],
        municipality=people.municipality[chosen],
        starts=np.concatenate([[0], np.cumsum(lengths)]),
        facts=np.concatenate(facts) if facts else people.facts[:0],
    )


def as_columns(groups: NDArray[np.void]) -> Ints:
    """Released groups as four columns of integers."""
    return np.stack(
        [groups[name].astype(np.int64) for name in ("what", "area", "condition", "at_least")], axis=1
    )
