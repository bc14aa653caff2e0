"""What an attacker reads of a release: its vocabulary, its areas and its groups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.release.shapes import LOCAL_CONDITIONS, REGIONAL_CONDITIONS, WHATS, AreaKind, Shape

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Cell = tuple[int, int, int]
"""(area, one concept, another): a group whichever of its concepts comes first; 0 for none."""


@dataclass(frozen=True)
class World:
    """Arrays by concept number and by area number; index 0 of both is nothing.

    `parents` is 0 at the top. `special` marks *niet vastgelegd* and *niet van toepassing*.
    `members` are the municipalities of each area, `kinds` the letters of its names.
    """

    attributes: tuple[str, ...]
    parents: Ints
    special: Mask
    kinds: tuple[str, ...]
    members: tuple[frozenset[int], ...]
    k: int
    shapes: tuple[Shape, ...]

    def __len__(self) -> int:
        return len(self.attributes)

    @cached_property
    def _by_attribute(self) -> Mapping[str, Mask]:
        listed = np.array(self.attributes)
        return {str(name): listed == name for name in np.unique(listed)}

    def of(self, *attributes: str) -> Mask:
        """Which concepts are of one of these attributes."""
        found = np.zeros(len(self), dtype=bool)
        for name in attributes:
            if name in self._by_attribute:
                found |= self._by_attribute[name]
        return found

    @cached_property
    def is_what(self) -> Mask:
        return self.of(*WHATS)

    @cached_property
    def is_local(self) -> Mask:
        """Conditions that are published for a municipality."""
        return self.of(*LOCAL_CONDITIONS)

    @cached_property
    def is_leaf(self) -> Mask:
        """Concepts with nothing below them that say something of a person; no places."""
        leaf = ~self.special & (self.is_what | self.of(*LOCAL_CONDITIONS, *REGIONAL_CONDITIONS))
        leaf[self.parents] = False
        return leaf

    @cached_property
    def lines(self) -> tuple[frozenset[int], ...]:
        """Of each concept itself and all above it."""
        found: list[frozenset[int]] = [frozenset()]
        for concept in range(1, len(self)):
            # A parent has a lower number, so its own line is there already.
            found.append(found[self.parents[concept]] | {concept})
        return tuple(found)

    def closed(self, concepts: Iterable[int]) -> list[int]:
        """Concepts and all above them, ascending."""
        return sorted({above for concept in concepts for above in self.lines[concept]})

    @cached_property
    def areas_of(self) -> Mapping[int, tuple[int, ...]]:
        """Municipality -> areas it lies in, smallest first."""
        order = sorted(range(1, len(self.members)), key=lambda area: (len(self.members[area]), area))
        everywhere = frozenset().union(*self.members)
        return {place: tuple(a for a in order if place in self.members[a]) for place in everywhere}

    def area(self, place: int, kind: AreaKind) -> int:
        """The smallest area of a kind that a municipality lies in; 0 where there is none."""
        return next((area for area in self.areas_of[place] if kind.value in self.kinds[area]), 0)

    def area_for(self, place: int, *concepts: int) -> int:
        """The narrowest area in which concepts are published together: the municipality or its region."""
        local = sum(bool(self.is_what[each]) for each in concepts if each) <= 1 and all(
            self.is_what[each] or self.is_local[each] for each in concepts if each
        )
        return self.area(place, AreaKind.MUNICIPALITY if local else AreaKind.REGION)

    def threshold(self, area: int, one: int, other: int, *, people: float) -> int:
        """Fewest people of a group of two concepts (or none, 0) that is published."""
        whats = [each for each in (one, other) if each and self.is_what[each]]
        condition = (
            WHATS[0]
            if len(whats) == 2
            else next((self.attributes[each] for each in (one, other) if each and each not in whats), "")
        )
        fitting = [
            shape
            for shape in self.shapes
            if any(kind.value in self.kinds[area] for kind in shape.areas)
            and (condition in shape.conditions if condition else not shape.conditions)
        ]
        return min((shape.threshold(k=self.k, people=int(people)) for shape in fitting), default=self.k)


class Groups:
    """The released groups, found by an area and one of their concepts, from either side."""

    def __init__(self, world: World, rows: Ints) -> None:
        """`rows`: four columns, what, area, condition and at_least."""
        self.world, self.rows = world, rows
        what, area, condition, label = rows.T
        first = np.concatenate([what, condition[what != condition]])
        second = np.concatenate([condition, what[what != condition]])
        # Sorted by this key all groups of an area and a concept are one slice.
        keys = (np.concatenate([area, area[what != condition]]) << 32) | (first << 16) | second
        order = np.argsort(keys)
        self._keys = keys[order]
        self._labels = np.concatenate([label, label[what != condition]])[order]
        self._known: dict[tuple[int, int], Floats] = {}

    def beside(self, area: int, concept: int = 0) -> Floats:
        """Label of each concept together with this one (alone, for 0) in an area; 0: not shown.

        Index 0 is the concept without another: of 0 the people of the area.
        """
        if (area, concept) not in self._known:
            start = (area << 32) | (concept << 16)
            low, high = np.searchsorted(self._keys, (start, start + (1 << 16)))
            table = np.zeros(len(self.world))
            table[self._keys[low:high] & 0xFFFF] = self._labels[low:high]
            self._known[area, concept] = table
        return self._known[area, concept]

    def without(self, changes: Mapping[Cell, int]) -> "ChangedGroups":
        """The same groups with other labels for these cells."""
        return ChangedGroups(self, changes)

    def __iter__(self) -> Iterator[list[int]]:
        return iter(self.rows.tolist())


class ChangedGroups:
    """Groups but for a few; the rest is shared."""

    def __init__(self, groups: Groups, changes: Mapping[Cell, int]) -> None:
        self.world, self._groups = groups.world, groups
        self._changes: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for (area, one, other), label in changes.items():
            for first, second in {(one, other), (other, one)}:
                self._changes.setdefault((area, first), []).append((second, label))

    def beside(self, area: int, concept: int = 0) -> Floats:
        """As `Groups.beside`."""
        table = self._groups.beside(area, concept)
        changed = self._changes.get((area, concept))
        if changed is None:
            return table
        table = table.copy()
        for other, label in changed:
            table[other] = label
        return table


View = Groups | ChangedGroups


@dataclass(frozen=True)
class TruePerson:
    """What is true of one person: a municipality, and all facts closed upward, ascending."""

    place: int
    facts: Ints


@dataclass(frozen=True)
class TruePopulation:
    """All people that may be in a release: `holds` is person x concept, closed upward, without places."""

    place: Ints
    holds: Mask

    def __len__(self) -> int:
        return len(self.place)

    def __getitem__(self, index: int) -> TruePerson:
        return TruePerson(int(self.place[index]), np.flatnonzero(self.holds[index]))

    def take(self, chosen: Ints) -> "TruePopulation":
        """Only these people, in this order."""
        return TruePopulation(self.place[chosen], self.holds[chosen])
