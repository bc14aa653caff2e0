"""What the release before told of people, and what that asks of the next.

Worst case: somebody knows of every row of a release which row of the one before was
the same person. Whoever was in one class then and is in one class now are
compared with each other and with who left that class, each seen with all that
either release tells. Newcomers are compared among themselves. What was told
before is seen anyhow, so that to tell it again costs nothing there.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from profiles.anonymisation.blocks import pairs_of
from profiles.anonymisation.board import Before
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.tree import Numbers

ABSENT = -1
# What a class was told to be: a concept or root per class attribute; None where there is no such word now.
Told = tuple[int | None, ...]


@dataclass(frozen=True)
class Past:
    """`told` and `class_of` go by person of the new release, in order, and then by who left.

    `told` leaves out what tells the class; a fact without a word now has a number beyond
    the tree. `class_of` is a number in `keys`, or ABSENT. `k` and `m` are what was promised.
    """

    told: Holdings
    class_of: Numbers
    keys: tuple[Told, ...]
    k: int
    m: int

    def left(self, then: int, *, people: int) -> Numbers:
        """Who was in a class then and is not one of the `people` now."""
        return people + np.flatnonzero(self.class_of[people:] == then) if then != ABSENT else np.arange(0)


class Pairs(NamedTuple):
    """What stands on a board, row by row; `above` is the place of another pair, or -1."""

    row: Numbers
    concept: Numbers
    above: Numbers


def beside(
    pairs: Pairs, *, members: Numbers, people: int, past: Past, k: int, m: int
) -> tuple[Pairs, Before]:
    """The pairs of the members of a class with what was told of them, and of who left."""
    thens, view = np.unique(past.class_of[members], return_inverse=True)
    left = [past.left(int(then), people=people) for then in thens]
    views = np.append(view, np.repeat(np.arange(len(thens)), [len(each) for each in left])) + 1
    told, told_row = pairs_of(past.told, np.concatenate([members, *left]))
    width = int(max(pairs.concept.max(initial=0), past.told.concept.max(initial=0))) + 1
    mine = pairs.row.astype(np.int64) * width + pairs.concept
    theirs = told_row.astype(np.int64) * width + past.told.concept[told]
    gone = ~np.isin(theirs, mine)
    row = np.append(pairs.row, told_row[gone])
    order = np.argsort(row, kind="stable")
    place = np.argsort(order)
    above = np.append(np.where(pairs.above >= 0, place[pairs.above], -1), np.full(int(gone.sum()), -1))
    concept = np.append(pairs.concept, past.told.concept[told][gone])
    new = thens == ABSENT
    before = Before(
        people=len(members),
        may=order < len(mine),
        told=np.append(np.isin(mine, theirs), np.ones(int(gone.sum()), dtype=bool))[order],
        joined=views,
        k=np.append(k, np.where(new, k, min(k, past.k))),
        m=np.append(m, np.where(new, m, min(m, past.m))),
    )
    return Pairs(row[order], concept[order], above[order]), before
