"""Trees of concepts and who holds what, as arrays.

Each attribute is the root of its own tree: below the n concepts that can be
shown stand as many more numbers as there are attributes. Everybody holds these
roots, they are never shown, and a row that stops at one tells nothing of that
attribute. So "withheld" needs no rule of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
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

    def _words_of_all(self, code: str) -> Numbers:
        found = {word.attribute: number for number, word in enumerate(self.words) if word.code == code}
        missing = [name for name in self.attributes if name not in found]
        if missing:
            raise MalformedTree(f"no word {code} in {missing}")
        return np.array([found[name] for name in self.attributes], dtype=np.int64)


@dataclass(frozen=True)
class Holdings:
    """Pairs (person, concept), sorted by person and then concept, each once. People are 0..people-1."""

    people: int
    person: Numbers
    concept: Numbers

    @classmethod
    def of(cls, people: int, person: Numbers, concept: Numbers, *, width: int) -> "Holdings":
        """Sort pairs and drop doubles; concepts are below `width`."""
        keys = np.sort(person.astype(np.int64) * width + concept)
        first = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
        return cls(people=people, person=keys[first] // width, concept=keys[first] % width)

    def where(self, mask: Mask) -> "Holdings":
        return Holdings(people=self.people, person=self.person[mask], concept=self.concept[mask])

    def starts(self) -> Numbers:
        """Person i holds the pairs starts[i]:starts[i + 1]."""
        return np.searchsorted(self.person, np.arange(self.people + 1))


@dataclass(frozen=True)
class Closed(Holdings):
    """Holdings with everything that stands above them, roots included.

    `above`: pair -> the pair of the same person with the concept above it; -1 for a root.
    """

    above: Numbers


def complete(tree: Tree, *, chosen: Holdings, not_applicable: Iterable[tuple[int, str]] = ()) -> Closed:
    """Everything that holds for each person: what was chosen, what stands above it, and what is not known.

    An attribute of which somebody holds nothing is *not applicable* where
    `not_applicable` names (person, attribute), and *not recorded* otherwise.
    """
    silent = np.ones((chosen.people, len(tree.attributes)), dtype=bool)
    silent[chosen.person, tree.attribute[chosen.concept]] = False
    word = np.broadcast_to(tree.unknown, silent.shape).copy()
    for somebody, name in not_applicable:
        if name in tree.attributes:
            number = tree.attributes.index(name)
            word[somebody, number] = tree.inapplicable[number]
    person, _ = np.nonzero(silent)
    return _close_upward(
        tree,
        people=chosen.people,
        person=np.concatenate([chosen.person, person]),
        concept=np.concatenate([chosen.concept, word[silent]]),
    )


def _close_upward(tree: Tree, *, people: int, person: Numbers, concept: Numbers) -> Closed:
    persons, concepts = [person], [concept]
    while len(concept):
        higher = tree.parent[concept]
        person, concept = person[higher >= 0], higher[higher >= 0]
        persons.append(person)
        concepts.append(concept)
    held = Holdings.of(people, np.concatenate(persons), np.concatenate(concepts), width=tree.size)
    higher = tree.parent[held.concept]
    found = np.searchsorted(
        held.person * tree.size + held.concept, held.person * tree.size + np.maximum(higher, 0)
    )
    return Closed(held.people, held.person, held.concept, above=np.where(higher >= 0, found, -1))
