"""What is left after anonymisation, in counts. For the inside: they also tell of what is not shown."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from profiles.anonymisation.anonymise import HELD_BACK, Outcome
from profiles.anonymisation.changes import nearest_shown
from profiles.anonymisation.facts import Mask
from profiles.anonymisation.generalise import SHOWN


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
    specific = _most_specific(outcome)
    shown = outcome.verdicts == SHOWN
    shown_as = nearest_shown(np.arange(len(shown)), given.above, outcome.verdicts)
    group = given.concept[shown_as] < len(tree)
    attribute = tree.attribute[given.concept]

    def count(mask: Mask) -> list[int]:
        return np.bincount(attribute[specific & mask], minlength=len(tree.attributes)).tolist()

    figures = zip(count(specific), count(shown), count(group), strict=True)
    return Measure(
        people=int((outcome.row_of != HELD_BACK).sum()),
        held_back=int((outcome.row_of == HELD_BACK).sum()),
        rows=len(outcome.rows),
        classes=len(outcome.classes.keys),
        attributes={name: Kept(*three) for name, three in zip(tree.attributes, figures, strict=True)},
    )


def _most_specific(outcome: Outcome) -> Mask:
    given, tree = outcome.given, outcome.tree
    specific = given.concept < len(tree)
    specific[given.above[given.above >= 0]] = False
    mask: Mask = specific & ~np.isin(given.concept, np.concatenate([tree.unknown, tree.inapplicable]))
    return mask
