"""Dividing what rows tell over columns, so that few columns hold few different phrases."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from explorer.release.artefact.rows import NOTHING, Words
from explorer.release.artefact.strands import Keys, Rows, Strand

SAMPLE = 1 << 14
"""Rows from which columns are planned. The rows of a release stand in shuffled order."""
CUTS = (3, 2, 1)
"""Ends to a turn, where all ends in one turn make too many phrases."""
SPARE = 64
"""One row in so many may tell more than fits in the turns, rather than having turns that are mostly empty."""


class Turn(NamedTuple):
    """One turn of a strand: what a column is made of, alone or with others."""

    strand: Strand
    turn: int


def plan(
    held: Sequence[Rows], ends: Sequence[Rows], words: Words, size: int, *, most: int
) -> list[list[Turn]]:
    """Columns with about `most` different phrases each, as they show in a sample."""
    sample = min(size, SAMPLE)
    early = [[rows[: np.searchsorted(rows, sample)] for rows in each] for each in (held, ends)]
    found = [
        (different(keys), Turn(strand, turn), keys)
        for branch in _branches(words)
        for strand, turns in [_strand(branch, *early, size=sample, most=most)]
        for turn, keys in enumerate(turns)
    ]
    columns: list[list[Turn]] = []
    together: list[Keys] = []
    # The varied ones first; what varies little finds a place beside them.
    for _, turn, keys in sorted(found, key=lambda each: -each[0]):
        for place, others in enumerate(together):
            if different(others + keys) <= most:
                columns[place].append(turn)
                together[place] = others + keys
                break
        else:
            columns.append([turn])
            together.append(keys)
    return columns


def different(keys: Keys) -> int:
    """How many different phrases there are."""
    return len(np.unique(keys))


def _strand(
    branch: tuple[int, ...], held: Sequence[Rows], ends: Sequence[Rows], *, size: int, most: int
) -> tuple[Strand, Keys]:
    """The strand of an attribute with the fewest turns of which none has too many phrases."""
    strand = Strand(branch, many=1, turns=1)
    keys = strand.keys(held, ends, size)
    if different(keys[0]) <= most:
        return strand, keys
    told = np.zeros(size, dtype=np.int32)
    for word in branch:
        told[ends[word]] += 1
    # So many ends that few rows tell more.
    usual = int(np.partition(told, -1 - size // SPARE)[-1 - size // SPARE])
    for many in CUTS:
        strand = Strand(branch, many, max(1, -(-usual // many)))
        keys = strand.keys(held, ends, size)
        if max(map(different, keys)) <= most:
            break
    return strand, keys


def _branches(words: Words) -> Iterator[tuple[int, ...]]:
    """The words of each attribute, each before those below it."""
    below: dict[int, list[int]] = {word: [] for word in range(NOTHING, len(words))}
    for word, parent in enumerate(words.parents.tolist()):
        below[parent].append(word)
    for low, high in pairwise(words.spans.tolist()):
        waiting = [word for word in reversed(below[NOTHING]) if low <= word < high]
        branch = []
        while waiting:
            branch.append(waiting.pop())
            waiting += reversed(below[branch[-1]])
        yield tuple(branch)
