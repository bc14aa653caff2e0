"""What rows add to a count: one person or several, in planes of bits so that sums are counts of bits.

Plane p holds the rows whose weight has bit p set. Where every row weighs 1 there is
one plane; a few heavier rows make a few more that hold next to nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.release.artefact import bits
from explorer.release.artefact.bits import Bits
from explorer.release.artefact.phrases import Counts
from explorer.release.artefact.reading import Portion, Reading


@dataclass(frozen=True)
class Weights:
    """The weight of a row is the sum of 2 ** p over the planes p that hold it."""

    planes: tuple[Bits, ...]

    def amount(self, rows: Bits) -> int:
        """What these rows weigh together."""
        return sum(bits.count(rows & plane) << power for power, plane in enumerate(self.planes))

    def count(self, portions: Sequence[Portion], reading: Reading) -> Counts:
        """For each word what the rows that hold it weigh together, added up over the portions with it."""
        return reading.count(
            Portion(times << power, rows & plane, words)
            for power, plane in enumerate(self.planes)
            for times, rows, words in portions
        )


def weights_of(numbers: NDArray[np.integer]) -> Weights:
    """The planes of weights, given row by row."""
    powers = range(int(numbers.max(initial=0)).bit_length())
    return Weights(tuple(bits.of_mask((numbers >> power & 1).astype(np.bool_)) for power in powers))
