"""A release in memory: words, areas and people as numbers, and a matrix of counts for each area.

A matrix has a row for each *what* (row 0: none) and a column for each condition
(column 0: none): first the conditions of every area, then, in regions and the
country only, the regional conditions and the whats once more, for pairs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from explorer.release.shapes import CONDITIONS, LOCAL_CONDITIONS, REGIONAL_CONDITIONS, WHATS, AreaKind, Shape

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Matrix = npt.NDArray[np.int32]
Level = tuple[Ints, Ints]
NEVER = np.iinfo(np.int32).max
"""Threshold of a cell that no shape has."""
MOST_PERMANENT = 65_000


@dataclass(frozen=True)
class Words:
    """Concepts by number, from 1; index 0 is no concept.

    `permanent` are the 16-bit numbers that a word keeps in all releases: its
    primary key in the vocabulary, and numbers from the top for the two special
    words of a condition (`special_id`).
    """

    attributes: tuple[str, ...]
    parents: Ints
    permanent: Ints


@dataclass(frozen=True)
class Areas:
    """Areas by number, from 1; index 0 is none. `members` are concept numbers of municipalities.

    `permanent` are 32-bit numbers that belong to the set, whatever its names (`sampling.area_id`);
    `widest` are circles of the widest radius that have no other name.
    """

    kinds: tuple[str, ...]
    members: tuple[frozenset[int], ...]
    permanent: Keys
    widest: frozenset[int] = frozenset()

    def __iter__(self) -> Iterator[int]:
        return iter(range(1, len(self.kinds)))

    def has(self, area: int, *kinds: AreaKind) -> bool:
        """Whether an area has a name of one of these kinds."""
        return any(kind.value in self.kinds[area] for kind in kinds)


@dataclass(frozen=True)
class People:
    """`keys`: 64 bits a person; `municipality`: concept number; facts, closed upward, of person i are
    `facts[starts[i]:starts[i + 1]]`, concept numbers without the place."""

    keys: Keys
    municipality: Ints
    starts: Ints
    facts: Ints

    def __len__(self) -> int:
        return len(self.keys)


def special_id(attribute: str, *, is_recorded: bool) -> int:
    """Permanent number of *niet vastgelegd* (False) or *niet van toepassing* (True) of a condition."""
    return 65_535 - 2 * CONDITIONS.index(attribute) - is_recorded


class Layout:
    """Which concept each row and column of the matrices is, and what is above it."""

    def __init__(self, words: Words, areas: Areas) -> None:
        self.words, self.areas = words, areas
        self.whats = self._of(WHATS)
        self.columns = np.concatenate(
            [[0], self._of(LOCAL_CONDITIONS), self._of(REGIONAL_CONDITIONS), self.whats]
        )
        self.local = 1 + len(self._of(LOCAL_CONDITIONS))
        self.first_pair = len(self.columns) - len(self.whats)
        self.rows = np.concatenate([[0], self.whats])
        self.row_of = _index_of(self.rows, len(words.attributes))
        self.column_of = _index_of(self.columns, len(words.attributes))
        self.row_levels = _levels(self.rows, self.row_of, words.parents)
        self.column_levels = _levels(self.columns, self.column_of, words.parents)
        self.local_levels = _levels(self.columns[: self.local], self.column_of, words.parents)

    def _of(self, attributes: Sequence[str]) -> Ints:
        numbers = [n for n, attribute in enumerate(self.words.attributes) if attribute in attributes]
        return np.array(numbers, dtype=np.int64)

    def is_wide(self, area: int) -> bool:
        """Whether regional conditions and pairs are counted in an area."""
        return self.areas.has(area, AreaKind.REGION, AreaKind.COUNTRY)

    def width(self, area: int) -> int:
        """Columns of the matrix of an area."""
        return len(self.columns) if self.is_wide(area) else self.local

    def empty(self) -> list[Matrix]:
        """A matrix of zeros for each area; index 0 is of no area."""
        height = len(self.rows)
        return [np.zeros((0, 0), np.int32)] + [
            np.zeros((height, self.width(area)), np.int32) for area in self.areas
        ]

    @cached_property
    def pairs(self) -> npt.NDArray[np.bool_]:
        """Rows x pair columns: two whats that no tree joins, in either order."""
        lines: dict[int, list[int]] = {0: []}
        above = np.zeros((len(self.rows), len(self.rows)), bool)
        for what in self.whats.tolist():
            # A parent's number is lower than its children's, so its line is there already.
            lines[what] = [what, *lines[int(self.words.parents[what])]]
            above[self.row_of[what], self.row_of[lines[what]]] = True
        pairs = ~(above | above.T)[:, 1:]
        # Row 0 is no what at all.
        pairs[0] = False
        return pairs

    @cached_property
    def pairs_once(self) -> npt.NDArray[np.bool_]:
        """The same, with the lower number as the row."""
        return self.pairs & (self.rows[:, None] < self.whats[None, :])

    def shape(self, area: int, attribute: str, shapes: Sequence[Shape]) -> Shape | None:
        """The shape of groups in an area with a condition of an attribute, "" for none.

        Where several fit an area of several kinds, the one with the lowest threshold counts.
        """
        fitting = (
            shape
            for shape in shapes
            if self.areas.has(area, *shape.areas)
            and (attribute in shape.conditions if attribute else not shape.conditions)
        )
        return min(fitting, key=lambda shape: (shape.least, shape.share), default=None)

    def thresholds(self, shapes: Sequence[Shape], *, k: int, living: Sequence[int]) -> list[Ints]:
        """By area the fewest people of each column, `NEVER` where no shape has it; `living` by area."""
        attributes = [self.words.attributes[concept] for concept in self.columns]
        found = [np.zeros(0, np.int64)]
        for area in self.areas:
            known = {name: self.shape(area, name, shapes) for name in set(attributes)}
            least = {
                name: shape.threshold(k=k, people=living[area]) if shape else NEVER
                for name, shape in known.items()
            }
            found.append(np.array([least[name] for name in attributes[: self.width(area)]]))
        return found

    def shows_condition(self, attribute: str, thresholds: Sequence[Ints]) -> bool:
        """Whether every municipality shows groups with a condition of an attribute."""
        of_it = [c for c in range(self.local) if self.words.attributes[self.columns[c]] == attribute]
        single = (area for area in self.areas if self.areas.has(area, AreaKind.MUNICIPALITY))
        return bool(of_it) and all(thresholds[area][of_it[0]] < NEVER for area in single)

    def listed(self, area: int, thresholds: Ints, *, once: bool = False) -> npt.NDArray[np.bool_]:
        """Which cells of an area have a shape; pairs from both sides unless `once`."""
        cells = np.broadcast_to(thresholds < NEVER, (len(self.rows), self.width(area)))
        if self.is_wide(area):
            cells = cells.copy()
            cells[:, self.first_pair :] &= self.pairs_once if once else self.pairs
        return cells


def distinct(numbers: Ints) -> Ints:
    """The numbers ascending, each once; `numbers` is sorted in place."""
    # np.unique goes by a hash table, which takes 40 times as long from a few million numbers on.
    numbers.sort()
    return numbers[np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]]


def _index_of(concepts: Ints, size: int) -> Ints:
    """Place of each concept among `concepts`, -1 for others."""
    index = np.full(size, -1)
    index[concepts] = np.arange(len(concepts))
    return index


def _levels(concepts: Ints, index: Ints, parents: Ints) -> list[Level]:
    """From the leaves up: children in the order of their parent, and the parent of each."""
    depth = np.zeros(len(concepts), int)
    for place, concept in enumerate(concepts):
        step = concept
        while step:
            depth[place] += 1
            step = parents[step]
    levels = []
    for deep in range(depth.max(initial=0), 0, -1):
        children = np.flatnonzero(depth == deep)
        above = index[parents[concepts[children]]]
        order = np.argsort(above, kind="stable")
        levels.append((children[order], above[order]))
    return levels
