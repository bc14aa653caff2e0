"""Loads a release as the outside may read it; the checksum is made on the way."""

import time
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from django.db import connections, router
from numpy.typing import NDArray

from explorer.release.content import content_hash, stored_rows
from explorer.release.models import (
    Area,
    Circle,
    Group,
    PublishedConcept,
    RefusedWord,
    Release,
    SearchWord,
    Title,
)
from explorer.release.verification.published import Groups, Published

# Binary COPY: a country has nine million groups, and each row has the same 28 bytes.
GROUPS = """
    COPY (
        SELECT what, area, condition, at_least FROM explorer_release_group
        WHERE release_id = %s ORDER BY what, area, condition
    ) TO STDOUT (FORMAT BINARY)
"""
COLUMNS = ("what", "area", "condition", "at_least")
ROW = np.dtype(
    [("columns", ">i2")]
    + [
        part
        for name, size in (("what", 2), ("area", 2), ("condition", 2), ("at_least", 4))
        for part in ((f"{name}_bytes", ">i4"), (name, f">i{size}"))
    ]
)
PACKED = np.dtype([("what", "<u2"), ("area", "<u2"), ("condition", "<u2"), ("at_least", "<u4")])
HEADER = 19  # signature, flags and the length of an empty extension
BLOCK_BYTES = 16 << 20


class UnreadableCopy(RuntimeError):
    """The database wrote rows of another form than four whole numbers."""


def read(release: Release) -> Published:
    """All of a release that can be checked."""
    started = time.perf_counter()
    rows = list(stored_rows(release))
    pieces: list[NDArray[Any]] = [np.empty(0, dtype=PACKED)]
    computed = content_hash(release=release, rows=rows, groups=_packed(_blocks(release), pieces))
    groups = np.concatenate(pieces)
    pieces.clear()
    return Published(
        number=release.number,
        policy=release.policy,
        counts=release.counts,
        declared_hash=release.content_hash,
        computed_hash=computed,
        concepts=_of(rows, PublishedConcept),
        areas=_of(rows, Area),
        circles=_of(rows, Circle),
        titles=_of(rows, Title),
        search_words=_of(rows, SearchWord),
        refused_words=_of(rows, RefusedWord),
        groups=Groups(*(np.ascontiguousarray(groups[name]) for name in COLUMNS)),
        seconds=time.perf_counter() - started,
    )


def newest_of_interest() -> Release | None:
    """The release that employers see, or else the newest that was prepared."""
    prepared = Release.objects.filter(state=Release.State.PREPARED).order_by("-number")
    return Release.objects.active() or prepared.first()


def _of(rows: Iterable[Any], model: type[Any]) -> tuple[Any, ...]:
    return tuple(row for row in rows if isinstance(row, model))


def _packed(blocks: Iterable[NDArray[Any]], pieces: list[NDArray[Any]]) -> Iterator[bytes]:
    """The groups as the checksum has them; keeps them in `pieces` too."""
    for block in blocks:
        packed = np.empty(len(block), dtype=PACKED)
        for name in COLUMNS:
            packed[name] = block[name]
        pieces.append(packed)
        yield packed.tobytes()


def _blocks(release: Release) -> Iterator[NDArray[Any]]:
    """Rows of the groups in order of their key. Raises `UnreadableCopy`."""
    waiting, skipped = bytearray(), HEADER
    connection = connections[router.db_for_read(Group)]
    with connection.cursor() as cursor, cursor.copy(GROUPS, [release.number]) as copy:
        for data in copy:
            waiting += data
            if skipped and len(waiting) >= skipped:
                del waiting[:skipped]
                skipped = 0
            if len(waiting) >= BLOCK_BYTES:
                yield _whole_rows(waiting)
    if bytes(waiting[-2:]) != b"\xff\xff":
        raise UnreadableCopy("no end")
    del waiting[-2:]
    yield _whole_rows(waiting)
    if waiting:
        raise UnreadableCopy("part of a row")


def _whole_rows(waiting: bytearray) -> NDArray[Any]:
    """Take whole rows from the front of what was received."""
    many = len(waiting) // ROW.itemsize
    block = np.frombuffer(bytes(waiting[: many * ROW.itemsize]), dtype=ROW)
    del waiting[: many * ROW.itemsize]
    if not (block["columns"] == len(COLUMNS)).all() or not (block["at_least_bytes"] == 4).all():
        raise UnreadableCopy("a row of another form")
    return block
