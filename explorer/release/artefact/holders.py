"""From rows to the sets of rows of each word."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact.rows import NOTHING, PackedRows, Words
from explorer.release.artefact.sets import BLOCK, RowSets, collect

Rows = NDArray[np.integer]


def row_sets(held: list[Rows], ends: list[Rows], words: Words, size: int) -> RowSets:
    """All sets of rows, numbered as `sets` tells, from the rows that hold each word and that end there."""
    nobody = np.zeros(0, dtype=np.int32)
    # Of a word that has nothing below it both are the same, and kept once.
    apart = [nobody if last is rows else last for rows, last in zip(held, ends, strict=True)]
    everybody = np.arange(size)
    return collect([*held, *apart, *_silent(held, words, size), everybody], size=size)


def holders(packed: PackedRows, words: Words) -> list[Rows]:
    """For each word the rows that hold it, ascending."""
    blocks = [_block(packed, first, len(words)) for first in range(0, len(packed), BLOCK)]
    return [
        np.concatenate([rows[starts[word] : starts[word + 1]] for rows, starts in blocks])
        if blocks
        else np.zeros(0, dtype=np.int32)
        for word in range(len(words))
    ]


def _block(packed: PackedRows, first: int, words: int) -> tuple[Rows, Rows]:
    """The rows of a block word by word, and where each word begins."""
    last = min(first + BLOCK, len(packed))
    facts = packed.facts[packed.indptr[first] : packed.indptr[last]]
    lengths = np.diff(packed.indptr[first : last + 1])
    # Word and row in one number: sorting plain numbers is several times as quick as sorting by a key.
    told = np.repeat(np.arange(last - first, dtype=np.uint32), lengths) | facts.astype(np.uint32) << 16
    told.sort()
    starts = np.concatenate([[0], np.cumsum(np.bincount(facts, minlength=words))])
    return (told & (BLOCK - 1)).astype(np.int32) + np.int32(first), starts


def ends(held: list[Rows], words: Words, size: int) -> list[Rows]:
    """For each word the rows in which nothing below it is told."""
    below: dict[int, list[Rows]] = {}
    for word, parent in enumerate(words.parents.tolist()):
        below.setdefault(parent, []).append(held[word])
    return [_without(rows, below[word], size) if word in below else rows for word, rows in enumerate(held)]


def _without(rows: Rows, others: list[Rows], size: int) -> Rows:
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    for each in others:
        mask[each] = False
    return np.flatnonzero(mask)


def _silent(held: list[Rows], words: Words, size: int) -> Iterator[Rows]:
    """The rows that do not tell of an attribute; "not recorded" or withheld is the same to an employer."""
    for (low, high), silence in zip(pairwise(words.spans.tolist()), words.silences.tolist(), strict=True):
        silent = np.ones(size, dtype=np.bool_)
        for word in range(low, high):
            silent[held[word]] = False
        if silence != NOTHING:
            silent[held[silence]] = True
        yield np.flatnonzero(silent)
