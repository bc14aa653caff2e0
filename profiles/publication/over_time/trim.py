"""Hold back new facts, so that neither the new release nor the two together tell too much.

Per class of the new release. First whoever takes part in a combination that too
few share gives up the fact that takes part in most of them for its weight, one
at a time, until none is left. Then each fact is offered again to those who lack
it; who would bring a rare combination with it steps back. What the former
release told already costs nothing in the joined view, and so what is offered
holds it wherever it is still true. Of two ways to start the better is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from profiles.publication.over_time.combinations import Held, blocks, clashes, standing_out
from profiles.publication.over_time.joined import ABSENT, Joined, Numbers, Promise


@dataclass(frozen=True)
class Rules:
    """`parent` (-1 at the top) and `weight` go by fact. The two releases together promise `joined`."""

    alone: Promise
    joined: Promise
    parent: Numbers
    weight: NDArray[np.float64]


def trim(joined: Joined, rules: Rules) -> csr_array:
    """What of `joined.now` may be told: person × fact. Who waits is absent already (see `waiting`)."""
    kept = np.empty((2, 0), dtype=np.int64)
    for number, people in blocks(joined.now.class_of):
        if number >= 0:
            room = _room(joined, people, rules)
            person, fact = np.nonzero(max(room.ways(), key=room.worth))
            kept = np.append(kept, [people[person], room.facts[fact]], axis=1)
    ones = np.ones(kept.shape[1], dtype=np.float32)
    return csr_array((ones, (kept[0], kept[1])), shape=joined.now.held.shape)


@dataclass
class _View:
    """People of the room who are compared, what was told of them, and others whose facts stand fast."""

    promise: Promise

    people: Numbers
    told: Held
    others: Held

    def facts(self, now: Held) -> Held:
        """What is seen of the people, and then of the others."""
        return np.concatenate([now[self.people] | self.told, self.others])

    def standing_out(self, now: Held, fact: int) -> Numbers:
        """Of whom the fact, not told before, is seen together with what too few share."""
        mine = np.flatnonzero(now[self.people, fact] | self.told[:, fact])
        others = self.others[self.others[:, fact]]
        seen = np.concatenate([now[self.people[mine]] | self.told[mine], others])
        out = standing_out(seen, **self.promise._asdict())[: len(mine)]
        return self.people[mine[out & ~self.told[mine, fact]]]


@dataclass
class _Room:
    """The people of one class of the new release, and the views in which nobody may stand out."""

    now: Held
    offered: Held
    facts: Numbers
    parent: Numbers
    weight: NDArray[np.float64]
    views: list[_View]

    def ways(self) -> Iterator[Held]:
        """Two that differ in where they start: from all that is offered, and from what was told before."""
        told_before = np.zeros_like(self.offered)
        for view in self.views:
            told_before[view.people] |= view.told
        for start in (self.offered, self.offered & told_before):
            self.now = start.copy()
            self.give_up()
            self.give_again()
            yield self.now.copy()

    def worth(self, way: Held) -> float:
        """What a way tells, by the weight of its facts."""
        return float((way.sum(axis=0) * self.weight).sum())

    def give_up(self) -> None:
        """Until no combination is rare, each takes back the fact that is in most of them."""
        while True:
            bad = np.zeros(self.now.shape)
            for view in self.views:
                found = clashes(view.facts(self.now), **view.promise._asdict())[: len(view.people)]
                bad[view.people] += found * ~view.told
            bad *= self.now
            people = np.flatnonzero(bad.any(axis=1))
            if not len(people):
                return
            worst = (bad[people] / self.weight).argmax(axis=1)
            self._take(people, worst)

    def give_again(self) -> None:
        """Offer each fact again, the most useful first and what stands above it before."""
        lacking = (self.offered & ~self.now).sum(axis=0)
        order = np.lexsort((-self.weight * lacking, self._depth()))
        for fact in order[lacking[order] > 0]:
            self._offer(int(fact))

    def _take(self, people: Numbers, facts: Numbers) -> None:
        """Take a fact of each person, and what stands below it."""
        gone = np.zeros_like(self.now)
        gone[people, facts] = True
        while gone.any():
            self.now &= ~gone
            below = np.zeros_like(gone)
            children = np.flatnonzero(self.parent >= 0)
            below[:, children] = gone[:, self.parent[children]]
            gone = below & self.now

    def _offer(self, fact: int) -> None:
        takers = self.offered[:, fact] & ~self.now[:, fact]
        if self.parent[fact] >= 0:
            takers &= self.now[:, self.parent[fact]]
        while takers.any():
            self.now[takers, fact] = True
            stepping_back = np.zeros_like(takers)
            for view in self.views:
                stepping_back[view.standing_out(self.now, fact)] = True
            stepping_back &= takers
            if not stepping_back.any():
                return
            self.now[stepping_back, fact] = False
            takers &= ~stepping_back

    def _depth(self) -> Numbers:
        depth, above = np.zeros(len(self.parent), dtype=np.int64), self.parent
        while (above >= 0).any():
            depth += above >= 0
            above = np.where(above >= 0, self.parent[above], -1)
        return depth


def _room(joined: Joined, people: Numbers, rules: Rules) -> _Room:
    before = joined.then.held[people]
    facts = np.union1d(np.unique(joined.now.held[people].indices), np.unique(before.indices))
    place = np.full(len(rules.parent) + 1, -1)
    place[facts] = np.arange(len(facts))
    now = joined.now.dense(people, facts)
    nobody = np.zeros((0, len(facts)), dtype=bool)
    views = [_View(rules.alone, np.arange(len(people)), np.zeros_like(now), nobody)]
    for then, members in blocks(joined.then.class_of[people]):
        promise = rules.alone if then == ABSENT else rules.joined
        told = joined.then.dense(people[members], facts)
        views.append(_View(promise, members, told, joined.then.dense(joined.left(then), facts)))
    return _Room(
        now=now,
        offered=now.copy(),
        facts=facts,
        parent=place[rules.parent[facts]],
        weight=rules.weight[facts],
        views=views,
    )
