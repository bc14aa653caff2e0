"""Making the artefact of a release."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact.holders import ends, holders, row_sets
from explorer.release.artefact.known import Known, count_beforehand
from explorer.release.artefact.phrases import Phrases
from explorer.release.artefact.reading import Reading
from explorer.release.artefact.rows import PackedRows, Words, check
from explorer.release.artefact.sets import RowSets
from explorer.release.artefact.weights import weights_of
from explorer.release.artefact.writing import write
from explorer.release.weighing import Weighing


@dataclass(frozen=True)
class Artefact:
    """The rows of a release written for searching; row i stands for `people[i]` persons."""

    people: NDArray[np.unsignedinteger]
    sets: RowSets
    phrases: Phrases
    known: Known

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def reading(self) -> Reading:
        """For counting over rows."""
        return Reading(self.sets, self.phrases)


def build(packed: PackedRows, words: Words, *, weighing: Weighing) -> Artefact:
    """Write rows for searching; raises `BrokenArtefact` where rows and words do not fit together."""
    check(packed, words)
    held = holders(packed, words)
    last = ends(held, words, len(packed))
    sets = row_sets(held, last, words, len(packed))
    phrases = write(held, last, words, len(packed))
    weights = weights_of(weighing.weigh(weighing.left(packed.people)))
    return Artefact(
        people=packed.people.astype(np.min_scalar_type(int(packed.people.max(initial=0)))),
        sets=sets,
        phrases=phrases,
        known=count_beforehand(Reading(sets, phrases), weights, words),
    )
