"""What a row weighs, and which rows withdrawals take away as a whole.

Where everybody stands on one row, a row weighs the persons on it. Twin cards
tell of the same person several times: there a row is a group and weighs 1, so
that no number on a page adds up people. Twins and twin cards promise at least k
people on each row; a row that fewer are left on is gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer]


class Mode(StrEnum):
    """Profiles keep (k, k^m) within classes; of twins and twin cards at least k people share each row."""

    PROFILES = "profiles"
    TWINS = "twins"
    TWIN_CARDS = "twin-cards"


class CountlessError(Exception):
    """The policy of a release does not say how its rows are counted."""


@dataclass(frozen=True)
class Weighing:
    """How a release counts. `least` is the fewest people that a row is shown for."""

    counts_groups: bool = False
    least: int = 1

    def left(self, people: Numbers) -> Numbers:
        """People per row, 0 where too few are left to show any."""
        return np.where(people < self.least, 0, people).astype(people.dtype)

    def weigh(self, people: Numbers) -> Numbers:
        """What each row adds to a count."""
        return (people > 0).astype(people.dtype) if self.counts_groups else people

    def band(self, people: int) -> tuple[int, int]:
        """The range that is told instead of a number: from the least to twice as many, and so on."""
        low = self.least
        while people >= 2 * low:
            low *= 2
        return low, 2 * low - 1


def weighing_of(policy: Mapping[str, Any]) -> Weighing:
    """Read from the policy of a release; raises `CountlessError` where that cannot be followed."""
    mode, k = policy.get("mode", Mode.PROFILES), policy.get("k")
    if mode == Mode.PROFILES:
        return Weighing()
    if mode not in set(Mode) or not isinstance(k, int) or k < 1:
        raise CountlessError(f"rows cannot be counted by mode {mode!r} with k {k!r}")
    return Weighing(counts_groups=mode == Mode.TWIN_CARDS, least=k)
