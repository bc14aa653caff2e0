"""What was changed for each person before the row was shown, and why."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from profiles.anonymisation.facts import Closed, Numbers, Tree
from profiles.anonymisation.generalise import REASONS, SHOWN, Reason, Verdicts


class Change(NamedTuple):
    """A fact that is shown as an ancestor (a concept number) or, when `shown_as` is None, not at all.

    It also explains the facts in between: those above `concept` and below `shown_as`.
    """

    person: int
    concept: int
    shown_as: int | None
    reason: Reason


def changes(tree: Tree, *, given: Closed, verdicts: Verdicts) -> Iterator[Change]:
    """The changes of all people, by person and concept. Together they tell exactly what is not shown."""
    above = given.above
    hidden = verdicts != SHOWN
    explained = np.zeros(len(hidden), dtype=bool)
    explained[above[hidden & (above >= 0)]] = True
    told = np.flatnonzero(hidden & ~explained)
    shown_as = given.concept[nearest_shown(told, above, verdicts)]
    for pair, instead in zip(told, shown_as, strict=True):
        yield Change(
            person=int(given.person[pair]),
            concept=int(given.concept[pair]),
            shown_as=int(instead) if instead < len(tree) else None,
            reason=REASONS[verdicts[pair]],
        )


def nearest_shown(pairs: Numbers, above: Numbers, verdicts: Verdicts) -> Numbers:
    """Climb to the first pair that is shown, or to the root."""
    pairs = pairs.copy()
    while (climbing := (verdicts[pairs] != SHOWN) & (above[pairs] >= 0)).any():
        pairs[climbing] = above[pairs[climbing]]
    return pairs
