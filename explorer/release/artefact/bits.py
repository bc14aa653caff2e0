"""Sets of rows, with a bit for each row; bits beyond the last row are never set.

Of a small release a set is one whole number of Python, of a larger one an array
of numbers with 64 rows each. The same signs join both, `&`, `|` and `^`; all else
is done here. Sets of one release always have the same form.
"""

from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray


class Bits(Protocol):
    """A set of rows in either form."""

    def __and__(self, other: Any, /) -> Any: ...
    def __or__(self, other: Any, /) -> Any: ...
    def __xor__(self, other: Any, /) -> Any: ...


Packed = NDArray[np.uint64]
"""A set of rows of a large release."""
Mask = NDArray[np.bool_]
"""One truth value per row."""
Places = NDArray[np.int64]

WORD = 64
WHOLE = 1 << 14
"""Sets of so few rows are whole numbers. Joining two of 3,386 rows then takes 40 ns, and arrays take 250,
most of it for calling numpy; from some 30,000 rows on arrays are quicker (measured)."""
FEW = 32
"""Bits are set one by one when they are fewer than one in so many; else a mask is quicker (measured)."""


def none(size: int) -> Bits:
    """No row of `size` rows."""
    return 0 if size <= WHOLE else _words(size)


def all_of(size: int) -> Bits:
    """All of `size` rows."""
    return (1 << size) - 1 if size <= WHOLE else of_mask(np.ones(size, dtype=np.bool_))


def of_mask(mask: Mask) -> Bits:
    """The rows where a mask is true."""
    return _formed(packed(mask), len(mask))


def of_rows(rows: NDArray[np.integer], size: int) -> Bits:
    """Rows told by their numbers."""
    return _formed(packed_rows(rows, size), size)


def of_words(words: Packed, size: int) -> Bits:
    """Rows as they are stored."""
    return _formed(words, size)


def packed(mask: Mask) -> Packed:
    """The rows where a mask is true, as they are stored."""
    words = _words(len(mask))
    octets = np.packbits(mask, bitorder="little")
    words.view(np.uint8)[: len(octets)] = octets
    return words


def packed_rows(rows: NDArray[np.integer], size: int) -> Packed:
    """Rows told by their numbers, as they are stored."""
    if len(rows) * FEW < size:
        words = _words(size)
        np.bitwise_or.at(words.view(np.uint8), rows >> 3, np.left_shift(1, rows & 7).astype(np.uint8))
        return words
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    return packed(mask)


def without(rows: Bits, others: Bits) -> Bits:
    """The rows that are not among the others."""
    # Of a whole number the complement is negative, and slow.
    both: Bits = rows ^ (rows & others)
    return both


def rows_of(rows: Bits) -> Places:
    """The numbers of the rows, ascending."""
    octets = words_of(rows, rows.bit_length() if isinstance(rows, int) else 0).view(np.uint8)
    told = (octets != 0).nonzero()[0]
    if len(told) * 3 > len(octets) * 2:
        return _unpacked(octets).nonzero()[0]
    # Only bytes that tell something are opened: numpy finds few among many slowly.
    found = _unpacked(octets.take(told)).nonzero()[0]
    return (told.take(found >> 3) << 3) + (found & 7)


def count(rows: Bits) -> int:
    """How many rows."""
    if isinstance(rows, int):
        return rows.bit_count()
    return int(np.add.reduce(np.bitwise_count(cast(Packed, rows)), dtype=np.uint32))


def holds(rows: Bits, some: NDArray[np.integer]) -> Mask:
    """For each of some rows whether it is in the set."""
    octets = words_of(rows, WHOLE).view(np.uint8)
    return (octets.take(some >> 3) >> (some & 7).astype(np.uint8) & 1).view(np.bool_)


def has(rows: Bits, row: int) -> bool:
    """Whether one row is in the set."""
    if isinstance(rows, int):
        return bool(rows >> row & 1)
    return bool(cast(Packed, rows).view(np.uint8)[row >> 3] >> (row & 7) & 1)


def mask_of(rows: Bits, size: int) -> Mask:
    """A truth value per row."""
    return _unpacked(words_of(rows, size).view(np.uint8))[:size]


def words_of(rows: Bits, size: int) -> Packed:
    """Rows of at most `size` as they are stored."""
    if isinstance(rows, int):
        return np.frombuffer(rows.to_bytes(-(-size // WORD) * 8, "little"), dtype=np.uint64)
    return cast(Packed, rows)


def _unpacked(octets: NDArray[np.uint8]) -> Mask:
    return np.unpackbits(octets, bitorder="little").view(np.bool_)


def _words(size: int) -> Packed:
    return np.zeros(-(-size // WORD), dtype=np.uint64)


def _formed(words: Packed, size: int) -> Bits:
    return int.from_bytes(words.tobytes(), "little") if size <= WHOLE else words
