"""Two releases joined by who is who."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from profiles.anonymisation.past import ABSENT
from profiles.anonymisation.tree import Numbers
from profiles.publication.over_time.combinations import Held, blocks
from profiles.publication.over_time.predecessor import Predecessor


class Promise(NamedTuple):
    """At least `k` people, or none, for any up to `m` facts."""

    k: int
    m: int

    def weaker(self, other: "Promise") -> "Promise":
        """What can be kept of both: more than the release before promised cannot be had of the two."""
        return Promise(min(self.k, other.k), min(self.m, other.m))


@dataclass(frozen=True)
class Side:
    """One release: person × fact beside the class key, and each person's class or ABSENT."""

    held: csr_array
    class_of: Numbers

    def dense(self, people: Numbers, facts: Numbers) -> Held:
        """These people and facts."""
        return self.held[people][:, facts].toarray() > 0


@dataclass(frozen=True)
class Joined:
    """The release before (`then`) and the new one (`now`), over the same people and facts.

    Somebody who left is absent now, a newcomer was absent then.
    """

    then: Side
    now: Side

    @property
    def people(self) -> int:
        return len(self.now.class_of)

    def pair_of(self) -> Numbers:
        """Person -> number of the pair (class then, class now); ABSENT for who is absent now."""
        pairs = self.then.class_of * (int(self.now.class_of.max(initial=0)) + 2) + self.now.class_of
        numbers: Numbers = np.unique(pairs, return_inverse=True)[1].reshape(-1)
        return np.where(self.now.class_of == ABSENT, ABSENT, numbers)

    def pairs(self) -> Iterator[tuple[int, int, Numbers]]:
        """(class then or ABSENT, class now, people) of everybody who is there now."""
        for pair, people in blocks(self.pair_of()):
            if pair != ABSENT:
                yield int(self.then.class_of[people[0]]), int(self.now.class_of[people[0]]), people

    def left(self, then: int) -> Numbers:
        """Who was in a class then and is absent now."""
        if then == ABSENT:
            return np.empty(0, dtype=np.int64)
        return np.flatnonzero((self.then.class_of == then) & (self.now.class_of == ABSENT))


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
