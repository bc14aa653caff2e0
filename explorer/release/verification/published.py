"""A release as the verifier holds it: what was published, as arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.release.verification.identifiers import resembles

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

NOBODY = -1  # no parent, no such concept
BLOCK = 20_000


class Concept(NamedTuple):
    """A line of the vocabulary of a release; `parent` is a number or None."""

    number: int
    attribute: str
    code: str
    label_nl: str
    label_en: str
    synonyms_nl: Sequence[str] = ()
    synonyms_en: Sequence[str] = ()
    parent: int | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The concepts of a release, in order of their numbers. Checks speak of places in this order."""

    concepts: tuple[Concept, ...]

    def __len__(self) -> int:
        return len(self.concepts)

    @cached_property
    def numbers(self) -> Numbers:
        return np.array([concept.number for concept in self.concepts], dtype=np.int64)

    @cached_property
    def attribute(self) -> NDArray[np.str_]:
        return np.array([concept.attribute for concept in self.concepts], dtype=np.str_)

    @cached_property
    def parent(self) -> Numbers:
        """Place -> place of the parent; NOBODY where there is none or no such concept."""
        given = [NOBODY if concept.parent is None else concept.parent for concept in self.concepts]
        return self.places(np.array(given, dtype=np.int64))

    @cached_property
    def depth(self) -> Numbers:
        """Steps up to a concept without a parent; as many as there are concepts in a circle."""
        depth, above = np.zeros(len(self), dtype=np.int64), self.parent.copy()
        for _ in range(len(self)):
            if not (above != NOBODY).any():
                break
            depth += above != NOBODY
            above = np.where(above != NOBODY, self.parent[above], NOBODY)
        return depth

    def places(self, numbers: NDArray[Any]) -> Numbers:
        """Numbers of concepts as places; NOBODY for a number that no concept has."""
        if not len(self):
            return np.full(len(numbers), NOBODY, dtype=np.int64)
        place = np.searchsorted(self.numbers, numbers).clip(max=len(self) - 1)
        return np.where(self.numbers[place] == numbers, place, NOBODY)


@dataclass(frozen=True)
class Rows:
    """Row i has `number[i]`, stands for `people[i]` and holds `facts[indptr[i]:indptr[i + 1]]`."""

    number: Numbers
    people: Numbers
    indptr: Numbers
    facts: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.people)

    @property
    def lengths(self) -> Numbers:
        return np.diff(self.indptr)

    def take(self, rows: Numbers) -> "Rows":
        """These rows, in this order."""
        lengths = self.lengths[rows]
        indptr = np.concatenate([[0], np.cumsum(lengths)])
        places = np.repeat(self.indptr[rows] - indptr[:-1], lengths) + np.arange(indptr[-1])
        return Rows(self.number[rows], self.people[rows], indptr, self.facts[places])

    def blocks(self) -> Iterator[tuple[int, "Rows"]]:
        """The rows in pieces that fit in a cache, each with the place of its first row."""
        for start in range(0, len(self), BLOCK):
            rows = slice(start, start + BLOCK)
            indptr = self.indptr[start : start + BLOCK + 1]
            facts = self.facts[indptr[0] : indptr[-1]]
            yield start, Rows(self.number[rows], self.people[rows], indptr - indptr[0], facts)

    @property
    def row_of_fact(self) -> Numbers:
        """For each fact the place of its row; for blocks, since it is as long as `facts`."""
        return np.repeat(np.arange(len(self)), self.lengths)


@dataclass(frozen=True)
class Published:
    """Everything of a release that the verifier looks at, and how long it took to read.

    `index` is what search answers from, if there is one.
    """

    number: int
    policy: Any
    counts: Any
    declared_hash: str
    computed_hash: str
    vocabulary: Vocabulary
    rows: Rows
    index: bytes | None = None
    seconds: float = 0.0

    @cached_property
    def known(self) -> Rows:
        """The rows with places instead of numbers, sorted, each fact once and the unknown left out."""
        rows, vocabulary = self.rows, self.vocabulary
        # Nearly always nothing is wrong, and the rows can stay where they are.
        dense = bool((vocabulary.numbers == np.arange(len(vocabulary))).all())
        if dense and _in_order(rows) and _within(rows.facts, len(vocabulary)):
            return rows
        pairs = np.concatenate(
            [np.empty((2, 0), dtype=np.int64)]
            + [_pairs(start, block, vocabulary) for start, block in rows.blocks()],
            axis=1,
        )
        indptr = np.searchsorted(pairs[0], np.arange(len(rows) + 1))
        return Rows(rows.number, rows.people, indptr, pairs[1].astype(np.int32))

    def name(self, place: int) -> dict[str, str]:
        """The concept at a place in the languages of the site."""
        concept = self.vocabulary.concepts[place]
        if any(map(resembles, (concept.code, concept.label_nl, concept.label_en))):
            # A report must not repeat what should not have been there.
            return dict.fromkeys(("nl", "en"), f"({concept.number})")
        told = f"({concept.attribute}:{concept.code})"
        return {"nl": f"{concept.label_nl} {told}", "en": f"{concept.label_en} {told}"}


def ascending(rows: Rows) -> Mask:
    """Whether each fact is above the fact before it in the same row; the first of a row always is."""
    above = np.ones(len(rows.facts), dtype=bool)
    above[1:] = rows.facts[1:] > rows.facts[:-1]
    above[rows.indptr[:-1][rows.lengths > 0]] = True
    return above


def _in_order(rows: Rows) -> bool:
    return all(ascending(block).all() for _, block in rows.blocks())


def _within(facts: NDArray[np.int32], size: int) -> bool:
    return not len(facts) or bool(facts.min() >= 0 and facts.max() < size)


def _pairs(start: int, block: Rows, vocabulary: Vocabulary) -> Numbers:
    """(row, place) of a block, sorted, each once."""
    place = vocabulary.places(block.facts)
    known = place != NOBODY
    width = max(len(vocabulary), 1)
    keys = np.unique((block.row_of_fact[known] + start) * width + place[known])
    return np.stack([keys // width, keys % width])
