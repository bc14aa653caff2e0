"""Writing rows in phrases."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact.errors import BrokenArtefact
from explorer.release.artefact.phrases import Phrases
from explorer.release.artefact.plan import Turn, plan
from explorer.release.artefact.rows import Words
from explorer.release.artefact.strands import Keys, Rows, Strand

PER_ROOT = 2
"""Phrases of a column by the square root of the rows: more columns cost more with each row that
is counted, more phrases cost more with each search (measured)."""
LEAST = 512
MOST = 1 << 16
"""Phrases of a column, numbered in two bytes."""
SLOT_BITS = 18
TURN = np.uint64(0x9E3779B97F4A7C15)

Numbers = NDArray[np.int32]


def write(held: Sequence[Rows], ends: Sequence[Rows], words: Words, size: int) -> Phrases:
    """Write what each row holds in phrases; raises `BrokenArtefact` where two bytes cannot number them."""
    most = max(LEAST, int(PER_ROOT * size**0.5))
    while most:
        columns = plan(held, ends, words, size, most=most)
        numbered = [number(keys) for keys in _keys(held, ends, columns, size)]
        if all(len(firsts) <= MOST for _, firsts in numbered):
            return _phrases(held, ends, columns, numbered, len(words))
        # The sample did not show how varied the rows are.
        most //= 4
    raise BrokenArtefact("the rows of this release are too varied to be written in phrases")


def number(keys: Keys) -> tuple[Numbers, Rows]:
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


def _strands(columns: Sequence[Sequence[Turn]]) -> dict[Strand, list[int]]:
    """For each strand the column of each of its turns."""
    places = {turn: place for place, column in enumerate(columns) for turn in column}
    strands = dict.fromkeys(turn.strand for turn in places)
    return {strand: [places[Turn(strand, turn)] for turn in range(strand.turns)] for strand in strands}


def _keys(
    held: Sequence[Rows], ends: Sequence[Rows], columns: Sequence[Sequence[Turn]], size: int
) -> list[Keys]:
    keys = [np.zeros(size, dtype=np.uint64) for _ in columns]
    for strand, places in _strands(columns).items():
        for place, of_turn in zip(places, strand.keys(held, ends, size), strict=True):
            keys[place] += of_turn
    return keys


def _phrases(
    held: Sequence[Rows],
    ends: Sequence[Rows],
    columns: Sequence[Sequence[Turn]],
    numbered: Sequence[tuple[Numbers, Rows]],
    words: int,
) -> Phrases:
    offsets = np.cumsum([0, *(len(firsts) for _, firsts in numbered)])
    told_by: list[Rows] = [np.zeros(0, dtype=np.int32)] * words
    by_column = np.array([numbers for numbers, _ in numbered], dtype=np.uint16)
    lines = np.ascontiguousarray(by_column.T)
    for strand, places in _strands(columns).items():
        # The phrases of a word are seen at one row of each phrase.
        shown = np.full(strand.turns * len(lines), -1, dtype=np.int32)
        for turn, column in enumerate(places):
            firsts = numbered[column][1].astype(np.int64) + turn * len(lines)
            shown[firsts] = np.arange(offsets[column], offsets[column + 1])
        for word, where in strand.told(held, ends, len(lines)):
            phrases = shown[where]
            told_by[word] = np.sort(phrases[phrases >= 0])
    return Phrases(
        lines=lines,
        columns=by_column,
        offsets=offsets,
        starts=np.cumsum([0, *map(len, told_by)]),
        told_by=np.concatenate([np.zeros(0, dtype=np.int32), *told_by]),
    )
