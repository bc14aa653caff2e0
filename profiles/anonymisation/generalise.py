"""Which facts may be shown: (k, k^1) within each class.

A fact is kept where at least k people of its class share it. Facts are closed
upward, so a parent is shared by at least as many people as any child: dropping
a rare fact leaves the nearest ancestor that is shared enough, which is the
generalisation; where none is, nothing of that branch is left.

Below the region of a class told by region no place is shown, however many
people share it, and of a class without a band no education: the class key is
what protects, and showing more of it for some would divide the class.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.classes import Classes
from profiles.anonymisation.facts import Closed, Mask, Numbers, Tree
from profiles.anonymisation.policy import EDUCATION, PLACE, Policy


class Reason(StrEnum):
    """Why a fact is not shown as it was given."""

    RARE_IN_CLASS = "rare_in_class"
    COVERS_FOR_OTHERS = "covers_for_others"
    PLACE_FLOOR = "place_floor"
    BAND_FLOOR = "band_floor"
    TOO_FEW_PEOPLE = "too_few_people"


REASONS = tuple(Reason)
SHOWN = -1
FLOORS = {PLACE: Reason.PLACE_FLOOR, EDUCATION: Reason.BAND_FLOOR}

# Per pair: SHOWN, or the position in REASONS of why it is not.
Verdicts = NDArray[np.int8]


def verdict(reason: Reason) -> int:
    return REASONS.index(reason)


def generalise(tree: Tree, *, given: Closed, classes: Classes, policy: Policy) -> Verdicts:
    """Per pair of `given` (closed upward) whether it is shown, and if not, why."""
    policy.require_supported()
    verdicts = np.full(len(given.person), SHOWN, dtype=np.int8)
    for number, name in enumerate(policy.class_attributes):
        told = np.array([key[number] for key in classes.keys], dtype=np.int64)[
            classes.of_person[given.person]
        ]
        hidden = _below_what_is_told(tree, given.concept, told, name)
        verdicts[hidden] = verdict(FLOORS[name])
    counts = support(tree, given=given, classes=classes)
    rare = counts[classes.of_person[given.person], given.concept] < policy.k
    verdicts[rare & (verdicts == SHOWN)] = verdict(Reason.RARE_IN_CLASS)
    return verdicts


def support(tree: Tree, *, given: Closed, classes: Classes) -> Numbers:
    """How many people of each class hold each concept: an array (class, concept)."""
    shape = (len(classes.keys), tree.size)
    place = classes.of_person[given.person] * tree.size + given.concept
    return np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape)


def _below_what_is_told(tree: Tree, concept: Numbers, told: Numbers, name: str) -> Mask:
    """Facts of the attribute that say more than the class key. Below a band that is told levels are free."""
    mine = tree.attribute[concept] == tree.attributes.index(name)
    deeper: Mask = tree.depth[concept] > tree.depth[told]
    return mine & deeper & ((tree.depth[told] == 0) if name == EDUCATION else True)
