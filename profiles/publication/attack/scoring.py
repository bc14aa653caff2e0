"""How well an attack went."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from profiles.publication.attack.concepts import Concepts, Mask, Numbers
from profiles.publication.attack.knowledge import PLACE

Shares = NDArray[np.float64]


class Scores(NamedTuple):
    """Per attempt: singled out correctly (0 or 1), expected success, something inferred (0 or 1)."""

    singled_out: Shares
    expected: Shares
    inferred: Shares


def score(
    concepts: Concepts, held: csr_array, people: Numbers, *, fit: Mask, own: Mask, known: Mask, true: Mask
) -> Scores:
    """Score attempts; `fit` and `own` (rows of the target) are row × attempt, the others attempt × concept.

    Singled out: one person is left, and it is the target. Expected success: whom
    the attacker picks from those left is the target; on several cards each place
    counts. Inferred: all rows that are left tell something that is true of the
    target and that the attacker did not know.
    """
    left = people.astype(np.float64) @ fit
    hits = (fit & own).sum(axis=0)
    return Scores(
        singled_out=((left == 1) & (hits == 1)).astype(np.float64),
        expected=np.divide(hits, left, out=np.zeros(len(left)), where=left > 0),
        inferred=_inferred(concepts, held, fit, known, true).astype(np.float64),
    )


def _inferred(concepts: Concepts, held: csr_array, fit: Mask, known: Mask, true: Mask) -> Mask:
    rows = fit.sum(axis=0)
    telling_rows = held.T @ fit.astype(np.float32)
    telling = ~concepts.special & ~concepts.of(PLACE)
    new = (rows[:, np.newaxis] == telling_rows.T) & true & ~known & telling
    return new.any(axis=1) & (rows > 0)
