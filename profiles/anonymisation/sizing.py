"""How large classes should be: no smaller than the floor, but larger where that tells more.

In a small class few facts are shared by k people together. With larger ones
more is told of what somebody can, and less of where they live or what school
they did. So for m > 1 larger floors than the policy's are tried as well, and
what is worth most by its weights is kept. The floor itself always holds.

With m = 2 regions are made of a size first, and of those `parting` makes classes that tell more.
"""

from collections.abc import Iterator

import numpy as np

from profiles.anonymisation.caps import over_cap
from profiles.anonymisation.classes import LEVELS, Classes, form_classes
from profiles.anonymisation.facts import Closed
from profiles.anonymisation.generalise import Player, generalise
from profiles.anonymisation.keeping import keep_classes
from profiles.anonymisation.parting import part_classes
from profiles.anonymisation.past import Past
from profiles.anonymisation.policy import PLACE, Policy
from profiles.anonymisation.reasons import SHOWN, Verdicts
from profiles.anonymisation.rooms import concept_worth, stands_for
from profiles.anonymisation.starts import play, play_once, sketch
from profiles.anonymisation.tree import Mask, Tree

# Times the floor of the policy.
SIZES = (1, 1.5, 2.25, 3.4, 5)
# With more people, what a policy asks for is taken as it is, and less is tried.
TRY_UP_TO = 20_000
# With more people each way to part them takes too long to look at.
PART_UP_TO = 6_000


def generalise_in_classes(
    tree: Tree, *, given: Closed, policy: Policy, lot: np.random.Generator, past: Past | None = None
) -> tuple[Classes, Verdicts]:
    """The classes that tell most, or those of the release before, and what may be shown in them."""

    def shown_in(classes: Classes, player: Player) -> Verdicts:
        capped = over_cap(tree, given=given, policy=policy, group=classes.of_person)
        return generalise(
            tree,
            given=given,
            capped=capped,
            classes=classes,
            policy=policy,
            lot=lot,
            player=player,
            past=past,
        )

    def worth_of(classes: Classes) -> float:
        return told_worth(tree, given=given, verdicts=shown_in(classes, sketch), policy=policy)

    if past:
        classes = keep_classes(tree, given=given, policy=policy, past=past)
        return classes, shown_in(classes, play)
    parts = policy.m == 2 and given.people <= PART_UP_TO
    candidates = list(_candidates(tree, given, policy, coarse=parts))
    classes = max(candidates, key=worth_of) if len(candidates) > 1 else candidates[0]
    if parts:
        shown = shown_in(classes, sketch)
        classes = part_classes(tree, given=given, policy=policy, base=classes, verdicts=shown)
    return classes, shown_in(classes, play if given.people <= TRY_UP_TO else play_once)


def told_worth(tree: Tree, *, given: Closed, verdicts: Verdicts, policy: Policy) -> float:
    """What all that is shown is worth by the weights of a policy."""
    shown = verdicts == SHOWN
    place = (
        (tree.attribute == tree.attributes.index(PLACE))[given.concept]
        if PLACE in tree.attributes
        else ~shown & shown
    )
    counts = stands_for(given.above, given.specific() & ~tree.special[given.concept])
    worth = concept_worth(tree, policy)[given.concept] * np.maximum(counts, 1)
    return float(worth[shown & ~place].sum()) + policy.weight(PLACE) * _places_told(
        tree, given, shown & place
    )


def _places_told(tree: Tree, given: Closed, shown: Mask) -> float:
    """How much of the places is told: 1 for each that is told as it is, less for what stands above it."""
    precise = shown & given.specific() & ~tree.special[given.concept]
    told = np.zeros(given.people)
    for depth, part in LEVELS[PLACE].items():
        pairs = precise if depth > tree.depth.max() else shown & (tree.depth[given.concept] == depth)
        np.maximum.at(told, given.person[pairs], part)
    return float(told.sum())


def _candidates(tree: Tree, given: Closed, policy: Policy, *, coarse: bool) -> Iterator[Classes]:
    """Each way of dividing that comes of another size."""
    tries = SIZES if policy.m > 1 and given.people <= TRY_UP_TO else SIZES[:1]
    seen: set[bytes] = set()
    for size in tries:
        floor = int(policy.smallest_class * size)
        if seen and floor > given.people:
            return
        classes = form_classes(tree, given=given, policy=policy, floor=floor, coarse=coarse)
        if classes.of_person.tobytes() not in seen:
            seen.add(classes.of_person.tobytes())
            yield classes
