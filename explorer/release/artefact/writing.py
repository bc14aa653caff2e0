"""Writing rows in phrases."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact.phrases import Phrases
from explorer.release.artefact.plan import Keys, Rows, keys_of, plan
from explorer.release.artefact.rows import Words

MOST = 1 << 16
"""Phrases of a column, numbered in two bytes."""
SLOT_BITS = 18
TURN = np.uint64(0x9E3779B97F4A7C15)


def write(held: Sequence[Rows], words: Words, size: int) -> Phrases:
    """Write what each row holds in phrases, column after column."""
    lines, offsets = [], [0]
    told_by: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)] * len(words)
    for column in plan(held, words, size):
        for part, numbers, firsts in _numbered(held, column, size):
            lines.append(numbers.astype(np.uint16))
            for word, phrases in _told_by(held, part, firsts, size):
                told_by[word] = phrases + offsets[-1]
            offsets.append(offsets[-1] + len(firsts))
    return Phrases(
        lines=np.ascontiguousarray(np.array(lines, dtype=np.uint16).reshape(len(lines), size).T),
        offsets=np.array(offsets, dtype=np.int64),
        starts=np.cumsum([0, *map(len, told_by)]),
        told_by=np.concatenate([np.zeros(0, dtype=np.int32), *told_by]).astype(np.int32),
    )


def _numbered(
    held: Sequence[Rows], column: list[int], size: int
) -> Iterator[tuple[list[int], NDArray[np.int32], Rows]]:
    """A column with the phrase of each row and a row of each phrase; in parts if it has too many."""
    numbers, firsts = number(keys_of(held, column, size))
    if len(firsts) <= MOST:
        yield column, numbers, firsts
    else:
        for half in (column[: len(column) // 2], column[len(column) // 2 :]):
            yield from _numbered(held, half, size)


def number(keys: Keys) -> tuple[NDArray[np.int32], Rows]:
    """Number different keys 0, 1, …: the number of each key, and of each number a place where it stands.

    Keys are thrown into slots and the last in a slot has it; who finds another
    there throws again. Several times as quick as sorting.
    """
    numbers = np.zeros(len(keys), dtype=np.int32)
    firsts: list[Rows] = []
    left, found = np.arange(len(keys), dtype=np.int32), 0
    while len(left):
        keys = keys * TURN
        slots = (keys[left] >> np.uint64(64 - SLOT_BITS)).astype(np.int32)
        owner = np.full(1 << SLOT_BITS, -1, dtype=np.int32)
        owner[slots] = left
        used = np.flatnonzero(owner >= 0)
        rank = np.zeros(1 << SLOT_BITS, dtype=np.int32)
        rank[used] = np.arange(found, found + len(used))
        at_home = keys[owner[slots]] == keys[left]
        numbers[left[at_home]] = rank[slots[at_home]]
        firsts.append(owner[used])
        left, found = left[~at_home], found + len(used)
    return numbers, np.concatenate([np.zeros(0, dtype=np.int32), *firsts])


def _told_by(
    held: Sequence[Rows], words: list[int], firsts: Rows, size: int
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """For each word of a column the phrases that tell it, seen from a row of each phrase."""
    phrase_of = np.full(size, -1, dtype=np.int32)
    phrase_of[firsts] = np.arange(len(firsts))
    for word in words:
        phrases = phrase_of[held[word]]
        yield word, np.sort(phrases[phrases >= 0]).astype(np.int64)
