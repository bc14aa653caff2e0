"""A shorter card: of some attributes a person tells only so many facts, the most useful ones."""

import numpy as np

from profiles.anonymisation.facts import Closed
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.tree import Mask, Numbers, Tree


def over_cap(tree: Tree, *, given: Closed, policy: Policy, group: Numbers) -> Mask:
    """Which pairs of `given` are over a cap: too many, and less useful than those that stay.

    Counted are the most specific facts of a person. Most useful is what most
    people of the person's `group` (person -> number) hold. What stands above a
    fact that stays, stays.
    """
    capped = np.zeros(len(given.concept), dtype=bool)
    for name, most in policy.caps.items():
        if name in tree.attributes:
            mine = tree.attribute[: len(tree)] == tree.attributes.index(name)
            capped |= _over(given, (mine & ~tree.special)[given.concept], most, group)
    return capped


def _over(given: Closed, mine: Mask, most: int, group: Numbers) -> Mask:
    told = np.flatnonzero(mine & given.specific())
    person, concept = given.person[told], given.concept[told]
    key = group[person].astype(np.int64) * (int(given.concept.max(initial=0)) + 1) + concept
    support = np.unique(key, return_inverse=True, return_counts=True)
    useful = support[2][support[1]]
    order = np.lexsort((concept, -useful, person))
    rank = np.arange(len(order)) - np.searchsorted(person[order], person[order])
    stays = np.zeros(len(given.concept), dtype=bool)
    pairs = told[order[rank < most]]
    while len(pairs):
        stays[pairs] = True
        pairs = given.above[pairs]
        pairs = pairs[pairs >= 0]
    return mine & ~stays
