"""Between people and rows of a publication and the arrays of two joined releases."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from profiles.anonymisation.anonymise import Outcome, with_rows
from profiles.anonymisation.policy import EDUCATION, PLACE
from profiles.anonymisation.policy import Policy as Rules
from profiles.anonymisation.reasons import SHOWN, Reason, verdict
from profiles.publication.over_time.combinations import Held
from profiles.publication.over_time.joined import ABSENT, Joined, Numbers, Promise, Side
from profiles.publication.over_time.predecessor import Predecessor
from profiles.publication.over_time.trim import Rules as TrimRules
from profiles.publication.read import Population


def join(population: Population, outcome: Outcome, rules: Rules, before: Predecessor) -> Joined:
    """The release before and what may be told now: what was drawn, and what was told already and is true.

    People of the new release come first, in their order; then who left.
    """
    left = before.others(population.profiles)
    places = np.append(before.rows_of(population.profiles), left)
    then = before.held_by(places)
    classes = np.append(outcome.classes.of_person, np.full(len(left), ABSENT))
    return Joined(
        then=Side(then, before.class_of(places)),
        now=Side(_offered(outcome, rules, then), classes),
    )


def both(before: Predecessor, now: Predecessor) -> Joined:
    """Two releases as they were written."""
    here = list(now.row_of)
    left = before.others(here)
    then_on = np.append(before.rows_of(here), left)
    now_on = np.append(now.rows_of(here), np.full(len(left), ABSENT))
    return Joined(
        then=Side(before.held_by(then_on), before.class_of(then_on)),
        now=Side(now.held_by(now_on), now.class_of(now_on)),
    )


def trimmed(outcome: Outcome, rules: Rules, kept: csr_array, lot: np.random.Generator) -> tuple[Outcome, int]:
    """The outcome with only these facts beside the class key, and how many of the drawn were held back."""
    told = _find(outcome, kept)
    shown = outcome.verdicts == SHOWN
    is_key = _is_key(outcome, rules)[outcome.given.concept]
    verdicts = outcome.verdicts.copy()
    verdicts[told] = SHOWN
    held_back = shown & ~told & ~is_key
    verdicts[held_back] = verdict(Reason.COVERS_FOR_OTHERS)
    return with_rows(outcome, verdicts=verdicts, shuffle=lot), int(held_back.sum())


def rules_for(outcome: Outcome, rules: Rules, before: Predecessor) -> TrimRules:
    """What trimming must know of the facts; one that there is no word for any more is never offered."""
    tree = outcome.tree
    weights = getattr(rules, "weights", {})
    width = before.held.shape[1]
    parent, weight = np.full(width, -1), np.ones(width)
    parent[: len(tree)] = _parents(outcome)
    weight[: len(tree)] = [weights.get(word.attribute, 1.0) for word in tree.words]
    alone = Promise(rules.k, rules.m)
    together = alone.weaker(Promise(before.k, before.m))
    return TrimRules(alone=alone, joined=together, parent=parent, weight=weight)


def _offered(outcome: Outcome, rules: Rules, then: csr_array) -> csr_array:
    """Drawn facts, and those told before that are still true where what stands above them is told too.

    Of an attribute that is capped only what was drawn: the two together could be too many.
    """
    tree = outcome.tree
    capped = np.array([word.attribute in getattr(rules, "caps", {}) for word in tree.words])
    told_before = _find(outcome, then) & ~capped[outcome.given.concept]
    allowed = outcome.verdicts == SHOWN
    for depth in range(1, int(tree.depth.max()) + 1):
        here = told_before & (tree.depth[outcome.given.concept] == depth)
        above = outcome.given.above
        allowed |= here & ((above == -1) | allowed[above])
    allowed &= ~_is_key(outcome, rules)[outcome.given.concept]
    pairs = (outcome.given.person[allowed], outcome.given.concept[allowed])
    return csr_array((np.ones(int(allowed.sum()), dtype=np.float32), pairs), shape=then.shape)


def _find(outcome: Outcome, table: csr_array) -> Held:
    """Pair of what is given -> whether the table holds it."""
    person, fact = table.nonzero()
    codes = person.astype(np.int64) * table.shape[1] + fact
    wanted = outcome.given.person.astype(np.int64) * table.shape[1] + outcome.given.concept
    found: Held = np.isin(wanted, codes)
    return found


def _parents(outcome: Outcome) -> Numbers:
    return np.array(
        [-1 if word.parent is None else word.parent for word in outcome.tree.words], dtype=np.int64
    )


def _is_key(outcome: Outcome, rules: Rules) -> NDArray[np.bool_]:
    """Which words tell the class: places, and the bands of education."""
    attributes = set(rules.class_attributes)
    return np.array(
        [
            word.attribute in attributes
            and (word.attribute == PLACE or (word.attribute == EDUCATION and word.parent is None))
            for word in outcome.tree.words
        ]
    )
