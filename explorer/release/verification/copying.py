"""Reads whole numbers out of PostgreSQL as arrays, by binary COPY: no step of Python a row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from django.db.backends.base.base import BaseDatabaseWrapper
from numpy.typing import NDArray

HEADER = 19  # signature, flags and the length of an empty extension
END = b"\xff\xff"
BLOCK_BYTES = 16 << 20


class UnreadableCopy(RuntimeError):
    """The database wrote rows of another form than the whole numbers that were asked for."""


def copied(
    connection: BaseDatabaseWrapper, query: str, parameters: Sequence[Any], columns: Mapping[str, int]
) -> Iterator[NDArray[Any]]:
    """Rows of a query in blocks; `columns`: name -> bytes of its type, in the order of the query.

    No value may be null. Raises `UnreadableCopy`.
    """
    # COPY writes the number of columns, then the length and the bytes of each.
    parts = [
        part for name, size in columns.items() for part in ((f"{name}_bytes", ">i4"), (name, f">i{size}"))
    ]
    row = np.dtype([("columns", ">i2"), *parts])
    waiting, header = bytearray(), HEADER
    statement = f"COPY ({query}) TO STDOUT (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(statement, parameters) as copy:
        for data in copy:
            waiting += data
            if header and len(waiting) >= header:
                del waiting[:header]
                header = 0
            if len(waiting) >= BLOCK_BYTES:
                yield _whole_rows(waiting, row, columns)
    if bytes(waiting[-len(END) :]) != END:
        raise UnreadableCopy("no end")
    del waiting[-len(END) :]
    yield _whole_rows(waiting, row, columns)
    if waiting:
        raise UnreadableCopy("part of a row")


def _whole_rows(waiting: bytearray, row: np.dtype[Any], columns: Mapping[str, int]) -> NDArray[Any]:
    """Take whole rows from the front of what was received."""
    size = len(waiting) // row.itemsize * row.itemsize
    block = np.frombuffer(bytes(waiting[:size]), dtype=row)
    del waiting[:size]
    is_whole = block["columns"] == len(columns)
    for name, length in columns.items():
        is_whole &= block[f"{name}_bytes"] == length
    # A null has length -1, and would shift every value behind it.
    if not is_whole.all():
        raise UnreadableCopy("a row of another form")
    return block
