"""What was changed for each person before it was shown, and why."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from profiles.anonymisation.facts import Closed
from profiles.anonymisation.reasons import REASONS, SHOWN, Reason, Verdicts
from profiles.anonymisation.tree import Numbers

STRIDE = 100_000


class Change(NamedTuple):
    """A fact that is shown as an ancestor (a concept number) or, when `shown_as` is None, not at all.

    It also explains the facts in between: those above `concept` and below `shown_as`.
    """

    person: int
    concept: int
    shown_as: int | None
    reason: Reason


def changes(*, given: Closed, verdicts: Verdicts) -> Iterator[Change]:
    """The changes of all people, by person and concept. Together they tell exactly what is not shown."""
    hidden = verdicts != SHOWN
    explained = np.zeros(len(hidden), dtype=bool)
    explained[given.above[hidden & (given.above >= 0)]] = True
    told = np.flatnonzero(hidden & ~explained)
    for first in range(0, len(told), STRIDE):
        pairs = told[first : first + STRIDE]
        instead = nearest_shown(pairs, given.above, verdicts)
        shown_as = np.where(instead >= 0, given.concept[instead], -1)
        table = (given.person[pairs], given.concept[pairs], shown_as, verdicts[pairs])
        for person, concept, other, why in zip(*(column.tolist() for column in table), strict=True):
            yield Change(person, concept, other if other >= 0 else None, REASONS[why])


def nearest_shown(pairs: Numbers, above: Numbers, verdicts: Verdicts) -> Numbers:
    """Climb to the first pair that is shown; -1 where none is."""
    pairs = pairs.copy()
    while (climbing := (pairs >= 0) & (verdicts[pairs] != SHOWN)).any():
        pairs[climbing] = above[pairs[climbing]]
    return pairs
