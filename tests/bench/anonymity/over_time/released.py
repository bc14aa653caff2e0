"""A release as the next one finds it, and what it tells."""

import numpy as np
from scipy.sparse import csr_array

from profiles.anonymisation.measure import measure
from profiles.anonymisation.policy import PLACE, Policy
from profiles.anonymisation.reasons import SHOWN
from profiles.anonymisation.rooms import concept_worth, stands_for
from profiles.anonymisation.sizing import told_worth
from profiles.publication.over_time.predecessor import Key, Predecessor
from profiles.publication.over_time.settle import Settled
from tests.bench.anonymity.queries import WORK


def as_predecessor(settled: Settled, policy: Policy) -> Predecessor:
    """Row i is person i; what stands in the key of the class is told apart."""
    outcome, people = settled.outcome, settled.population.profiles
    tree, classes, given = outcome.tree, outcome.classes, outcome.given
    in_key = np.zeros((len(classes.keys), tree.size), dtype=bool)
    for number, told in enumerate(classes.keys):
        in_key[number, [above for concept in told for above in tree.path(concept)]] = True
    keys: list[Key] = [
        frozenset((tree.words[fact].attribute, int(fact)) for fact in np.flatnonzero(mine[: len(tree)]))
        for mine in in_key
    ]
    shown = (outcome.verdicts == SHOWN) & ~in_key[classes.of_person[given.person], given.concept]
    pairs = (given.person[shown], given.concept[shown])
    return Predecessor(
        held=csr_array((np.ones(int(shown.sum()), dtype=np.float32), pairs), shape=(len(people), len(tree))),
        class_of_row=classes.of_person.astype(np.int64),
        keys=tuple(keys),
        row_of={person: row for row, person in enumerate(people)},
        nobody=(),
        number=1,
        k=policy.k,
        m=policy.m,
    )


def worth(settled: Settled, policy: Policy) -> float:
    """What all that is told is worth by the weights of a policy, places as well."""
    outcome = settled.outcome
    return told_worth(outcome.tree, given=outcome.given, verdicts=outcome.verdicts, policy=policy)


def worth_of_each(settled: Settled, policy: Policy) -> dict[int, float]:
    """Person -> what is told of them is worth, without the place."""
    outcome = settled.outcome
    tree, given = outcome.tree, outcome.given
    counts = stands_for(given.above, given.specific() & ~tree.special[given.concept])
    each = concept_worth(tree, policy)[given.concept] * np.maximum(counts, 1)
    told = (outcome.verdicts == SHOWN) & (tree.attribute[given.concept] != tree.attributes.index(PLACE))
    sums = np.bincount(given.person[told], weights=each[told], minlength=given.people)
    return dict(zip(settled.population.profiles, sums.tolist(), strict=True))


def work(settled: Settled) -> tuple[float, float]:
    """Shares of the facts of people's work that are told in full, and at least as a group."""
    kept = [measure(settled.outcome).attributes[name] for name in WORK]
    given = sum(each.given for each in kept)
    return sum(each.full for each in kept) / given, sum(each.group for each in kept) / given
