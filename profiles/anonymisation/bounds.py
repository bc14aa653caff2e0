"""How many people can lie behind a label: 99 % bounds of binomial sampling."""

import numpy as np
import numpy.typing as npt

from profiles.anonymisation.tables import Ints, distinct

CHANCE = 0.01
UNBOUNDED = 10**8
"""More people than live anywhere: what no shape has is not bounded."""


def most_behind(labels: npt.NDArray[np.int32], thresholds: Ints, *, rate: float) -> Ints:
    """Most people behind each label, or behind a group that is not listed (0) for want of its threshold.

    The largest n with P(Binomial(n, 1 - rate) < seen) >= 1 %, where fewer than `seen` were
    counted: twice the label, or the threshold where that is more (a lower label came by closing).
    By the negative binomial at once, not one n at a time.
    """
    # Here, since it takes a quarter of a second, and every command of the register reads this module.
    from scipy.stats import nbinom

    seen = np.maximum(2 * labels.astype(np.int64), np.minimum(thresholds, UNBOUNDED))
    found = distinct(seen.ravel().copy())
    # Draws left out before the `seen`-th that is kept; isf gives the smallest with a chance of at most 1 %.
    extra = nbinom.isf(CHANCE, found, 1 - rate).astype(np.int64) if rate else np.zeros_like(found)
    return (found - 1 + extra)[np.searchsorted(found, seen)]
