"""The concepts as trees, in arrays.

Each attribute is the root of its own tree: after the n concepts that can be
shown come as many more numbers as there are attributes. A root is never shown;
where a path ends at one, nothing of that attribute is told.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# Whole numbers; 32 bits where there is one for each fact of a million people.
Numbers = NDArray[np.signedinteger[Any]]
Mask = NDArray[np.bool_]


class Word(NamedTuple):
    """A concept; `parent` is the number of another concept of the same attribute."""

    attribute: str
    code: str
    parent: int | None = None


class MalformedTree(ValueError):
    """A parent outside the attribute, a circle, or an attribute without a word for *not recorded*."""


@dataclass(frozen=True)
class Tree:
    """Concepts 0..n-1, then a root for each attribute. `parent` of a root is -1."""

    words: tuple[Word, ...]
    not_recorded: str
    not_applicable: str

    def __post_init__(self) -> None:
        for word in self.words:
            if word.parent is not None and self.words[word.parent].attribute != word.attribute:
                raise MalformedTree(f"{word.attribute}:{word.code} stands below another attribute")
        if (self.depth > len(self.words)).any():
            raise MalformedTree("concepts stand below each other in a circle")

    def __len__(self) -> int:
        return len(self.words)

    @property
    def size(self) -> int:
        """Concepts and roots together."""
        return len(self.words) + len(self.attributes)

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.attribute for word in self.words))

    @cached_property
    def attribute(self) -> Numbers:
        """Concept or root -> number of its attribute."""
        order = {name: number for number, name in enumerate(self.attributes)}
        held = [order[word.attribute] for word in self.words]
        return np.array(held + list(range(len(order))), dtype=np.int64)

    @cached_property
    def parent(self) -> Numbers:
        """Concept or root -> what stands above it."""
        roots = len(self) + self.attribute[: len(self)]
        given = [-1 if word.parent is None else word.parent for word in self.words]
        above = np.where(np.array(given, dtype=np.int64) < 0, roots, given)
        return np.concatenate([above, np.full(len(self.attributes), -1)]).astype(np.int64)

    @cached_property
    def parent_concept(self) -> Numbers:
        """Concept -> the concept above it, or -1 for the top of a tree."""
        given = [-1 if word.parent is None else word.parent for word in self.words]
        return np.array(given, dtype=np.int32)

    @cached_property
    def depth(self) -> Numbers:
        """Steps to the root, which has depth 0; more than n for concepts in a circle."""
        depth = np.zeros(self.size, dtype=np.int64)
        above = self.parent.copy()
        for _ in range(len(self) + 1):
            if not (above >= 0).any():
                break
            depth += above >= 0
            above = np.where(above >= 0, self.parent[above], -1)
        return depth

    def root(self, attribute: str) -> int:
        return len(self) + self.attributes.index(attribute)

    def path(self, concept: int) -> tuple[int, ...]:
        """The concept and what stands above it, the root last."""
        steps = [concept]
        while self.parent[steps[-1]] >= 0:
            steps.append(int(self.parent[steps[-1]]))
        return tuple(steps)

    def below(self, concept: int) -> Mask:
        """Concept -> whether it stands below this one."""
        found, above = np.zeros(self.size, dtype=bool), self.parent.copy()
        while (above >= 0).any():
            found |= above == concept
            above = np.where(above >= 0, self.parent[above], -1)
        return found

    @cached_property
    def unknown(self) -> Numbers:
        """Attribute -> its word for *not recorded*."""
        return self._words_of_all(self.not_recorded)

    @cached_property
    def inapplicable(self) -> Numbers:
        """Attribute -> its word for *not applicable*."""
        return self._words_of_all(self.not_applicable)

    @cached_property
    def special(self) -> Mask:
        """Concept -> whether it only says that nothing is known, or nothing applies."""
        mask = np.zeros(len(self), dtype=bool)
        mask[self.unknown] = mask[self.inapplicable] = True
        return mask

    def _words_of_all(self, code: str) -> Numbers:
        found = {word.attribute: number for number, word in enumerate(self.words) if word.code == code}
        missing = [name for name in self.attributes if name not in found]
        if missing:
            raise MalformedTree(f"no word {code} in {missing}")
        return np.array([found[name] for name in self.attributes], dtype=np.int64)
