"""An artefact as bytes, to be opened without reading them: arrays are views into a file that is mapped.

First a line of JSON that says which release it is of and where each array stands, then the
arrays, each from a multiple of 64 bytes on, and at the end the SHA-256 of all before.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact.build import Artefact
from explorer.release.artefact.errors import BrokenArtefact
from explorer.release.artefact.known import Known
from explorer.release.artefact.phrases import Phrases
from explorer.release.artefact.sets import RowSets

FORMAT = 3
ALIGNED = 64
SEAL = hashlib.sha256().digest_size
PARTS: Mapping[str, tuple[str, ...]] = {
    "sets": ("sizes", "plane_of", "planes", "lows", "starts"),
    "phrases": ("lines", "columns", "offsets", "starts", "told_by"),
    "known": ("line_of", "lines"),
}


def to_bytes(artefact: Artefact, *, content: str) -> bytes:
    """The artefact of a release with this checksum, as it is stored."""
    arrays = {name: np.ascontiguousarray(array) for name, array in _arrays(artefact)}
    at, places = 0, {}
    for name, array in arrays.items():
        places[name] = (str(array.dtype), array.shape, at)
        at += -(-array.nbytes // ALIGNED) * ALIGNED
    head = json.dumps({"format": FORMAT, "content": content, "arrays": places}).encode() + b"\n"
    pieces = [_padded(head), *(_padded(array.tobytes()) for array in arrays.values())]
    body = b"".join(pieces)
    return body + hashlib.sha256(body).digest()


def from_bytes(data: Any, *, content: str) -> Artefact:
    """Open what was stored for the release with this checksum, or raise `BrokenArtefact`.

    `data` is anything that holds bytes; the arrays are views into it.
    """
    view = memoryview(data)
    if hashlib.sha256(view[:-SEAL]).digest() != view[-SEAL:]:
        raise BrokenArtefact("it is not what was written")
    try:
        head = json.loads(_head(view))
        if (head["format"], head["content"]) != (FORMAT, content):
            raise BrokenArtefact("it is of another release or format")
        return _artefact(dict(_views(view[len(_padded(_head(view))) : -SEAL], head["arrays"])))
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenArtefact(str(error)) from error


def seal(data: Any) -> bytes:
    """What tells stored artefacts apart: the checksum at their end."""
    return bytes(memoryview(data)[-SEAL:])


def _head(view: memoryview) -> bytes:
    # Short enough to be looked for the end of its line in a copy.
    return bytes(view[: 1 << 16]).partition(b"\n")[0] + b"\n"


def _padded(piece: bytes) -> bytes:
    return piece + b"\0" * (-len(piece) % ALIGNED)


def _arrays(artefact: Artefact) -> Iterator[tuple[str, NDArray[Any]]]:
    yield "people", artefact.people
    for part, names in PARTS.items():
        for name in names:
            yield f"{part}.{name}", getattr(getattr(artefact, part), name)


def _views(view: memoryview, places: Mapping[str, Any]) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, (dtype, shape, at) in places.items():
        count = int(np.prod(shape))
        yield name, np.frombuffer(view, dtype=dtype, count=count, offset=at if count else 0).reshape(shape)


def _artefact(arrays: Mapping[str, NDArray[Any]]) -> Artefact:
    def part(name: str) -> dict[str, Any]:
        return {field: arrays[f"{name}.{field}"] for field in PARTS[name]}

    people = arrays["people"]
    return Artefact(
        people=people,
        sets=RowSets(size=len(people), **part("sets")),
        phrases=Phrases(**part("phrases")),
        known=Known(**part("known")),
    )
