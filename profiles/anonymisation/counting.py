"""How many people each possible group has, without the pairs that keyed sampling leaves out.

First everybody is counted by sparse products, municipality by municipality; then
the pairs of people and groups that are left out are taken off. Groups that have
too few people with everybody counted cannot be published, so nothing is drawn for
them. An area that is several municipalities has its own draws: it is no sum.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from profiles.anonymisation.sampling import BLOCK, Sampling, group_ids
from profiles.anonymisation.tables import Ints, Keys, Layout, Matrix, People

CHUNK = 2_000
"""People whose pairs are drawn at once; about 500,000 pairs of 16 bytes."""


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
    for place, members in groups:
        _add_everybody(_holdings(people, members, layout), matrices, areas_of[place], layout)
    ids = _cell_ids(layout)
    for place, members in groups:
        areas = areas_of[place]
        wide = [area for area in areas if layout.is_wide(area)]
        local, whole = slice(0, layout.local), slice(layout.local, len(layout.columns))
        for columns, among in ((local, areas), (whole, wide)):
            alive = _alive(matrices, thresholds, among, columns, layout)
            for at in range(0, len(members), CHUNK):
                held = _holdings(people, members[at : at + CHUNK], layout)
                _take_off(held, columns, alive, ids, matrices, among, layout, sampling)
    return matrices


def _by_municipality(people: People) -> Iterator[tuple[int, Ints]]:
    """Municipalities with the indices of the people who live there."""
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
    """Ones where a person holds what has an index, and in column 0 for everybody."""
    holds = index >= 0
    at = np.concatenate([np.arange(people), person[holds]])
    columns = np.concatenate([np.zeros(people, int), index[holds]])
    return sparse.csr_matrix((np.ones(len(at), np.int32), (at, columns)), shape=(people, width))


def _add_everybody(held: Holdings, matrices: list[Matrix], areas: Sequence[int], layout: Layout) -> None:
    wide = any(layout.is_wide(area) for area in areas)
    columns = held.columns if wide else held.columns[:, : layout.local]
    counted = (held.rows.T @ columns).tocoo()
    is_local = counted.col < layout.local
    for area in areas:
        if layout.is_wide(area):
            matrices[area][counted.row, counted.col] += counted.data
        else:
            matrices[area][counted.row[is_local], counted.col[is_local]] += counted.data[is_local]


def _alive(
    matrices: Sequence[Matrix],
    thresholds: Sequence[Ints],
    areas: Sequence[int],
    columns: slice,
    layout: Layout,
) -> npt.NDArray[np.bool_]:
    """Cells of these columns that reach their threshold in any of the areas; of a pair once."""
    alive = np.zeros((len(layout.rows), columns.stop - columns.start), bool)
    for area in areas:
        alive |= matrices[area][:, columns] >= thresholds[area][columns]
    if columns.start == layout.local:
        alive[:, layout.first_pair - layout.local :] &= layout.pairs_once
    return alive


def _cell_ids(layout: Layout) -> Keys:
    """Upper half of the group of each cell."""
    whats = layout.words.permanent[layout.rows][:, None]
    conditions = layout.words.permanent[layout.columns][None, :]
    is_pair = np.arange(len(layout.columns))[None, :] >= layout.first_pair
    return group_ids(whats, conditions, is_pair=is_pair)


def _take_off(
    held: Holdings,
    columns: slice,
    alive: npt.NDArray[np.bool_],
    ids: Keys,
    matrices: list[Matrix],
    areas: Sequence[int],
    layout: Layout,
    sampling: Sampling,
) -> None:
    """Take the pairs that are left out off the matrices of these areas."""
    width = columns.stop - columns.start
    person, cell = _pairs(held.rows, held.columns[:, columns], alive)
    if not len(cell):
        return
    group = np.ascontiguousarray(ids[:, columns]).ravel()[cell]
    blocks = np.empty((len(cell), 2), np.uint64)
    blocks[:, 0] = held.keys[person]
    answers = np.empty(blocks.nbytes + BLOCK, np.uint8)
    for area in areas:
        np.bitwise_or(group, layout.areas.permanent[area], out=blocks[:, 1])
        out = cell[sampling.left_out(blocks, answers)]
        row, column = np.divmod(out, width)
        np.subtract.at(matrices[area], (row, column + columns.start), 1)


def _pairs(
    rows: sparse.csr_matrix, columns: sparse.csr_matrix, alive: npt.NDArray[np.bool_]
) -> tuple[Ints, Ints]:
    """Each person with each living cell that they are in: (person, row * width + column)."""
    per_person = np.diff(columns.indptr)
    person_of_entry = np.repeat(np.arange(rows.shape[0], dtype=np.int32), np.diff(rows.indptr))
    times = per_person[person_of_entry]
    column = columns.indices[_ranges(columns.indptr[person_of_entry], times)]
    cell = np.repeat(rows.indices * np.int32(columns.shape[1]), times)
    cell += column
    keep = alive.ravel()[cell]
    return np.repeat(person_of_entry, times)[keep], cell[keep]


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """start, start + 1, … of each, one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
