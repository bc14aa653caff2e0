"""Loads a release as the outside may read it; the checksum is made on the way."""

import time
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from django.db import connections, router
from numpy.typing import NDArray

from explorer.release.content import digest_without_rows, row_line
from explorer.release.models import PublishedProfile, Release, ReleaseIndex
from explorer.release.verification.published import NOBODY, Concept, Published, Rows, Vocabulary

# COPY, since a release of a country has a million rows: a fifth of the time of a query.
ROWS = """
    COPY (
        SELECT number, people, facts FROM explorer_release_publishedprofile
        WHERE release_id = %s ORDER BY number
    ) TO STDOUT
"""
ROWS_AT_ONCE = 50_000


def read(release: Release) -> Published:
    """All of a release that can be checked."""
    started = time.perf_counter()
    concepts = list(release.concepts.order_by("number"))
    digest = digest_without_rows(release=release, concepts=concepts)
    tape = _Tape()
    for number, (given, people, facts) in enumerate(_rows(release)):
        tape.add(given, people, facts)
        digest.update(row_line(b"%d" % number, people, facts))
    words = (tuple(getattr(concept, name) for name in Concept._fields) for concept in concepts)
    return Published(
        number=release.number,
        policy=release.policy,
        counts=release.counts,
        declared_hash=release.content_hash,
        computed_hash=digest.hexdigest(),
        vocabulary=Vocabulary(tuple(Concept(*word) for word in words)),
        rows=tape.rows(),
        index=_index(release),
        seconds=time.perf_counter() - started,
    )


def newest_of_interest() -> Release | None:
    """The release that employers see, or else the newest that was prepared."""
    prepared = Release.objects.filter(state=Release.State.PREPARED).order_by("-number")
    return Release.objects.active() or prepared.first()


def _rows(release: Release) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Number, people and facts of each row, as the database writes them: facts with commas between them."""
    connection = connections[router.db_for_read(PublishedProfile)]
    with connection.cursor() as cursor, cursor.copy(ROWS, [release.number]) as copy:
        for line in copy:
            # As text, since that is also how the checksum has it.
            number, people, facts = bytes(line).rstrip(b"\n").split(b"\t")
            yield number, people, facts[1:-1]


@dataclass
class _Tape:
    """Keeps rows that pass by, packed."""

    number: "array[int]" = field(default_factory=lambda: array("q"))
    people: "array[int]" = field(default_factory=lambda: array("q"))
    lengths: "array[int]" = field(default_factory=lambda: array("q"))
    waiting: list[bytes] = field(default_factory=list)
    facts: list[NDArray[np.int32]] = field(default_factory=list)

    def add(self, number: bytes, people: bytes, facts: bytes) -> None:
        self.number.append(int(number))
        self.people.append(int(people))
        self.lengths.append(facts.count(b",") + 1 if facts else 0)
        if facts:
            self.waiting.append(facts)
        if len(self.waiting) == ROWS_AT_ONCE:
            self._pack()

    def rows(self) -> Rows:
        self._pack()
        return Rows(
            number=np.array(self.number, dtype=np.int64),
            people=np.array(self.people, dtype=np.int64),
            indptr=np.concatenate([[0], np.cumsum(self.lengths)]).astype(np.int64),
            facts=np.concatenate([np.empty(0, dtype=np.int32), *self.facts]),
        )

    def _pack(self) -> None:
        text = b",".join(self.waiting)
        self.waiting.clear()
        if text.translate(None, b"0123456789,"):
            # The database allows an array to hold nothing at a place, or arrays; neither is a concept.
            numbers = [int(each) if each.isdigit() else NOBODY for each in text.split(b",")]
            self.facts.append(np.array(numbers, dtype=np.int32))
        elif text:
            self.facts.append(np.fromstring(text.decode(), dtype=np.int32, sep=","))


def _index(release: Release) -> bytes | None:
    data = ReleaseIndex.objects.filter(release=release).values_list("data", flat=True).first()
    return None if data is None else bytes(data)
