"""How many people each possible group has, without the pairs that keyed sampling leaves out.

First all people are counted by sparse products, municipality by municipality; then
the pairs of people and groups that are left out are taken off. Groups that have
too few people even so cannot be published, so nothing is drawn for
them. An area that is several municipalities has its own draws: it is no sum.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from profiles.anonymisation.sampling import BLOCK, Sampling, group_ids
from profiles.anonymisation.tables import NEVER, Ints, Keys, Layout, Matrix, People

CHUNK = 2_000
"""People whose pairs are listed at once."""
PIECE = 32_768
"""Pairs that are drawn at once: half a megabyte, which stays in the cache of a processor."""
ONE = np.int32(1)


@dataclass(frozen=True)
class Holdings:
    """People of one municipality: rows (whats) and columns (conditions and whats) that each holds, as CSR."""

    keys: Keys
    rows: sparse.csr_matrix
    columns: sparse.csr_matrix


def living(people: People, layout: Layout) -> list[int]:
    """How many people live in each area; index 0 is none."""
    at = np.bincount(people.municipality, minlength=len(layout.words.attributes))
    return [int(at[list(members)].sum()) for members in layout.areas.members]


def count(people: People, layout: Layout, thresholds: Sequence[Ints], sampling: Sampling) -> list[Matrix]:
    """People of each cell by area. Exact below the threshold; from there on without the pairs left out."""
    matrices = layout.empty()
    groups = list(_by_municipality(people))
    areas_of = {place: [a for a in layout.areas if place in layout.areas.members[a]] for place, _ in groups}
    # Apart, since most areas have only the local columns.
    local, others = _Part(layout, 0, layout.local), _Part(layout, layout.local, len(layout.columns))
    of_wide: dict[tuple[int, ...], list[Ints]] = defaultdict(list)
    for place, members in groups:
        local.add_everybody(_holdings(people, members, layout), matrices, areas_of[place])
        of_wide[tuple(area for area in areas_of[place] if layout.is_wide(area))].append(members)
    together = {areas: np.concatenate(found) for areas, found in of_wide.items()}
    for areas, members in together.items():
        others.add_everybody(_holdings(people, members, layout), matrices, areas)
    # What is taken off meanwhile only makes fewer cells reach their threshold.
    for areas, members in together.items():
        others.take_off(people, members, thresholds, matrices, areas, sampling)
    for place, members in groups:
        local.take_off(people, members, thresholds, matrices, areas_of[place], sampling)
    return matrices


def _by_municipality(people: People) -> Iterator[tuple[int, Ints]]:
    """Municipalities with the indices of the people living there."""
    order = np.argsort(people.municipality, kind="stable")
    found, begins = np.unique(people.municipality[order], return_index=True)
    if len(people):
        yield from zip(found.tolist(), np.split(order, begins[1:]), strict=True)


def _holdings(people: People, members: Ints, layout: Layout) -> Holdings:
    lengths = people.starts[members + 1] - people.starts[members]
    person = np.repeat(np.arange(len(members)), lengths)
    facts = people.facts[_ranges(people.starts[members], lengths)]
    return Holdings(
        keys=people.keys[members],
        rows=_matrix(person, layout.row_of[facts], len(members), len(layout.rows)),
        columns=_matrix(person, layout.column_of[facts], len(members), len(layout.columns)),
    )


def _matrix(person: Ints, index: Ints, people: int, width: int) -> sparse.csr_matrix:
    """Ones where a person has what has an index, and in column 0 for all."""
    holds = index >= 0
    at = np.concatenate([np.arange(people), person[holds]])
    columns = np.concatenate([np.zeros(people, int), index[holds]])
    return sparse.csr_matrix((np.ones(len(at), np.int32), (at, columns)), shape=(people, width))


class _Part:
    """A range of columns that the same areas have: the local ones, or the others."""

    def __init__(self, layout: Layout, start: int, stop: int) -> None:
        self._layout = layout
        self._columns, self._width = slice(start, stop), stop - start
        whats = layout.words.permanent[layout.rows][:, None]
        conditions = layout.words.permanent[layout.columns[self._columns]][None, :]
        is_pair = np.arange(start, stop)[None, :] >= layout.first_pair
        # Of each cell once: drawing asks for them millions of times.
        self._ids = group_ids(whats, conditions, is_pair=is_pair).ravel()
        whole = np.arange(len(layout.rows) * len(layout.columns)).reshape(len(layout.rows), -1)
        self._in_whole = whole[:, self._columns].ravel()

    def add_everybody(self, held: Holdings, matrices: list[Matrix], areas: Sequence[int]) -> None:
        """Count the people of all cells, in each of these areas."""
        counted = (held.rows.T @ held.columns[:, self._columns]).toarray()
        for area in areas:
            matrices[area][:, self._columns] += counted

    def take_off(
        self,
        people: People,
        members: Ints,
        thresholds: Sequence[Ints],
        matrices: list[Matrix],
        areas: Sequence[int],
        sampling: Sampling,
    ) -> None:
        """Take the pairs of these people that are left out off the matrices of these areas."""
        # Areas that list the same columns are drawn together. A circle may list whats alone, which are few.
        alike: dict[bytes, list[int]] = defaultdict(list)
        for area in areas:
            alike[(thresholds[area][self._columns] < NEVER).tobytes()].append(area)
        drawn = [(self._alive(thresholds, matrices, found), found) for found in alike.values()]
        for start in range(0, len(members), CHUNK):
            held = _holdings(people, members[start : start + CHUNK], self._layout)
            for alive, found in drawn:
                self._draw(held, alive, matrices, found, sampling)

    def _alive(
        self, thresholds: Sequence[Ints], matrices: list[Matrix], areas: Sequence[int]
    ) -> npt.NDArray[np.bool_]:
        """Cells of these columns that reach their threshold in any of the areas; of a pair once."""
        layout, columns = self._layout, self._columns
        alive = np.zeros((len(layout.rows), self._width), bool)
        for area in areas:
            least = thresholds[area][columns].astype(np.int32)
            alive |= matrices[area][:, columns] >= least
        if columns.start:
            alive[:, layout.first_pair - columns.start :] &= layout.pairs_once
        return alive

    def _draw(
        self,
        held: Holdings,
        alive: npt.NDArray[np.bool_],
        matrices: list[Matrix],
        areas: Sequence[int],
        sampling: Sampling,
    ) -> None:
        """Take what is left out of the living cells of these people off the matrices of the areas."""
        layout = self._layout
        # Most words are in no pair that is published: leaving those out first spares most of the work.
        rows = _only(held.rows, np.asarray(alive.any(axis=1)))
        held_columns = _only(held.columns[:, self._columns], np.asarray(alive.any(axis=0)))
        persons, cells = _pairs(rows, held_columns, alive)
        answers = np.empty(PIECE * BLOCK + BLOCK, np.uint8)
        counted = [(layout.areas.permanent[a], matrices[a].ravel(), layout.is_wide(a)) for a in areas]
        for at in range(0, len(cells), PIECE):
            cell = cells[at : at + PIECE]
            group = self._ids[cell]
            blocks = np.empty((len(cell), 2), np.uint64)
            blocks[:, 0] = held.keys[persons[at : at + PIECE]]
            for permanent, flat, is_wide in counted:
                np.bitwise_or(group, permanent, out=blocks[:, 1])
                out = cell[sampling.left_out(blocks, answers)]
                # `flat[out] -= 1` would take one off where an index comes twice.
                np.subtract.at(flat, self._in_whole[out] if is_wide else out, ONE)


def _only(matrix: sparse.csr_matrix, wanted: npt.NDArray[np.bool_]) -> sparse.csr_matrix:
    """The same without the entries of other columns."""
    keep = wanted[matrix.indices]
    ends = np.concatenate([[0], np.cumsum(keep)])[matrix.indptr]
    return sparse.csr_matrix((matrix.data[keep], matrix.indices[keep], ends), shape=matrix.shape)


def _pairs(
    rows: sparse.csr_matrix, columns: sparse.csr_matrix, alive: npt.NDArray[np.bool_]
) -> tuple[Ints, Ints]:
    """Each person with each living cell that they are in: (person, row * width + column)."""
    per_person = np.diff(columns.indptr)
    person_of_entry = np.repeat(np.arange(rows.shape[0], dtype=np.int32), np.diff(rows.indptr))
    times = per_person[person_of_entry]
    column = columns.indices[_ranges(columns.indptr[person_of_entry], times)]
    # 32 bits, since this array is the largest of all.
    cell = np.repeat(rows.indices * np.int32(columns.shape[1]), times)
    cell += column
    keep = alive.ravel()[cell]
    return np.repeat(person_of_entry, times)[keep], cell[keep]


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """start, start + 1, … of each, one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
