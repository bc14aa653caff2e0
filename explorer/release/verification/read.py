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
from explorer.release.verification.copying import copied
from explorer.release.verification.published import Groups, Published

GROUPS = """
    SELECT what, area, condition, at_least FROM explorer_release_group
    WHERE release_id = %s ORDER BY what, area, condition
"""
# Bytes of each, as the table has them.
COLUMNS = {"what": 2, "area": 2, "condition": 2, "at_least": 4}
# Little-endian on every machine, or the checksum would differ.
PACKED = np.dtype([(name, f"<u{size}") for name, size in COLUMNS.items()])


def read(release: Release) -> Published:
    """All of a release that can be checked."""
    started = time.perf_counter()
    # Read once for both: the checksum is of exactly what the checks see.
    rows = list(stored_rows(release))
    pieces: list[NDArray[Any]] = []
    computed = content_hash(release=release, rows=rows, groups=_kept(_packed(release), pieces))
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
        groups=_joined(pieces),
        seconds=time.perf_counter() - started,
    )


def read_groups(release: Release) -> Groups:
    """The groups alone, in the order of their key."""
    return _joined(list(_packed(release)))


def newest_of_interest() -> Release | None:
    """The release that employers see, or else the newest that was prepared."""
    prepared = Release.objects.filter(state=Release.State.PREPARED).order_by("-number")
    return Release.objects.active() or prepared.first()


def _of(rows: Iterable[Any], model: type[Any]) -> tuple[Any, ...]:
    return tuple(row for row in rows if isinstance(row, model))


def _packed(release: Release) -> Iterator[NDArray[Any]]:
    """The groups in blocks, as the checksum has them."""
    connection = connections[router.db_for_read(Group)]
    for block in copied(connection, GROUPS, [release.number], COLUMNS):
        packed = np.empty(len(block), dtype=PACKED)
        for name in COLUMNS:
            packed[name] = block[name]
        yield packed


def _kept(blocks: Iterable[NDArray[Any]], pieces: list[NDArray[Any]]) -> Iterator[bytes]:
    for block in blocks:
        pieces.append(block)
        yield block.tobytes()


def _joined(pieces: list[NDArray[Any]]) -> Groups:
    return Groups(*(np.concatenate([piece[name] for piece in pieces]) for name in COLUMNS))
