"""Dividing the words over columns, so that few columns hold few different phrases.

A row has a key of a column: the sum of the lots of its words there. Keys differ
wherever the words differ, so phrases can be told apart and numbered by them.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact.rows import NOTHING, Words

Rows = NDArray[np.integer]
Keys = NDArray[np.uint64]

SAMPLE = 1 << 14
"""Rows from which columns are planned. The rows of a release stand in shuffled order."""
PER_ROOT = 1
"""Phrases of a column by the square root of the rows: more columns cost more with each row that
is counted, more phrases cost more with each search (measured)."""
LEAST = 512


def plan(held: Sequence[Rows], words: Words, size: int) -> list[list[int]]:
    """Columns of words, branch after branch of the forest; a branch that is too much for one is divided."""
    sample, most = min(size, SAMPLE), max(LEAST, int(PER_ROOT * size**0.5))
    early = [rows[: np.searchsorted(rows, sample)] for rows in held]
    below = _below(words)
    waiting = [(root, True) for root in reversed(below[NOTHING])]
    columns: list[list[int]] = [[]]
    keys = np.zeros(sample, dtype=np.uint64)
    while waiting:
        word, is_whole = waiting.pop()
        branch = _branch(word, below) if is_whole else [word]
        alone = keys_of(early, branch, sample)
        if different(keys + alone) <= most:
            columns[-1] += branch
            keys += alone
        elif len(branch) > 1 and different(alone) > most:
            waiting += [*((lower, True) for lower in reversed(below[word])), (word, False)]
        else:
            columns.append(branch)
            keys = alone
    return columns


def keys_of(held: Sequence[Rows], words: Iterable[int], size: int) -> Keys:
    """The key of each row for a column of these words."""
    keys = np.zeros(size, dtype=np.uint64)
    for word in words:
        keys[held[word]] += _lot(word)
    return keys


def different(keys: Keys) -> int:
    """How many different phrases there are."""
    return len(np.unique(keys))


def _lot(word: int) -> np.uint64:
    """A well mixed number for a word, always the same (the finish of splitmix64)."""
    most = (1 << 64) - 1
    lot = (word + 1) * 0x9E3779B97F4A7C15 & most
    lot = (lot ^ lot >> 30) * 0xBF58476D1CE4E5B9 & most
    lot = (lot ^ lot >> 27) * 0x94D049BB133111EB & most
    return np.uint64(lot ^ lot >> 31)


def _below(words: Words) -> dict[int, list[int]]:
    below: dict[int, list[int]] = {word: [] for word in range(NOTHING, len(words))}
    for word, parent in enumerate(words.parents.tolist()):
        below[parent].append(word)
    return below


def _branch(word: int, below: dict[int, list[int]]) -> list[int]:
    return [word, *(lower for child in below[word] for lower in _branch(child, below))]
