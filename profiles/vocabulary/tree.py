"""The concepts in force on a date, in memory, with their parents and children."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from profiles.vocabulary.attributes import ATTRIBUTES
from profiles.vocabulary.models import Concept


class Tree:
    """All valid concepts with their parents and children.

    An ended concept is not in the tree, but its ancestors still hold for a
    profile that carries it: people of a municipality that merged away still
    live in its region.
    """

    def __init__(self, concepts: Iterable[Concept], *, on: datetime.date) -> None:
        everything = {concept.pk: concept for concept in concepts}
        self._parents = {number: concept.parent_id for number, concept in everything.items()}
        self._concepts = {number: each for number, each in everything.items() if each.is_valid(on=on)}
        self._by_code = {(each.attribute, each.code): each for each in self._concepts.values()}
        self._children: dict[tuple[str, int | None], list[Concept]] = defaultdict(list)
        for concept in sorted(self._concepts.values(), key=lambda each: (each.position, each.code)):
            above = self.parent(concept)
            self._children[concept.attribute, above.pk if above else None].append(concept)

    def __len__(self) -> int:
        return len(self._concepts)

    def __contains__(self, number: int) -> bool:
        return number in self._concepts

    def __getitem__(self, number: int) -> Concept:
        """The valid concept with a primary key; KeyError for an ended or unknown one."""
        return self._concepts[number]

    def __iter__(self) -> Iterator[Concept]:
        """Attribute by attribute as declared, each in display order: a parent before its children."""
        for attribute in ATTRIBUTES:
            yield from self.of(attribute.name)

    def find(self, attribute: str, code: str) -> Concept | None:
        """The valid concept with a code, or None."""
        return self._by_code.get((attribute, code))

    def of(self, attribute: str) -> Iterator[Concept]:
        """Concepts of one attribute in display order, depth first."""
        for root in self.roots(attribute):
            yield root
            yield from self.descendants(root)

    def roots(self, attribute: str) -> list[Concept]:
        """Concepts of an attribute with none above them."""
        return self._children.get((attribute, None), [])

    def children(self, concept: Concept) -> list[Concept]:
        """Concepts directly below, in display order."""
        return self._children.get((concept.attribute, concept.pk), [])

    def descendants(self, concept: Concept) -> Iterator[Concept]:
        """All concepts below, depth first."""
        for child in self.children(concept):
            yield child
            yield from self.descendants(child)

    def parent(self, concept: Concept) -> Concept | None:
        """The nearest valid concept above."""
        return next(self.ancestors(concept), None)

    def ancestors(self, concept: Concept) -> Iterator[Concept]:
        """Valid concepts above, nearest first; also those of an ended concept."""
        step = self._parents.get(concept.pk)
        while step is not None:
            if step in self._concepts:
                yield self._concepts[step]
            # Also past an ended concept: what is above it still holds.
            step = self._parents[step]

    def depth(self, concept: Concept) -> int:
        """Number of valid concepts above."""
        return sum(1 for _ in self.ancestors(concept))

    def closure(self, numbers: Iterable[int]) -> frozenset[int]:
        """Primary keys of the valid concepts among `numbers` and of all valid ones above any of them."""
        closed: set[int] = set()
        for number in numbers:
            step: int | None = number
            # What is closed already had its ancestors added too.
            while step is not None and step not in closed:
                closed.add(step)
                step = self._parents.get(step)
        return frozenset(closed & self._concepts.keys())


def load_tree(*, on: datetime.date) -> Tree:
    """The tree in force on a date; one query."""
    return Tree(Concept.objects.defer("loaded").order_by(), on=on)
