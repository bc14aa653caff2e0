"""Who must wait: who would be too few of a kind beside the release before."""

import numpy as np

from profiles.publication.over_time.combinations import Held, clashes
from profiles.publication.over_time.joined import Joined, Promise


def who_waits(joined: Joined, *, alone: Promise, together: Promise) -> Held:
    """Person -> whether this release must not show them.

    Newcomers of a class come with at least k at once. Who goes to another class does so too, and is
    otherwise as if they left and later came anew. Where a class was divided, what was
    told before may stand out in a part of it: these wait as well. What is told beside that is
    anonymisation's business.
    """
    waits = np.zeros(joined.people, dtype=bool)
    for then, _, people in joined.pairs():
        if len(people) < alone.k:
            waits[people] = True
            continue
        left = joined.left(then)
        facts = np.unique(joined.then.held[people].indices)
        told = joined.then.dense(np.concatenate([people, left]), facts)
        waits[people] = clashes(told, **together._asdict())[: len(people)].any(axis=1)
    return waits
