"""From people's facts to release rows: the one door of this package."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from profiles.anonymisation.changes import Change, changes
from profiles.anonymisation.classes import Classes, form_classes
from profiles.anonymisation.cover import cover
from profiles.anonymisation.facts import Closed, Holdings, Numbers, Tree, complete
from profiles.anonymisation.generalise import SHOWN, Reason, Verdicts, generalise, verdict
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.rows import Row, join

HELD_BACK = -1


@dataclass(frozen=True)
class Outcome:
    """What may be shown, and how it came about. `row_of` is a row number, or HELD_BACK, per person."""

    tree: Tree
    given: Closed
    verdicts: Verdicts
    classes: Classes
    rows: tuple[Row, ...]
    row_of: Numbers

    def changes(self) -> Iterator[Change]:
        """Per person what differs between what holds and what is shown; see `changes`."""
        return changes(self.tree, given=self.given, verdicts=self.verdicts)

    @property
    def shown(self) -> Holdings:
        """What each person's row holds; the roots are never shown."""
        return self.given.where((self.verdicts == SHOWN) & (self.given.concept < len(self.tree)))


def anonymise(
    tree: Tree,
    *,
    chosen: Holdings,
    not_applicable: Iterable[tuple[int, str]] = (),
    policy: Policy,
    lot: np.random.Generator,
) -> Outcome:
    """Make the rows of a release from what people chose (see `facts.complete`).

    Of fewer than k people nothing is released: all are held back and there are
    no rows. The same `lot` gives the same outcome; a release must draw it anew
    and keep it secret, since it hides the order of the people and who covers
    for whom. Raises `PolicyError` and `SeveralValues`.
    """
    policy.require_supported()
    given = complete(tree, chosen=chosen, not_applicable=not_applicable)
    if given.people < policy.k:
        return _nothing(tree, given)
    classes = form_classes(tree, given=given, policy=policy)
    verdicts = generalise(tree, given=given, classes=classes, policy=policy)
    verdicts = cover(tree, given=given, verdicts=verdicts, classes=classes, policy=policy, lot=lot)
    outcome = Outcome(tree, given, verdicts, classes, rows=(), row_of=np.empty(0, dtype=np.int64))
    rows, row_of = join(outcome.shown, shuffle=lot)
    return Outcome(tree, given, verdicts, classes, rows=rows, row_of=row_of)


def _nothing(tree: Tree, given: Closed) -> Outcome:
    verdicts = np.full(len(given.person), verdict(Reason.TOO_FEW_PEOPLE), dtype=np.int8)
    verdicts[given.concept >= len(tree)] = SHOWN
    return Outcome(
        tree,
        given,
        verdicts,
        Classes(keys=(), of_person=np.full(given.people, HELD_BACK)),
        rows=(),
        row_of=np.full(given.people, HELD_BACK),
    )
