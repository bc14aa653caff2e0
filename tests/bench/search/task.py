"""The task that every engine does, and what it is given to do it with.

A search has a wish in each of its facets. The answer is how many profiles meet
all wishes, for each value of each facet how many meet the other facets' wishes
and have it, and the first 25 in the order of the day. An engine is given profiles
that are numbered in that order, so none has to shuffle.

This is the search with "only certain" on, which all engines can do. What else
employers are shown, who possibly fits, only the search itself does: that is
measured beside it and checked likewise.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from explorer.search.concepts import Concepts
from tests.bench.search.asked import Asked

FIRST = 25
CHUNK = 1_000_000
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Answer:
    """`counts` by number of the concept; `first` are numbers of profiles, at most 25, in order."""

    hits: int
    counts: Counts
    first: Sequence[int]


@dataclass(frozen=True)
class Profiles:
    """Profile i holds the concepts `facts[indptr[i]:indptr[i + 1]]`, ascending; 0 is the first of the day."""

    words: Concepts
    indptr: NDArray[np.int64]
    facts: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.indptr) - 1

    @property
    def holders(self) -> NDArray[np.int32]:
        """The profile of each fact."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.indptr))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Each profile with each of its facts; as numbers of Python only a part of them at a time."""
        holders = self.holders
        for first in range(0, len(self.facts), CHUNK):
            part = slice(first, first + CHUNK)
            yield from zip(holders[part].tolist(), self.facts[part].tolist(), strict=True)

    def lists(self) -> Iterator[tuple[int, list[int]]]:
        """Each profile with its facts as a list."""
        for number, (first, last) in enumerate(pairwise(self.indptr.tolist())):
            yield number, self.facts[first:last].tolist()


class Engine(ABC):
    """Something that can do the task, made in a process of its own."""

    certain: ClassVar[bool] = True
    """Whether it finds only who fits for certain."""
    explains: ClassVar[bool] = False
    """Whether what it does is profiled, for the goals that it misses."""
    slow_from: ClassVar[int] = 10_000_000
    """From so many profiles on it needs minutes, and does a fixed sample of the searches."""

    def __init__(self, folder: Path, profiles: Profiles) -> None:
        self.folder, self.profiles = folder, profiles

    def load(self) -> None:  # noqa: B027 - most have nothing to load
        """Take what it keeps and needs not build: costs memory, is not timed."""

    @abstractmethod
    def build(self) -> None:
        """Take in all profiles."""

    def read(self, asked: Asked) -> Any:
        """What it is asked with; this is not timed."""
        return asked

    @abstractmethod
    def ask(self, asked: Any) -> Answer:
        """Do the task."""

    def why(self) -> Mapping[str, Any]:
        """What it tells of its building and its memory, beside its slowest searches."""
        return {}

    def work(self, asked: Any) -> Mapping[str, int]:
        """What a search makes it do, in amounts that are the same on any machine; empty if it cannot tell."""
        return {}

    def in_order(self, first: Sequence[int]) -> list[int]:
        """Profiles of an answer, numbered in the order of the day."""
        return list(first)

    def stored(self) -> int:
        """Bytes outside the process: a file, or tables of a server."""
        return 0

    def close(self) -> None:  # noqa: B027 - most leave nothing behind
        """Remove what it stored in files."""


def counts_of(pairs: Sequence[tuple[int, int]], words: Concepts) -> Counts:
    """Counts from rows of (number of a concept, count), as a database gives them."""
    counts = np.zeros(len(words), dtype=np.int64)
    if pairs:
        numbers, found = zip(*pairs, strict=True)
        counts[list(numbers)] = found
    return counts
