"""Is the list closed: is what a listed group implies of a wider one listed, with at least that label?

Whoever is counted in a group is also counted in each wider one: with a word above
its own, without its condition or what, in an area around its own; and an area has
at least the sum of its parts, which have no people in common. Single steps are enough, since
what a step leads to is listed itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.release.shapes import ATTRIBUTES, REGIONAL_CONDITIONS, WHATS, AreaKind
from explorer.release.verification.findings import Fault, Found, found_at
from explorer.release.verification.groups import NO_SHAPE, Listed, is_pair, shape_table
from explorer.release.verification.published import Groups, Numbers, World, key_of

M, R, N, _C = AreaKind
CELLS = 8_000_000  # of one block of (what, condition) x areas


@dataclass(frozen=True)
class Closure:
    """What narrower groups imply: at most label `implied[i]` of sound group i; `found` is what is open."""

    implied: Numbers
    found: Found


def closure_of(listed: Listed) -> Closure:
    """Walk all single steps from each listed group to wider ones."""
    groups = listed.sound
    implied = np.zeros(len(groups), dtype=np.int64)
    found = Found(len(groups))
    for narrower, wider in _steps(groups, listed.world):
        # What is listed is raised to what is implied of it; the rest is open.
        own = groups.at_least[narrower]
        at = np.searchsorted(groups.keys, wider)
        # Beyond the end is not listed; any index will do for the comparison.
        at[at == len(groups)] = 0
        is_listed = groups.keys[at] == wider
        np.maximum.at(implied, at[is_listed], own[is_listed])
        is_open = ~is_listed | (groups.at_least[at] < own)
        found += _open(listed, wider[is_open], own[is_open].astype(np.int64))
    for keys, labels in _by_area(listed, implied):
        found += _open(listed, keys, labels)
    return Closure(implied, found)


def _open(listed: Listed, keys: Numbers, labels: Numbers) -> Found:
    """A violation for each wider group that is not listed, or with a lower label than is implied."""
    sound = listed.sound
    wider = Groups(keys >> 32, keys >> 16 & 0xFFFF, keys & 0xFFFF, labels)
    at = np.searchsorted(sound.keys, keys).clip(max=len(sound) - 1)
    is_listed = sound.keys[at] == keys
    describe = listed.published.describe
    return found_at(
        0, Fault.WIDER_MISSING, np.flatnonzero(~is_listed), lambda row: describe(wider, row)
    ) + found_at(
        0,
        Fault.WIDER_SMALLER,
        np.flatnonzero(is_listed),
        lambda row: {**describe(wider, row), "listed": int(sound.at_least[at[row]])},
    )


def _steps(groups: Groups, world: World) -> Iterator[tuple[Numbers, Numbers]]:
    """(rows of narrower groups, keys of the wider ones) for each step up in one word."""
    pair = is_pair(groups, world)
    what, condition = groups.what.astype(np.int64), groups.condition.astype(np.int64)
    single = np.flatnonzero(~pair & (what > 0))
    yield single, key_of(world.parent[what[single]], groups.area[single], condition[single])
    single = np.flatnonzero(~pair & (condition > 0))
    yield single, key_of(what[single], groups.area[single], world.parent[condition[single]])
    pairs = np.flatnonzero(pair)
    area, one, other = groups.area[pairs], what[pairs], condition[pairs]
    none = np.zeros_like(one)
    for first, second in ((world.parent[one], other), (one, world.parent[other]), (one, none), (other, none)):
        # A word is no pair with one above or below it; its own groups without a condition come last.
        is_group = (first > 0) & ((second > 0) | (second is none)) & ~world.related(first, second)
        low, high = np.minimum(first, second), np.maximum(first, second)
        low, high = np.where(low > 0, low, high), np.where(low > 0, high, 0)
        yield pairs[is_group], key_of(low, area, high)[is_group]


class _Areas:
    """Some areas, smallest first; `inside[i]` and `parts[i]` are indices of those that lie inside each."""

    def __init__(self, world: World, numbers: Numbers) -> None:
        self.numbers = np.array(sorted(numbers, key=lambda area: len(world.members[area])), dtype=np.int64)
        self._members = [world.members[area] for area in self.numbers]
        regions, municipalities = set(world.of_kind(R)), set(world.of_kind(M))
        self._regions = [i for i, area in enumerate(self.numbers) if area in regions]
        self._municipalities = [i for i, area in enumerate(self.numbers) if area in municipalities]
        self.index = np.full(len(world.kinds), -1, dtype=np.int64)
        self.index[self.numbers] = np.arange(len(self.numbers))

    @cached_property
    def inside(self) -> list[list[int]]:
        """Areas that lie inside each, without itself."""
        return [
            [i for i, members in enumerate(self._members) if members < around] for around in self._members
        ]

    @cached_property
    def parts(self) -> list[list[int]]:
        """Whole regions inside each area, and its other municipalities: without overlap."""
        found = []
        for around in self._members:
            whole = [i for i in self._regions if self._members[i] < around]
            rest = around.difference(*(self._members[i] for i in whole))
            found.append([*whole, *(i for i in self._municipalities if self._members[i] <= rest)])
        return found


def _by_area(listed: Listed, implied: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Keys and labels of what is open between areas; raises `implied` of the groups that are listed."""
    world, groups = listed.world, listed.sound
    regional = np.isin(
        world.attribute[groups.condition], [ATTRIBUTES.index(name) for name in (*REGIONAL_CONDITIONS, *WHATS)]
    )
    # Most groups are regional, and only regions and the country have those.
    for rows, numbers in (
        (np.flatnonzero(regional), world.of_kind(R, N)),
        (np.flatnonzero(~regional), np.arange(1, len(world.kinds))),
    ):
        areas = _Areas(world, numbers)
        subject = groups.what[rows].astype(np.int64) << 16 | groups.condition[rows]
        order = np.argsort(subject, kind="stable")
        rows, subject = rows[order], subject[order]
        starts = np.flatnonzero(np.diff(subject, prepend=-1))
        # A table of all groups and areas would not fit in memory.
        width = max(CELLS // max(len(areas.numbers), 1), 1)
        for first in range(0, len(starts), width):
            last = starts[first + width] if first + width < len(starts) else len(rows)
            yield _in_block(listed, areas, rows[starts[first] : last], implied)


def _in_block(listed: Listed, areas: _Areas, rows: Numbers, implied: Numbers) -> tuple[Numbers, Numbers]:
    """The same for groups of some (what, condition), as a table of areas x those."""
    groups = listed.sound.take(rows)
    subjects, column = np.unique(groups.what.astype(np.int64) << 16 | groups.condition, return_inverse=True)
    line = areas.index[groups.area]
    table = np.zeros((len(areas.numbers), len(subjects)), dtype=np.int64)
    table[line, column] = groups.at_least
    least = np.zeros_like(table)
    for i, (inside, parts) in enumerate(zip(areas.inside, areas.parts, strict=True)):
        if inside:
            least[i] = np.maximum.reduce(table[inside])
        if len(parts) > 1:
            # As a label: the largest k x 2^n that is not above the sum. The exponent of frexp is the
            # length in bits, exact for whole numbers below 2^53.
            times = table[parts].sum(axis=0) // listed.rules.k
            power = np.maximum(np.frexp(times)[1] - 1, 0).astype(np.int64)
            np.maximum(least[i], np.where(times > 0, listed.rules.k << power, 0), out=least[i])
    implied[rows] = np.maximum(implied[rows], least[line, column])
    attribute = listed.world.attribute[subjects & 0xFFFF] + 1
    has_shape = shape_table(listed.world, listed.rules)[np.ix_(areas.numbers, attribute)] != NO_SHAPE
    at, of = np.nonzero((least > table) & has_shape)
    keys = key_of(subjects[of] >> 16, areas.numbers[at], subjects[of] & 0xFFFF)
    return keys, least[at, of]
