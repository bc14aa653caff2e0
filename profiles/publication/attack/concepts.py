"""The words of a release as the attacker reads them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.signedinteger[Any]]
Mask = NDArray[np.bool_]
NOTHING = -1


@dataclass(frozen=True)
class Concepts:
    """Arrays by concept number. `parent` is NOTHING at the top; `special` says *not recorded* and the like.

    `single` names the attributes of which everybody has one value.
    """

    attributes: tuple[str, ...]
    attribute: Numbers
    parent: Numbers
    special: Mask
    single: frozenset[str]

    def __len__(self) -> int:
        return len(self.attribute)

    @cached_property
    def lines(self) -> Numbers:
        """Concept -> itself and what stands above it; as many columns as the deepest needs, then NOTHING."""
        steps = [np.arange(len(self))]
        while (steps[-1] != NOTHING).any():
            steps.append(np.where(steps[-1] == NOTHING, NOTHING, self.parent[steps[-1]]))
        return np.stack(steps[:-1], axis=1)

    @cached_property
    def depth(self) -> Numbers:
        """0 at the top."""
        return (self.lines != NOTHING).sum(axis=1) - 1

    @cached_property
    def top(self) -> Numbers:
        """Concept -> the highest that stands above it, or itself."""
        return self.lines[np.arange(len(self)), self.depth]

    @cached_property
    def one_value(self) -> Mask:
        """Concept -> whether it excludes all others of its attribute that do not stand above it."""
        single = np.array([name in self.single for name in self.attributes])
        return self.special | single[self.attribute]

    def of(self, attribute: str) -> Mask:
        """Which concepts are of an attribute."""
        if attribute not in self.attributes:
            return np.zeros(len(self), dtype=bool)
        return self.attribute == self.attributes.index(attribute)

    def path(self, concept: int) -> set[int]:
        """A concept and what stands above it; of NOTHING nothing."""
        return set() if concept == NOTHING else {int(each) for each in self.lines[concept] if each != NOTHING}

    def keep(self, kept: Numbers) -> "Concepts":
        """Only these, sorted, with new numbers; what stands above one that is kept is kept too."""
        renumbered = np.full(len(self) + 1, NOTHING)
        renumbered[kept] = np.arange(len(kept))
        return Concepts(
            self.attributes,
            self.attribute[kept],
            renumbered[self.parent[kept]],
            self.special[kept],
            self.single,
        )
