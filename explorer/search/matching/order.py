"""The order of the list: who meets most wishes for certain first, then a shuffle that changes every day."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from explorer.search.matching.predicate import Match


def ordered(found: Match, *, day: date) -> NDArray[np.int64]:
    """Numbers of all matching rows, the first of the list first."""
    shuffled = found.index.shuffled(day)
    rows = shuffled[found.rows[shuffled]]
    if not found.wishes:
        return rows
    # Stable, so that rows with as many certain wishes keep the order of the day.
    return rows[np.argsort(len(found.wishes) - found.sure[rows], kind="stable")]
