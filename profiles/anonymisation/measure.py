"""What is left after anonymisation, in counts. For the inside: they also tell of what is not shown."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from profiles.anonymisation.anonymise import Outcome
from profiles.anonymisation.changes import nearest_shown
from profiles.anonymisation.reasons import SHOWN
from profiles.anonymisation.tree import Mask


@dataclass(frozen=True)
class Kept:
    """Of the most specific facts given of an attribute, how many are shown in full or at least as a group."""

    given: int
    full: int
    group: int


@dataclass(frozen=True)
class Measure:
    """`people` stand on `rows`; the other figures are of them and of those held back."""

    people: int
    held_back: int
    rows: int
    classes: int
    attributes: dict[str, Kept]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def measure(outcome: Outcome) -> Measure:
    """Count an outcome. *Not recorded* and *not applicable* are no facts here."""
    given, tree = outcome.given, outcome.tree
    specific = np.flatnonzero(given.specific() & ~tree.special[given.concept])
    attribute = tree.attribute[given.concept[specific]]
    shown = outcome.verdicts[specific] == SHOWN
    group = nearest_shown(specific, given.above, outcome.verdicts) >= 0

    def count(mask: Mask) -> list[int]:
        return np.bincount(attribute[mask], minlength=len(tree.attributes)).tolist()

    figures = zip(count(np.ones_like(shown)), count(shown), count(group), strict=True)
    held_back = int((outcome.stands.count() == 0).sum())
    return Measure(
        people=given.people - held_back,
        held_back=held_back,
        rows=len(outcome.rows),
        classes=len(outcome.classes.keys),
        attributes={name: Kept(*three) for name, three in zip(tree.attributes, figures, strict=True)},
    )
