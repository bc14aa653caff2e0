"""Counts that are known: of each set of rows that is not small, how often it holds each word, weighed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact.reading import Reading
from explorer.release.artefact.weights import Weights

SHARE = 512
"""Sets of at least one row in so many are counted beforehand, of smaller ones counting is quick enough."""
LEAST = 64


@dataclass(frozen=True)
class Known:
    """Line `line_of[i]` counts the words over set i, the last over all rows; -1 was not counted."""

    line_of: NDArray[np.int32]
    lines: NDArray[np.unsignedinteger]


def count_beforehand(reading: Reading, weights: Weights) -> Known:
    """Count the words over all sets that are not small, and over all rows."""
    sets, spans = reading.sets, (range(len(reading.phrases)),)
    is_counted = sets.sizes >= max(LEAST, sets.size // SHARE)
    is_counted[-1] = True
    counted = np.flatnonzero(is_counted)
    line_of = np.full(len(sets.sizes), -1, dtype=np.int32)
    line_of[counted] = np.arange(len(counted))
    # No count is above that over all rows.
    most = int(weights.count(sets.any_of([len(sets.sizes) - 1]), reading, spans).max(initial=0))
    lines = np.zeros((len(counted), len(reading.phrases)), dtype=np.min_scalar_type(most))
    for line, number in enumerate(counted.tolist()):
        lines[line] = weights.count(sets.any_of([number]), reading, spans)
    return Known(line_of, lines)
