"""Does a circle disclose a hidden group, beside the same circle without one municipality?

Where a circle lists more people of a what than the circle without a municipality whose own group
of that what is hidden, that group is not empty. So it lists no more than narrower groups imply: where the
smaller area lists any, and for circles of the widest radius always.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from explorer.release.shapes import CIRCLE_RADII, AreaKind
from explorer.release.verification.findings import Fault, Found, found_at
from explorer.release.verification.groups import Listed
from explorer.release.verification.published import Numbers, kinds_as_bits


def check_circles(listed: Listed, implied: Numbers) -> Found:
    """A circle says more than a smaller area only where that discloses no hidden group.

    `implied` is the highest label that narrower groups imply of each sound group.
    """
    groups = listed.sound
    order = np.argsort(groups.area, kind="stable")
    starts = np.searchsorted(groups.area[order], np.arange(len(listed.world.kinds) + 1))
    # In the order of the key, so that what and condition ascend within an area.
    subject = groups.what.astype(np.int64) << 16 | groups.condition
    is_listed = np.zeros((len(listed.world.kinds), len(listed.world.parent)), dtype=bool)
    bare = groups.condition == 0
    is_listed[groups.area[bare], groups.what[bare]] = True
    # A circle can be that of two radii; the smaller one decides.
    by_radius = defaultdict(set)
    for named in listed.published.circles:
        by_radius[named.km == max(CIRCLE_RADII)].add(named.area)
    widest = by_radius[True] - by_radius[False]
    wrong, examined = [np.zeros(0, dtype=np.int64)], 0
    for circle, smaller, municipality in _nested(listed):
        if not is_listed[municipality, 0]:
            continue  # no people are known there
        rows, others = (order[starts[area] : starts[area + 1]] for area in (circle, smaller))
        rows = rows[~is_listed[municipality, groups.what[rows]]]
        at = np.searchsorted(subject[others], subject[rows]).clip(max=max(len(others) - 1, 0))
        label = np.zeros(len(rows), dtype=np.int64)
        if len(others):
            label = np.where(subject[others][at] == subject[rows], groups.at_least[others][at], 0)
        discloses = (groups.at_least[rows] > label) & ((label > 0) | (circle in widest))
        wrong.append(rows[discloses & (groups.at_least[rows] > implied[rows])])
        examined += len(rows)
    describe = listed.published.describe
    rows = np.unique(np.concatenate(wrong))
    return found_at(examined, Fault.CIRCLE_TELLS, rows, lambda row: describe(groups, row))


def _nested(listed: Listed) -> Iterator[tuple[int, int, int]]:
    """(circle, the area that is the circle without one municipality, area of that municipality)."""
    world = listed.world
    named = {members: area for area, members in enumerate(world.members) if area}
    # One that is a municipality or region too says what it says under that name.
    for circle in np.flatnonzero(world.kinds == kinds_as_bits(AreaKind.CIRCLE)):
        members = world.members[circle]
        for place in members:
            smaller, alone = named.get(members - {place}), named.get(frozenset([place]))
            if smaller and alone:
                yield int(circle), smaller, alone
