"""Has every group a declared shape, a label of the series, and as many people as its shape asks?"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.release.shapes import ATTRIBUTES, AreaKind, Shape
from explorer.release.verification.findings import Fault, Found, found_at
from explorer.release.verification.published import Groups, Mask, Numbers, Published, World, kinds_as_bits
from explorer.release.verification.rules import Rules

NO_SHAPE = -1


@dataclass(frozen=True)
class Listed:
    """The groups of a release with sound words and areas; `sound` are those of a declared shape."""

    published: Published
    rules: Rules
    world: World

    @cached_property
    def known(self) -> Mask:
        """Whether a group names only words and areas of the release."""
        groups, world = self.published.groups, self.world
        words, areas = len(world.parent), len(world.kinds)
        in_range = (groups.what < words) & (groups.condition < words)
        return in_range & (groups.area > 0) & (groups.area < areas)

    @cached_property
    def shape(self) -> NDArray[np.int8]:
        """Index of the shape of each group among those published, NO_SHAPE where it has none."""
        return shapes_of(self.published.groups, self.world, self.rules, among=self.known)

    @cached_property
    def sound(self) -> Groups:
        """The groups of a declared shape, in order of their key, each once."""
        fits = self.shape != NO_SHAPE
        groups = self.published.groups if fits.all() else self.published.groups.take(fits)
        # Nearly always, and a copy of millions of groups is slow.
        if (groups.keys[1:] > groups.keys[:-1]).all():
            return groups
        return groups.take(np.unique(groups.keys, return_index=True)[1])


def shape_table(world: World, rules: Rules) -> NDArray[np.int8]:
    """[area, attribute of the condition + 1] -> index of the shape with the lowest threshold, or NO_SHAPE."""
    table = np.full((len(world.kinds), len(ATTRIBUTES) + 1), NO_SHAPE, dtype=np.int8)

    def threshold(index: int) -> tuple[int, float]:
        return rules.shapes[index].least, rules.shapes[index].share

    # The lowest threshold is written last, over the others.
    for index in sorted(range(len(rules.shapes)), key=threshold, reverse=True):
        shape = rules.shapes[index]
        areas = np.flatnonzero(world.kinds & kinds_as_bits("".join(shape.areas)))
        columns = np.array([ATTRIBUTES.index(name) + 1 for name in shape.conditions] or [0])
        table[np.ix_(areas, columns)] = index
    return table


def shapes_of(groups: Groups, world: World, rules: Rules, *, among: Mask) -> NDArray[np.int8]:
    """Index of the shape of each group; only those in `among` name known words and areas."""
    shape = np.full(len(groups), NO_SHAPE, dtype=np.int8)
    some = groups if among.all() else groups.take(among)
    fitting = shape_table(world, rules)[some.area, world.attribute[some.condition] + 1]
    fitting[(some.what > 0) & ~world.is_what[some.what]] = NO_SHAPE
    fitting[is_pair(some, world) & (some.what == 0)] = NO_SHAPE
    shape[among] = fitting
    return shape


def is_pair(groups: Groups, world: World) -> Mask:
    """Whether the condition is a what."""
    return world.is_what[groups.condition]


def check_shapes(listed: Listed) -> Found:
    """Every group names known words and areas in a shape that the policy publishes."""
    groups, describe = listed.published.groups, listed.published.describe
    unknown = np.flatnonzero(~listed.known)
    shapeless = np.flatnonzero(listed.known & (listed.shape == NO_SHAPE))
    # A group of unknown words has no names to describe it by, only its numbers.
    names = ("what", "area", "condition")
    return found_at(
        len(groups),
        Fault.GROUP_UNKNOWN,
        unknown,
        lambda row: {name: int(getattr(groups, name)[row]) for name in names},
    ) + found_at(0, Fault.SHAPE_UNKNOWN, shapeless, lambda row: describe(groups, row))


def check_pairs(listed: Listed) -> Found:
    """Of two whats the lower number comes first, and neither is above the other."""
    pairs = listed.sound.take(is_pair(listed.sound, listed.world))
    wrong = (pairs.what >= pairs.condition) | listed.world.related(
        pairs.what.astype(np.int64), pairs.condition.astype(np.int64)
    )
    describe = listed.published.describe
    return found_at(len(pairs), Fault.PAIR_WRONG, np.flatnonzero(wrong), lambda row: describe(pairs, row))


def check_labels(listed: Listed) -> Found:
    """Every label is k times a power of two."""
    groups, k = listed.published.groups, listed.rules.k
    times = groups.at_least.astype(np.int64) // k
    in_series = (times > 0) & (times & (times - 1) == 0) & (times * k == groups.at_least)
    describe = listed.published.describe
    return found_at(
        len(groups), Fault.LABEL_WRONG, np.flatnonzero(~in_series), lambda row: describe(groups, row)
    )


def check_thresholds(listed: Listed, implied: Numbers) -> Found:
    """A label below the threshold of its shape is only there because narrower groups imply it."""
    groups, published = listed.sound, listed.published
    least = least_labels(listed)
    wrong = np.flatnonzero((groups.at_least < least) & (groups.at_least > implied))
    return found_at(
        len(groups),
        Fault.BELOW_THRESHOLD,
        wrong,
        lambda row: {**published.describe(groups, row), "least": int(least[row])},
    )


def least_labels(listed: Listed) -> Numbers:
    """The lowest label that each sound group may have by the threshold of its shape.

    A share is of the people of an area, and of those the outside knows a lower bound only.
    """
    groups, k = listed.sound, listed.rules.k
    shape = shapes_of(groups, listed.world, listed.rules, among=np.ones(len(groups), dtype=bool))
    people = np.zeros(len(listed.world.kinds), dtype=np.int64)
    everybody = groups.take((groups.what == 0) & (groups.condition == 0))
    people[everybody.area] = everybody.at_least
    by_area = np.array(
        [[_least_label(each, int(number), k) for number in people] for each in listed.rules.shapes],
        dtype=np.int64,
    )
    return by_area[shape, groups.area]


def _least_label(shape: Shape, people: int, k: int) -> int:
    """Label of the smallest count that a shape publishes among so many people."""
    label, threshold = k, max(k, shape.least, int(shape.share * people))
    while 2 * label <= threshold:
        label *= 2
    return label


def check_consistency(listed: Listed) -> Found:
    """A wider group has at least half the label of a narrower one: without what, condition or place."""
    groups, world = listed.sound, listed.world
    words, areas = len(world.parent), len(world.kinds)
    bare = np.zeros((words, areas), dtype=np.int64)
    without_condition = groups.take(groups.condition == 0)
    bare[without_condition.what, without_condition.area] = without_condition.at_least
    everybody = np.zeros((areas, words), dtype=np.int64)
    without_what = groups.take(groups.what == 0)
    everybody[without_what.area, without_what.condition] = without_what.at_least
    [country] = world.of_kind(AreaKind.COUNTRY)
    pair = is_pair(groups, world)
    second = np.where(pair, bare[groups.condition, groups.area], everybody[groups.area, groups.condition])
    wider = np.minimum.reduce([bare[groups.what, groups.area], second, bare[groups.what, country]])
    wrong = np.flatnonzero(2 * wider < groups.at_least)
    describe = listed.published.describe
    return found_at(len(groups), Fault.INCONSISTENT, wrong, lambda row: describe(groups, row))
