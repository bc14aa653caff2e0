"""Which rows fit what the attacker knows, read in three ways; the table tells the one that serves best.

*Certain*, the strict reading: rows that hold every known fact. *Possible*, the
credulous one: rows that for every known fact hold it, or something above it, or
tell nothing of its attribute, and tell nothing that cannot be true. *Closest*:
of the rows that tell nothing that cannot be true, those that hold most of what
is known; in a release in which something was withheld from nearly everybody this
is the strongest when much is known. Only the last two can be sure of the absence of
something, and only of attributes with one value, or when everything is known.

Each is tried on all classes that a place and a band fit, and once more on the most
telling of them, as a guess: not everybody who could stand there does.
"""

from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from profiles.publication.attack.concepts import NOTHING, Concepts, Mask, Numbers
from profiles.publication.attack.facts import Released, deepest
from profiles.publication.attack.knowledge import EDUCATION, PLACE


class Reading(StrEnum):
    """How rows are held against what is known; a NEAR one only those of the most telling classes."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    CLOSEST = "closest"
    CERTAIN_NEAR = "certain, near"
    POSSIBLE_NEAR = "possible, near"
    CLOSEST_NEAR = "closest, near"


NEAR = {
    Reading.CERTAIN: Reading.CERTAIN_NEAR,
    Reading.POSSIBLE: Reading.POSSIBLE_NEAR,
    Reading.CLOSEST: Reading.CLOSEST_NEAR,
}


class Surroundings:
    """Finds the rows that do not contradict a place and a band."""

    def __init__(self, concepts: Concepts, released: Released) -> None:
        self._concepts = concepts
        self._by_class = released.by_class
        place = deepest(concepts, released.held, PLACE)
        band = deepest(concepts, released.held, EDUCATION, most=0)
        keys, self._key_of = np.unique(np.stack([place, band], axis=1), axis=0, return_inverse=True)
        self._keys = [(int(one), int(other)) for one, other in keys]

    def rows(self, place: int, band: int, *, near: bool = False) -> Numbers:
        """Numbers of the rows that somebody of this place and band can stand on.

        `near`: of a release by class only in the classes that tell most of them.
        """
        places = self._concepts.path(place) | {NOTHING}
        bands = self._concepts.path(band) | {NOTHING}
        fitting = [key for key in self._keys if key[0] in places and key[1] in bands]
        if near and self._by_class:
            fitting = [key for key in fitting if not any(self._says_more(other, key) for other in fitting)]
        chosen = np.array([key in fitting for key in self._keys], dtype=bool)
        return np.flatnonzero(chosen[self._key_of.reshape(-1)])

    def _says_more(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        depths = [
            tuple(-1 if concept == NOTHING else int(self._concepts.depth[concept]) for concept in key)
            for key in (one, other)
        ]
        return one != other and all(a >= b for a, b in zip(*depths, strict=True))


def read(concepts: Concepts, held: csr_array, *, facts: Mask, untrue: Mask) -> dict[Reading, Mask]:
    """Reading -> row × attempt: which rows fit. `facts` and `untrue` are attempt × concept."""
    known = facts.T.astype(np.float32)
    count = held @ known
    true = (held @ untrue.T.astype(np.float32)) == 0
    most = np.where(true, count, -1).max(axis=0, initial=-1)
    return {
        Reading.CERTAIN: (count == known.sum(axis=0)) & true,
        Reading.POSSIBLE: _possible(concepts, held, facts) & true,
        Reading.CLOSEST: (count == most) & true,
    }


def _possible(concepts: Concepts, held: csr_array, facts: Mask) -> Mask:
    """A row that holds the top above a fact holds the fact, or something above it."""
    tops = np.flatnonzero(concepts.top == np.arange(len(concepts)))
    told = np.zeros((held.shape[0], len(concepts.attributes)), dtype=bool)
    rows, columns = held.nonzero()
    told[rows, concepts.attribute[columns]] = True
    open_to = (held[:, tops].toarray() > 0) | ~told[:, concepts.attribute[tops]]
    asked = facts[:, tops].T.astype(np.float32)
    return open_to.astype(np.float32) @ asked == asked.sum(axis=0)
