"""Who holds what, as arrays of pairs (person, concept)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from profiles.anonymisation.closing import close, count_closed
from profiles.anonymisation.tree import Mask, Numbers, Tree


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
        keys = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
        person, concept = np.divmod(keys, width)
        return cls(people, person.astype(np.int32), concept.astype(np.int32))

    @cached_property
    def starts(self) -> Numbers:
        """Person i holds the pairs starts[i]:starts[i + 1]."""
        counts = np.bincount(self.person, minlength=self.people)
        return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])

    def table(self) -> csr_array:
        """Person × concept: 1 for each pair."""
        ones = np.ones(len(self.concept), dtype=np.float32)
        width = int(self.concept.max(initial=-1)) + 1
        return csr_array((ones, self.concept, self.starts), shape=(self.people, width))


@dataclass(frozen=True)
class Closed(Holdings):
    """Holdings with everything that stands above them.

    `above`: pair -> the pair of the same person with the concept above it; -1 where none is.
    """

    above: Numbers

    def specific(self) -> Mask:
        """Which pairs have none of the same person below them."""
        mask = np.ones(len(self.concept), dtype=bool)
        mask[self.above[self.above >= 0]] = False
        return mask


def complete(tree: Tree, *, chosen: Holdings, not_applicable: Iterable[tuple[int, str]] = ()) -> Closed:
    """Everything that holds for each person: what was chosen, what stands above it, and what is not known.

    An attribute of which somebody holds nothing is *not applicable* where
    `not_applicable` names (person, attribute), and *not recorded* otherwise.
    """
    words = _words_of_the_silent(tree, chosen, not_applicable)
    given = (chosen.starts, chosen.concept.astype(np.int32), words, tree.parent_concept)
    starts = count_closed(*given)
    concept, above = close(*given, starts)
    person = np.repeat(np.arange(chosen.people, dtype=np.int32), np.diff(starts))
    return Closed(chosen.people, person, concept, above)


def _words_of_the_silent(tree: Tree, chosen: Holdings, not_applicable: Iterable[tuple[int, str]]) -> Numbers:
    """(person, attribute) -> the word for why nothing is held, or -1 where something is."""
    words = np.tile(tree.unknown.astype(np.int32), (chosen.people, 1))
    for somebody, name in not_applicable:
        if name in tree.attributes:
            number = tree.attributes.index(name)
            words[somebody, number] = tree.inapplicable[number]
    words[chosen.person, tree.attribute[chosen.concept]] = -1
    return words
