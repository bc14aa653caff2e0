"""Rows of numbers in the binary format of COPY: thirty million of them in seconds, not minutes."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
BYTES = 4
ROWS = 1_000_000


def binary(columns: Sequence[NDArray[np.integer]]) -> Iterator[bytes]:
    """A table of integers, column by column, in parts that need little memory."""
    yield HEAD
    for first in range(0, len(columns[0]), ROWS):
        yield _rows([column[first : first + ROWS] for column in columns])
    yield END


def _rows(columns: Sequence[NDArray[np.integer]]) -> bytes:
    fields = [(f"{part}{place}", ">i4") for place in range(len(columns)) for part in ("size", "value")]
    rows = np.empty(len(columns[0]), dtype=[("fields", ">i2"), *fields])
    rows["fields"] = len(columns)
    for place, column in enumerate(columns):
        rows[f"size{place}"] = BYTES
        rows[f"value{place}"] = column
    return rows.tobytes()
