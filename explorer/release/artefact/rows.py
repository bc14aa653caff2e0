"""What an artefact is made from: the rows of a release and the shape of its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact.errors import BrokenArtefact

NOTHING = -1
MOST_WORDS = 1 << 16


@dataclass(frozen=True)
class PackedRows:
    """Rows of a release: row i holds `facts[indptr[i]:indptr[i + 1]]` and stands for `people[i]` persons."""

    indptr: NDArray[np.int64]
    facts: NDArray[np.int32]
    people: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.people)


@dataclass(frozen=True)
class Words:
    """The forest of words by their numbers: what stands above each, or NOTHING, and its attribute.

    The words of attribute a are numbered `spans[a]` up to `spans[a + 1]`;
    `silences[a]` is the one that says "not recorded", or NOTHING.
    """

    parents: NDArray[np.int32]
    spans: NDArray[np.int32]
    silences: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.parents)


def words_of(told: Sequence[tuple[str, int | None, bool]]) -> Words:
    """The forest of words told as (attribute, number of the parent, whether it says "not recorded")."""
    attributes = [attribute for attribute, _, _ in told]
    edges = [0, *(place + 1 for place, (one, other) in enumerate(pairwise(attributes)) if one != other)]
    spans = [*edges, len(told)] if told else [0]
    silent = [place for place, (_, _, is_silent) in enumerate(told) if is_silent]
    silences = [
        next((place for place in silent if low <= place < high), NOTHING) for low, high in pairwise(spans)
    ]
    parents = [NOTHING if parent is None else parent for _, parent, _ in told]
    return Words(*(np.array(each, dtype=np.int32) for each in (parents, spans, silences)))


def pack(rows: Iterable[tuple[int, Sequence[int]]]) -> PackedRows:
    """Pack rows of (people, sorted concept numbers), in the order of their numbers."""
    people: list[int] = []
    facts: list[int] = []
    indptr = [0]
    for count, held in rows:
        people.append(count)
        facts.extend(held)
        indptr.append(len(facts))
    return PackedRows(
        indptr=np.array(indptr, dtype=np.int64),
        facts=np.array(facts, dtype=np.int32),
        people=np.array(people, dtype=np.int32),
    )


def check(packed: PackedRows, words: Words) -> None:
    """Raises `BrokenArtefact` where rows and words do not fit together."""
    if len(words) > MOST_WORDS:
        raise BrokenArtefact(f"{len(words)} words, at most {MOST_WORDS} can be indexed")
    facts = packed.facts
    if len(facts) and not 0 <= facts.min() <= facts.max() < len(words):
        raise BrokenArtefact("a row holds a fact that is not a concept of the release")
    rising = np.ones(len(facts) + 1, dtype=np.bool_)
    rising[1:-1] = facts[1:] > facts[:-1]
    # The first fact of a row may be any.
    rising[packed.indptr] = True
    if not rising.all():
        raise BrokenArtefact("the facts of a row are not sorted")
