"""Sets of rows as packed bits: a bit for each row, 64 to a word; bits beyond the last row are never set."""

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
Mask = NDArray[np.bool_]
"""One truth value per row."""
Places = NDArray[np.int64]

WORD = 64
FEW = 32
"""Bits are set one by one when they are fewer than one in so many; else a mask is quicker (measured)."""


def none(size: int) -> Bits:
    """No row of `size` rows."""
    return np.zeros(-(-size // WORD), dtype=np.uint64)


def all_of(size: int) -> Bits:
    """All of `size` rows."""
    return of_mask(np.ones(size, dtype=np.bool_))


def of_mask(mask: Mask) -> Bits:
    """The rows where a mask is true."""
    bits = none(len(mask))
    packed = np.packbits(mask, bitorder="little")
    bits.view(np.uint8)[: len(packed)] = packed
    return bits


def of_rows(rows: NDArray[np.integer], size: int) -> Bits:
    """Rows told by their numbers."""
    if len(rows) * FEW < size:
        bits = none(size)
        np.bitwise_or.at(bits.view(np.uint8), rows >> 3, np.left_shift(1, rows & 7).astype(np.uint8))
        return bits
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    return of_mask(mask)


def rows_of(bits: Bits) -> Places:
    """The numbers of the rows, ascending."""
    packed = bits.view(np.uint8)
    told = (packed != 0).nonzero()[0]
    if len(told) * 3 > len(packed) * 2:
        return _unpacked(packed).nonzero()[0]
    # Only bytes that tell something are opened: numpy finds few among many slowly.
    found = _unpacked(packed.take(told)).nonzero()[0]
    return (told.take(found >> 3) << 3) + (found & 7)


def count(bits: Bits) -> int:
    """How many rows."""
    return int(np.add.reduce(np.bitwise_count(bits), dtype=np.uint32))


def holds(bits: Bits, rows: NDArray[np.integer]) -> Mask:
    """For each of these rows whether it is in the set."""
    return (bits.view(np.uint8).take(rows >> 3) >> (rows & 7).astype(np.uint8) & 1).view(np.bool_)


def has(bits: Bits, row: int) -> bool:
    """Whether one row is in the set."""
    return bool(bits.view(np.uint8)[row >> 3] >> (row & 7) & 1)


def mask_of(bits: Bits, size: int) -> Mask:
    """A truth value per row."""
    return _unpacked(bits.view(np.uint8))[:size]


def _unpacked(packed: NDArray[np.uint8]) -> Mask:
    return np.unpackbits(packed, bitorder="little").view(np.bool_)
