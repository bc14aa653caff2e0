"""Nobody is recognised by what is *not* told: people who stop at a concept are k as well, or none.

A row that holds a concept without any concept below it stops there; a row that
tells nothing of an attribute stops at its root. After rare facts are dropped,
such rows are conspicuous. In a class of two hundred where one person has
licence T, the fact is gone, but that person's row alone tells nothing of
licences: who knows of the T has found the row. In the demo a third of the 1,590
rows stood out in this way, of 71,609 synthetic people a sixth.

So where fewer than k people of a class stop at a concept, others who can spare
it cover for them: of a few people, chosen by lot, what stands below that concept
is hidden too. *Not recorded* goes first, since search treats withheld and
unknown alike; a fact is only taken where more than k people stop there. Where
too few people can spare it, those who stop there step up and stop one higher;
and where even the root has too few, nothing of that attribute is shown in the
class. In the demo all this takes one and a half percent of the facts, of the
larger population half of that.

What is not mended. Who stops at a concept holds no common fact below it, and so
more often a rare one: that is told of at least k people at once, some of them
covers. A row that shows a fact may hold rare ones beside it, which nobody sees.
Two facts together can still single out (m = 2). When the next release draws
other covers, comparing the two tells who they were, if rows can be linked.
"""

from dataclasses import dataclass

import numpy as np

from profiles.anonymisation.classes import Classes
from profiles.anonymisation.facts import Closed, Mask, Numbers, Tree
from profiles.anonymisation.generalise import SHOWN, Reason, Verdicts, verdict
from profiles.anonymisation.policy import Policy


@dataclass(frozen=True)
class _Room:
    """The pairs of one class, and per concept how many people stop at it."""

    person: Numbers
    concept: Numbers
    parent: Numbers
    verdicts: Verdicts
    stop: Mask
    stops: Numbers

    @property
    def shown(self) -> Mask:
        return self.verdicts == SHOWN

    def spare(self, pairs: Numbers, k: int) -> Mask:
        """Which pairs could be hidden without making somebody else stand out.

        Only who stops there counts: what stands above keeps these people, and so more than k.
        """
        return ~self.stop[pairs] | (self.stops[self.concept[pairs]] > k)

    def hide(self, pairs: Numbers, *, above: int, reason: Reason) -> None:
        """Hide these pairs, all that stand below `above` for their holders or in one branch of it."""
        ended = pairs[self.stop[pairs]]
        self.stops[:] -= np.bincount(self.concept[ended], minlength=len(self.stops))
        self.verdicts[pairs] = verdict(reason)
        self.stop[pairs] = False
        continued = self.person[self.shown & (self.parent == above)]
        here = (self.concept == above) & np.isin(self.person, np.setdiff1d(self.person[pairs], continued))
        self.stop[here] = True
        self.stops[above] += int(here.sum())


def cover(
    tree: Tree,
    *,
    given: Closed,
    verdicts: Verdicts,
    classes: Classes,
    policy: Policy,
    lot: np.random.Generator,
) -> Verdicts:
    """Hide some more, so that in each class at least k people stop at a concept, or none."""
    stop = _stops(tree, given, verdicts == SHOWN)
    class_of = classes.of_person[given.person]
    by_class = np.argsort(class_of, kind="stable")
    result = verdicts.copy()
    for pairs in np.split(by_class, np.searchsorted(class_of[by_class], np.arange(1, len(classes.keys)))):
        room = _room(tree, given, pairs, verdicts, stop)
        _cover_class(tree, room, policy.k, lot)
        result[pairs] = room.verdicts
    return result


def _stops(tree: Tree, given: Closed, shown: Mask) -> Mask:
    """Shown pairs of people who show nothing below that concept."""
    above = given.above
    stop = shown.copy()
    stop[above[shown & (above >= 0)]] = False
    return stop


def _room(tree: Tree, given: Closed, pairs: Numbers, verdicts: Verdicts, stop: Mask) -> _Room:
    concept = given.concept[pairs]
    return _Room(
        person=given.person[pairs],
        concept=concept,
        parent=tree.parent[concept],
        verdicts=verdicts[pairs],
        stop=stop[pairs],
        stops=np.bincount(concept[stop[pairs]], minlength=tree.size),
    )


def _cover_class(tree: Tree, room: _Room, k: int, lot: np.random.Generator) -> None:
    """From the leaves upward: what is done for one concept can only add to those who stop above it."""
    for depth in range(int(tree.depth.max()), -1, -1):
        for concept in np.flatnonzero((room.stops > 0) & (room.stops < k) & (tree.depth == depth)):
            _find_cover(tree, room, int(concept), k, lot)
            if room.stops[concept] < k:
                _step_up(tree, room, int(concept))


def _find_cover(tree: Tree, room: _Room, concept: int, k: int, lot: np.random.Generator) -> None:
    below = np.flatnonzero(room.shown & tree.below(concept)[room.concept])
    holders = room.person[below]
    able = np.setdiff1d(holders, holders[~room.spare(below, k)])
    lost = np.where(np.isin(room.concept[below], tree.unknown), 0, 1)
    cost = np.bincount(holders, weights=lost)[able] if len(able) else able
    for person in able[np.lexsort((lot.random(len(able)), cost))]:
        if room.stops[concept] >= k:
            return
        pairs = below[holders == person]
        if room.spare(pairs, k).all():
            room.hide(pairs, above=concept, reason=Reason.COVERS_FOR_OTHERS)


def _step_up(tree: Tree, room: _Room, concept: int) -> None:
    """Who stops here stops one higher instead; at the root nobody of the class tells anything any more."""
    above = int(tree.parent[concept])
    if above >= 0:
        pairs = np.flatnonzero(room.stop & (room.concept == concept))
        room.hide(pairs, above=above, reason=Reason.RARE_IN_CLASS)
    else:
        pairs = np.flatnonzero(room.shown & tree.below(concept)[room.concept])
        room.hide(pairs, above=concept, reason=Reason.COVERS_FOR_OTHERS)
