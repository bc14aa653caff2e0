"""From people's facts to release rows: the one door of this package."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from profiles.anonymisation.caps import over_cap
from profiles.anonymisation.changes import Change, changes
from profiles.anonymisation.classes import Classes
from profiles.anonymisation.facts import Closed, Holdings, complete
from profiles.anonymisation.keeping import keep_classes
from profiles.anonymisation.past import Past
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.reasons import SHOWN, Reason, Verdicts, verdict
from profiles.anonymisation.rows import Rows, Stands, join
from profiles.anonymisation.sizing import generalise_in_classes
from profiles.anonymisation.tree import Numbers, Tree
from profiles.anonymisation.twins import make_cards

HELD_BACK = -1
NO_CLASSES = Classes(keys=(), of_person=np.empty(0, dtype=np.int32))


@dataclass(frozen=True)
class Outcome:
    """What may be shown, and how it came about.

    `verdicts`: pair of `given` -> whether any row of the person shows it.
    `stands`: person -> numbers of the rows, none for who is held back.
    """

    tree: Tree
    given: Closed
    verdicts: Verdicts
    classes: Classes
    rows: Rows
    stands: Stands

    @property
    def row_of(self) -> Numbers:
        """Person -> the row, or HELD_BACK, in a mode with one row to a person."""
        rows = np.full(self.given.people, HELD_BACK, dtype=np.int64)
        one = self.stands.count() == 1
        rows[one] = self.stands.numbers[self.stands.starts[:-1][one]]
        return rows

    def changes(self) -> Iterator[Change]:
        """Per person what differs between what holds and what is shown; see `changes`."""
        return changes(given=self.given, verdicts=self.verdicts)


def anonymise(
    tree: Tree,
    *,
    chosen: Holdings,
    not_applicable: Iterable[tuple[int, str]] = (),
    policy: Policy,
    lot: np.random.Generator,
    past: Past | None = None,
) -> Outcome:
    """Make the rows of a release from what people chose (see `facts.complete`).

    With a `past` they keep the promise together with the release before as well. Who must wait
    for that is the caller's business: nobody here may be one of too few (see `publication.over_time`).

    Of fewer than k people nothing is released: all are held back and there are
    no rows. The same `lot` gives the same outcome; a release must draw it anew
    and keep it secret, since it hides the order of the people and who covers
    for whom. Raises `SeveralValues`.
    """
    given = complete(tree, chosen=chosen, not_applicable=not_applicable)
    if given.people < policy.k:
        return _nothing(tree, given)
    if policy.by_class:
        classes, verdicts = generalise_in_classes(tree, given=given, policy=policy, lot=lot, past=past)
        return with_rows(replace(_nothing(tree, given), classes=classes), verdicts=verdicts, shuffle=lot)
    capped = over_cap(tree, given=given, policy=policy, group=np.zeros(given.people, dtype=np.int32))
    verdicts, rows, stands = make_cards(tree, given=given, capped=capped, policy=policy, shuffle=lot)
    return Outcome(tree, given, verdicts, NO_CLASSES, rows, stands)


def classes_beside(
    tree: Tree,
    *,
    chosen: Holdings,
    not_applicable: Iterable[tuple[int, str]] = (),
    policy: Policy,
    past: Past,
) -> Classes:
    """The classes that `anonymise` would compare people in. Raises `SeveralValues`."""
    given = complete(tree, chosen=chosen, not_applicable=not_applicable)
    return keep_classes(tree, given=given, policy=policy, past=past)


def with_rows(outcome: Outcome, *, verdicts: Verdicts, shuffle: np.random.Generator) -> Outcome:
    """The outcome by other verdicts, with rows for what they show: one for each person, equal ones joined."""
    shown = verdicts == SHOWN
    counts = np.bincount(outcome.given.person[shown], minlength=outcome.given.people)
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    rows, stands = join(starts, outcome.given.concept[shown], shuffle=shuffle)
    return replace(outcome, verdicts=verdicts, rows=rows, stands=stands)


def _nothing(tree: Tree, given: Closed) -> Outcome:
    none = np.zeros(1, dtype=np.int64)
    return Outcome(
        tree,
        given,
        np.full(len(given.concept), verdict(Reason.TOO_FEW_PEOPLE), dtype=np.int8),
        NO_CLASSES,
        Rows(none, np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32)),
        Stands(np.zeros(given.people + 1, dtype=np.int64), none[:0]),
    )
