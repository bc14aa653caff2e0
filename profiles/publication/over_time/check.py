"""The promise over two releases after each other, and how often it is broken.

Whom the two releases tell of, people may compare by who is who. Then

- newcomers of a class are at least k, and any up to m facts that are told of them
  hold for at least k of these newcomers, or for none;
- any up to m facts told of somebody who left a class hold for at least k of all who were in it then;
- those who went from one class to another (mostly the same) are at least k, and any up to m
  facts that the two releases together tell of somebody hold for at least k
  of these and of those who left that class, or for none.

Who left stays counted where they were: a new release cannot take back what the former
one told, and an attacker who knows of somebody need not know that they left.
That somebody left shows, if rows can be joined, and is not protected.
"""

import numpy as np
from scipy.sparse import csr_array

from profiles.anonymisation.past import ABSENT
from profiles.anonymisation.tree import Numbers
from profiles.publication.over_time.combinations import count_rare
from profiles.publication.over_time.joined import Joined, Promise


def count_broken(joined: Joined, *, alone: Promise, together: Promise) -> int:
    """Groups of too few people and combinations that too few share, in the joined view."""
    broken = 0
    seen = csr_array(joined.then.held + joined.now.held)
    for then, _, people in joined.pairs():
        broken += len(people) < alone.k
        broken += _count(seen, people, joined.left(then), alone if then == ABSENT else together)
    for then in np.unique(joined.then.class_of[joined.now.class_of == ABSENT]):
        stayed = np.flatnonzero((joined.then.class_of == then) & (joined.now.class_of != ABSENT))
        broken += _count(seen, joined.left(int(then)), stayed, together)
    return broken


def _count(seen: csr_array, people: Numbers, others: Numbers, promise: Promise) -> int:
    """Rare combinations of these people, who are compared with each other and with others."""
    seen = seen[np.concatenate([people, others])]
    facts = np.unique(seen.indices)
    held = seen[:, facts].toarray() > 0
    return count_rare(held, first=len(people), k=promise.k, m=promise.m)
