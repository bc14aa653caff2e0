"""Counts that are known: of each set of rows that is not small, how often it holds each word, weighed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import bits
from explorer.release.artefact.bits import Bits
from explorer.release.artefact.reading import Portion, Reading
from explorer.release.artefact.rows import NOTHING, Words
from explorer.release.artefact.sets import RowSets
from explorer.release.artefact.weights import Weights

Walk = tuple[int, Bits]
"""Rows to count, to be added or to be taken off."""
SHARE = 512
"""Sets of at least one row in so many are counted beforehand, of smaller ones counting is quick enough."""
LEAST = 64


@dataclass(frozen=True)
class Known:
    """Line `line_of[i]` counts the words over set i, the last over all rows; -1 was not counted."""

    line_of: NDArray[np.int32]
    lines: NDArray[np.unsignedinteger]


def count_beforehand(reading: Reading, weights: Weights, words: Words) -> Known:
    """Count the words over all sets that are not small, and over all rows."""
    sets, every = reading.sets, range(len(words))
    is_counted = sets.sizes >= max(LEAST, sets.size // SHARE)
    is_counted[-1] = True
    line_of = np.where(is_counted, np.cumsum(is_counted) - 1, -1).astype(np.int32)
    everybody = weights.count([Portion(1, bits.all_of(sets.size), every)], reading)
    # No count is above that over all rows.
    lines = np.zeros((line_of[-1] + 1, len(words)), dtype=np.min_scalar_type(int(everybody.max(initial=0))))
    lines[-1] = everybody
    for number, parts in _with_parts(words, len(sets.sizes)):
        if is_counted[number]:
            known, walks = _shortest(sets, number, [part for part in parts if is_counted[part]])
            told = lines[line_of[known]].sum(axis=0, dtype=np.int64)
            walked = weights.count([Portion(sign, rows, every) for sign, rows in walks], reading)
            lines[line_of[number]] = told + walked
    return Known(line_of, lines)


def corrections(sets: RowSets, known: Sequence[int], rows: Bits) -> Iterator[Walk]:
    """What counts of known sets lack to be those of `rows`, of which they are parts.

    Rows in several of the sets were counted again, rows in none of them not at all.
    """
    seen = bits.none(sets.size)
    for number in known:
        part = sets.any_of([number])
        yield -1, seen & part
        seen |= part
    yield 1, bits.without(rows, seen)


def _with_parts(words: Words, sets: int) -> Iterator[tuple[int, list[int]]]:
    """All sets but the last, with sets that make up most of them and come before."""
    below: dict[int, list[int]] = {}
    for word, parent in enumerate(words.parents.tolist()):
        below.setdefault(parent, []).append(word)
    yield from ((number, []) for number in range(sets - 1) if number >= len(words) or number not in below)
    upward, waiting = [], list(below.get(NOTHING, []))
    while waiting:
        upward.append(waiting.pop())
        waiting += below.get(upward[-1], [])
    # Who holds a word holds one below it, or ends there.
    yield from ((word, [*below[word], len(words) + word]) for word in reversed(upward) if word in below)


def _shortest(sets: RowSets, number: int, parts: list[int]) -> tuple[list[int], list[Walk]]:
    """Sets that were counted to begin with, and what to walk besides: as few rows as can be."""
    rows = sets.any_of([number])
    ways: list[tuple[list[int], list[Walk]]] = [([], [(1, rows)])]
    if parts:
        ways.append((parts, list(corrections(sets, parts, rows))))
    if 2 * sets.sizes[number] > sets.size:
        ways.append(([len(sets.sizes) - 1], [(-1, bits.without(bits.all_of(sets.size), rows))]))
    return min(ways, key=lambda way: sum(bits.count(walked) for _, walked in way[1]))
