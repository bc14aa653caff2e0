"""The index of a release: everything a search reads, in memory, never changed once built.

A withdrawal makes a new index that shares all but the weights, so that a search
that is under way keeps what it started with.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import PackedRows
from explorer.release.models import NOT_RECORDED, Release
from explorer.search.concepts import BrokenReleaseError, Concepts
from explorer.search.facets import FACETS
from explorer.search.index.geography import Places
from explorer.search.index.incidence import Incidence, Mask, Numbers, incidence
from explorer.search.index.lexicon import Lexicon
from explorer.search.index.shuffle import shuffle
from explorer.search.index.weights import Weighing, weighing_of
from explorer.search.references import References

WALKED = 6
"""Rows are walked one by one when they are fewer than one in so many (measured)."""


@dataclass(frozen=True, eq=False)
class Index:
    """A release ready to be searched.

    `held` tells who holds a concept; `ends` only where it is the most specific
    one of its branch in that row: there it may stand for anything below it.
    `unknown` tells per attribute the rows that say nothing of it. `people` is
    how many persons a row stands for now; 0 is a row that was withdrawn. All
    counts are of `weights`: persons, or groups where `weighing` says so.
    """

    release: Release
    concepts: Concepts
    packed: PackedRows
    people: Numbers
    weighing: Weighing
    held: Incidence
    ends: Incidence
    unknown: Mapping[str, Mask]
    places: Places
    references: References
    lexicon: Lexicon

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def fingerprint(self) -> str:
        """The same for two indexes that answer every search alike: their release, and who is left of it."""
        release = f"{self.release.number}:{self.release.content_hash}:"
        return hashlib.sha256(release.encode() + self.people.tobytes()).hexdigest()

    @cached_property
    def present(self) -> Mask:
        """The rows that still stand for somebody."""
        return self.people > 0

    @cached_property
    def weights(self) -> Numbers:
        """What each row adds to a count."""
        return self.weighing.weigh(self.people)

    @cached_property
    def everyone(self) -> int:
        """How many persons or groups the release shows."""
        return int(self.weights.sum())

    @cached_property
    def counts(self) -> Numbers:
        """For each concept how many persons or groups hold it."""
        return self.held.count(self.weights, range(len(self.concepts)))

    def tally(self, rows: Mask) -> Numbers:
        """For each concept how many of these rows hold it, weighed, by the shortest way.

        Few rows are walked one by one, of nearly all rows the few others; else all holders are summed.
        """
        few = len(self) // WALKED
        chosen = int(np.count_nonzero(rows))
        if chosen <= few:
            return self._walk(np.flatnonzero(rows))
        if len(self) - chosen <= few:
            return self.counts - self._walk(np.flatnonzero(~rows))
        return self.tally_of(range(len(self.concepts)), rows)

    def tally_of(self, span: range, rows: Mask) -> Numbers:
        """The same for the concepts of a span only."""
        return self.held.count(self.weights * rows, span)

    def _walk(self, rows: NDArray[np.int64]) -> Numbers:
        first, last = self.packed.indptr[rows], self.packed.indptr[rows + 1]
        sizes = last - first
        places = np.repeat(last - np.cumsum(sizes), sizes) + np.arange(sizes.sum())
        weights = np.repeat(self.weights[rows], sizes)
        tally = np.bincount(self.packed.facts[places], weights=weights, minlength=len(self.concepts))
        return tally.astype(self.weights.dtype)

    def facts(self, row: int) -> Numbers:
        """The concept numbers of a row, ascending."""
        return self.packed.facts[self.packed.indptr[row] : self.packed.indptr[row + 1]]

    def shuffled(self, day: date) -> NDArray[np.int64]:
        """The numbers of all rows in the order of the day."""
        return shuffle(size=len(self), day=day, release=self.release.number)

    def without(self, withdrawn: Iterable[int]) -> "Index":
        """The same release with one person less on the row of each withdrawal; too few left hides the row."""
        # Always from the stored people, never from what was left: withdrawals are read anew as a whole.
        gone = np.bincount(np.fromiter(withdrawn, dtype=np.int64), minlength=len(self))[: len(self)]
        left = np.maximum(self.packed.people - gone, 0).astype(np.int32)
        return replace(self, people=self.weighing.left(left))


def build(*, release: Release, concepts: Concepts, packed: PackedRows, secret: bytes) -> Index:
    """Index a release from its words and rows; raises `BrokenReleaseError` when they do not fit together."""
    facts, rows = packed.facts, np.repeat(np.arange(len(packed), dtype=np.int32), np.diff(packed.indptr))
    last = _is_end(facts, rows, concepts)
    size = {"number_of_concepts": len(concepts), "size": len(packed)}
    held = incidence(concepts=facts, rows=rows, **size)
    weighing = weighing_of(release.policy or {})
    return Index(
        release=release,
        concepts=concepts,
        packed=packed,
        people=weighing.left(packed.people),
        weighing=weighing,
        held=held,
        ends=incidence(concepts=facts[last], rows=rows[last], **size),
        unknown={facet.attribute: _unknown(concepts, held, facet.attribute) for facet in FACETS},
        places=Places(concepts),
        references=References(secret=secret, size=len(packed)),
        lexicon=Lexicon(concepts),
    )


def _is_end(facts: Numbers, rows: Numbers, concepts: Concepts) -> Mask:
    """Where a fact has no fact below it in the same row."""
    nobody_holds = len(concepts)
    told = rows.astype(np.int64) * (nobody_holds + 1) + facts
    if len(facts) and not 0 <= facts.min() <= facts.max() < len(concepts):
        raise BrokenReleaseError("a row holds a fact that is not a concept of the release")
    if (np.diff(told) <= 0).any():
        raise BrokenReleaseError("the facts of a row are not sorted")
    parents = np.array([nobody_holds if c.parent is None else c.parent for c in concepts], dtype=np.int64)
    # A root has nothing above it: look for a fact that nobody holds.
    wanted = told - facts + parents[facts]
    places = np.minimum(np.searchsorted(told, wanted), len(told) - 1)
    last = np.ones(len(facts), dtype=np.bool_)
    last[places[told[places] == wanted]] = False
    return last


def _unknown(concepts: Concepts, held: Incidence, attribute: str) -> Mask:
    """Not recorded or withheld: for an employer both are the same."""
    silent = ~held.any_of(concepts.span(attribute))
    not_recorded = concepts.find(attribute=attribute, code=NOT_RECORDED)
    if not_recorded is not None:
        silent[held.holders(not_recorded.number)] = True
    return silent
