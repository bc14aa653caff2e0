"""Loads a release as the outside may read it; the checksum is made on the way."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from explorer.release.artefact import BrokenArtefact, PackedRows, from_bytes
from explorer.release.content import content_hash
from explorer.release.models import Release, ReleaseIndex
from explorer.release.verification.published import NOBODY, Concept, Published, Rows, Vocabulary

CHUNK = 20_000


def read(release: Release) -> Published:
    """All of a release that can be checked."""
    concepts = list(release.concepts.order_by("number"))
    rows = release.profiles.order_by("number").values_list("number", "people", "facts")
    tape = _Tape()
    computed = content_hash(
        release=release, concepts=concepts, rows=tape.record(rows.iterator(chunk_size=CHUNK))
    )
    index, broken = _index(release)
    words = (tuple(getattr(concept, name) for name in Concept._fields) for concept in concepts)
    return Published(
        number=release.number,
        policy=release.policy,
        counts=release.counts,
        declared_hash=release.content_hash,
        computed_hash=computed,
        vocabulary=Vocabulary(tuple(Concept(*word) for word in words)),
        rows=tape.rows(),
        index=index,
        index_is_broken=broken,
    )


def newest_of_interest() -> Release | None:
    """The release that employers see, or else the newest that was prepared."""
    prepared = Release.objects.filter(state=Release.State.PREPARED).order_by("-number")
    return Release.objects.active() or prepared.first()


@dataclass
class _Tape:
    """Keeps rows that pass by, packed."""

    number: "array[int]" = field(default_factory=lambda: array("q"))
    people: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("q", [0]))
    facts: "array[int]" = field(default_factory=lambda: array("i"))

    def record(self, rows: Iterable[tuple[int, int, list[int]]]) -> Iterator[tuple[int, list[int]]]:
        for number, people, facts in rows:
            self.number.append(number)
            self.people.append(people)
            # The database allows an array to hold nothing at a place; nothing is no concept.
            self.facts.extend(
                [NOBODY if fact is None else fact for fact in facts] if None in facts else facts
            )
            self.ends.append(len(self.facts))
            yield people, facts

    def rows(self) -> Rows:
        return Rows(
            number=np.array(self.number, dtype=np.int64),
            people=np.array(self.people, dtype=np.int64),
            indptr=np.array(self.ends, dtype=np.int64),
            facts=np.array(self.facts, dtype=np.int32),
        )


def _index(release: Release) -> tuple[PackedRows | None, bool]:
    stored = ReleaseIndex.objects.filter(release=release).first()
    if stored is None:
        return None, False
    try:
        return from_bytes(bytes(stored.data), format=stored.format), False
    except BrokenArtefact:
        return None, True
