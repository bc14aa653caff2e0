"""The index of a release as one block of bytes: every worker opens the same.

Layout of format 1: a NumPy `.npz` archive without pickles, holding
`indptr` (int64, rows + 1), `facts` (int32, concept numbers row after row) and
`people` (int32, rows). It is a packing of the published rows, nothing more,
so it can tell no more than they do.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FORMAT = 1


class BrokenArtefact(Exception):
    """The bytes are not an index of the format that this code reads."""


@dataclass(frozen=True)
class PackedRows:
    """Rows of a release: row i holds `facts[indptr[i]:indptr[i + 1]]` and stands for `people[i]` persons."""

    indptr: NDArray[np.int64]
    facts: NDArray[np.int32]
    people: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.people)


def pack(rows: Iterable[tuple[int, list[int]]]) -> PackedRows:
    """Pack rows of (people, sorted concept numbers), in the order of their numbers."""
    people, facts, indptr = [], [], [0]
    for count, held in rows:
        people.append(count)
        facts.extend(held)
        indptr.append(len(facts))
    return PackedRows(
        indptr=np.array(indptr, dtype=np.int64),
        facts=np.array(facts, dtype=np.int32),
        people=np.array(people, dtype=np.int32),
    )


def to_bytes(packed: PackedRows) -> bytes:
    """The artefact as it is stored in `ReleaseIndex.data`."""
    stream = io.BytesIO()
    np.savez(stream, indptr=packed.indptr, facts=packed.facts, people=packed.people)
    return stream.getvalue()


def from_bytes(data: bytes, *, format: int) -> PackedRows:
    """Open a stored artefact; raises `BrokenArtefact` when it is not one of ours."""
    if format != FORMAT:
        raise BrokenArtefact(f"format {format}, expected {FORMAT}")
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            packed = PackedRows(archive["indptr"], archive["facts"], archive["people"])
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise BrokenArtefact(str(error)) from error
    if len(packed.indptr) != len(packed.people) + 1 or packed.indptr[-1] != len(packed.facts):
        raise BrokenArtefact("lengths do not fit together")
    return packed
