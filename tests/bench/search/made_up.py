"""A made-up release of any size: words in two levels, and profiles with skewed, partly missing facts.

The same for the same number of people. Facts that fewer than `LEAST` hold are
left out, as a release leaves them out, so that the rows can be published too.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import PackedRows
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.search.concepts import Concept, Concepts

# Groups, words below them, and how many words a profile tells of each attribute.
SHAPE = {
    "place": (35, 342, 1), "education": (4, 11, 1), "direction": (8, 40, 1), "hours": (2, 5, 2),
    "availability": (4, 0, 1), "licence": (12, 0, 1), "transport": (7, 0, 1), "sector": (21, 88, 2),
    "occupation": (130, 436, 1), "task": (8, 40, 3), "skill": (30, 750, 3), "competence": (25, 0, 2),
    "affinity": (5, 20, 2), "language": (12, 50, 2),
}  # fmt: skip
SEED = 1
SILENT = 0.15
LEAST = 5
# So many at a time, so that a million need no more memory than these.
CHUNK = 100_000


def concepts() -> Concepts:
    """A forest of about 2,100 words, each attribute a level of groups and a level of words."""
    return Concepts(Concept(number, *word) for number, word in enumerate(_words()))


def _words() -> Iterator[tuple[str, str, str, str, int | None]]:
    number = 0
    for attribute, (groups, leaves, _) in SHAPE.items():
        for place in range(groups + leaves):
            parent = number + (place - groups) % groups if place >= groups else None
            yield attribute, f"{attribute}-{place}", f"Woord {place}", f"Word {place}", parent
        number += groups + leaves + 2
        for code in (NOT_RECORDED, NOT_APPLICABLE):
            yield attribute, code, code, code, None


def rows(words: Concepts, people: int) -> PackedRows:
    """Profiles of about 32 facts each, closed upward, in no order; each stands for one person."""
    parts = [_told(words, min(CHUNK, people - first), first) for first in range(0, people, CHUNK)]
    lengths, facts = (np.concatenate(part) for part in zip(*parts, strict=True))
    row = np.repeat(np.arange(people), lengths)
    often = (np.bincount(facts, minlength=len(words)) >= LEAST)[facts]
    indptr = np.concatenate(([0], np.cumsum(np.bincount(row[often], minlength=people))))
    return PackedRows(indptr.astype(np.int64), facts[often], np.ones(people, dtype=np.int32))


def _told(words: Concepts, people: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """How many facts each of these people tells, and which, one after the other."""
    chance = np.random.default_rng((SEED, seed))
    person = np.arange(people)
    pairs = []
    for attribute, (groups, leaves, told) in SHAPE.items():
        first = words.span(attribute).start
        silent = chance.random(people) < SILENT
        low, size = (first + groups, leaves) if leaves else (first, groups)
        for _ in range(told):
            picked = low + np.minimum(size - 1, (chance.pareto(1.0, people) * size / 12).astype(np.int64))
            picked[silent] = first + groups + leaves
            pairs.append((person, picked))
            if leaves:
                pairs.append((person[~silent], first + (picked[~silent] - low) % groups))
    held = np.unique(np.concatenate([who * len(words) + fact for who, fact in pairs]))
    return np.bincount(held // len(words), minlength=people), (held % len(words)).astype(np.int32)
