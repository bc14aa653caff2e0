"""The index of a release: everything a search reads, in memory, never changed once built.

A withdrawal makes a new index that shares all but the people, so that a search
that is under way keeps what it started with.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.release import artefact
from explorer.release.artefact import Artefact, Bits, BrokenArtefact, PackedRows, bits
from explorer.release.models import Release
from explorer.release.weighing import CountlessError, Weighing, weighing_of
from explorer.search.concepts import BrokenReleaseError, Concepts
from explorer.search.index.geography import Places
from explorer.search.index.lexicon import Lexicon
from explorer.search.index.sets import Sets
from explorer.search.index.shuffle import Shuffle, shuffle
from explorer.search.index.tally import Counts, Tally
from explorer.search.references import References

Numbers = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Index:
    """A release ready to be searched.

    `people` is how many persons a row stands for now; 0 is a row that was
    withdrawn. All counts are of persons, or of groups where `weighing` says so.
    """

    release: Release
    concepts: Concepts
    artefact: Artefact
    people: Numbers
    weighing: Weighing
    places: Places
    references: References
    lexicon: Lexicon
    sets: Sets

    def __len__(self) -> int:
        return len(self.artefact)

    @cached_property
    def fingerprint(self) -> str:
        """The same for two indexes that answer every search alike: their release, and who is left of it."""
        release = f"{self.release.number}:{self.release.content_hash}:"
        return hashlib.sha256(release.encode() + self.people.tobytes()).hexdigest()

    @cached_property
    def present(self) -> Bits:
        """The rows that still stand for somebody."""
        return bits.of_mask(self.people > 0)

    @cached_property
    def tally(self) -> Tally:
        """Counts over rows."""
        published = self.weighing.weigh(self.weighing.left(self.artefact.people))
        return Tally(self.artefact, published=published, now=self.weighing.weigh(self.people))

    @cached_property
    def everyone(self) -> int:
        """How many persons or groups the release shows."""
        return self.tally.amount(self.present)

    @cached_property
    def counts(self) -> Counts:
        """For each concept how many persons or groups hold it."""
        return self.tally.everybody()

    @cached_property
    def told(self) -> Counts:
        """For each concept of how many persons or groups it is the most specific of its branch."""
        told = self.counts.copy()
        for concept in self.concepts:
            if self.concepts.children(concept.number):
                told[concept.number] = self.tally.amount(self.sets.any_of(self.sets.ends([concept.number])))
        return told

    def facts(self, row: int) -> list[int]:
        """The concept numbers of a row, ascending."""
        return self.artefact.phrases.words(row)

    def shuffle(self, day: date) -> Shuffle:
        """The order of the day."""
        return shuffle(size=len(self), day=day, release=self.release.number)

    def without(self, withdrawn: Iterable[int]) -> "Index":
        """The same release with one person less on the row of each withdrawal; too few left hides the row."""
        # Always from the stored people, never from what was left: withdrawals are read anew as a whole.
        gone = np.bincount(np.fromiter(withdrawn, dtype=np.int64), minlength=len(self))[: len(self)]
        left = np.maximum(self.artefact.people - gone, 0).astype(self.artefact.people.dtype)
        return replace(self, people=self.weighing.left(left))


def build(*, release: Release, concepts: Concepts, packed: PackedRows, secret: bytes) -> Index:
    """Index a release from its words and rows; raises `BrokenReleaseError` when they do not fit together."""
    try:
        made = artefact.build(packed, concepts.forest, weighing=weighing_of(release.policy or {}))
    except (BrokenArtefact, CountlessError) as error:
        raise BrokenReleaseError(str(error)) from error
    return of_artefact(release=release, concepts=concepts, made=made, secret=secret)


def of_artefact(*, release: Release, concepts: Concepts, made: Artefact, secret: bytes) -> Index:
    """The index of a release of which the artefact was made before."""
    weighing = weighing_of(release.policy or {})
    return Index(
        release=release,
        concepts=concepts,
        artefact=made,
        people=weighing.left(made.people),
        weighing=weighing,
        places=Places(concepts),
        references=References(secret=secret, size=len(made)),
        lexicon=Lexicon(concepts),
        sets=Sets(made.sets, concepts),
    )
