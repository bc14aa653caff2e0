"""The classes of the release before, kept: whoever is told by another class can be followed there.

Everybody stays where they were told before, while that is true of them; a newcomer goes
where most of the same place and band stood, and who comes from a place that was not told
yet to the class that tells most of it.
A class that became too small joins another, the one with which least is lost:
that costs nothing when the two releases are joined, since nobody parts. So classes only grow.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np

from profiles.anonymisation.classes import LEVELS, Classes, Key, cells_of, common, tell
from profiles.anonymisation.facts import Closed
from profiles.anonymisation.past import ABSENT, Past, Told
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.tree import Tree

# A place and band, and the class of before: who is told alike.
Part = tuple[Key, int]
Parts = Mapping[Part, int]


def keep_classes(tree: Tree, *, given: Closed, policy: Policy, past: Past) -> Classes:
    """Divide people as they were before, as far as the floor allows. Raises `SeveralValues`."""
    cells, cell_of = cells_of(tree, given=given, policy=policy)
    places = list(cells)
    part_of = list(zip(cell_of.tolist(), past.class_of[: given.people].tolist(), strict=True))
    parts = {(places[cell], then): people for (cell, then), people in sorted(Counter(part_of).items())}
    told = _told_as_before(tree, parts, past.keys)
    rest: Counter[Key] = Counter()
    for part, people in parts.items():
        if part not in told:
            rest[part[0]] += people
    if rest:
        anew = tell(rest, tree=tree, policy=policy, least=policy.smallest_class)
        told |= {part: anew[part[0]] for part in parts if part not in told}
    told = _join_small(tree, parts, told, policy)
    keys = tuple(sorted(set(told.values())))
    number = {key: index for index, key in enumerate(keys)}
    of_person = [number[told[places[cell], then]] for cell, then in part_of]
    return Classes(keys, np.array(of_person, dtype=np.int32))


def _told_as_before(tree: Tree, parts: Parts, keys: tuple[Told, ...]) -> dict[Part, Key]:
    """Part -> what is told of it; not of one that none of the classes is true of."""
    stood: dict[Key, Counter[int]] = defaultdict(Counter)
    for (cell, then), people in parts.items():
        stood[cell][then] += people
    usual = {cell: _usual(tree, cell, thens, keys) for cell, thens in stood.items()}
    goes = {
        (cell, then): then if then != ABSENT and _is_true(tree, cell, keys[then]) else usual[cell]
        for cell, then in parts
    }
    members: dict[int, list[Key]] = defaultdict(list)
    for (cell, _), number in goes.items():
        members[number].append(cell)
    told = {
        number: _named(tree, keys[number], cells) for number, cells in members.items() if number != ABSENT
    }
    return {part: told[number] for part, number in goes.items() if number != ABSENT}


def _usual(tree: Tree, cell: Key, stood: Counter[int], keys: tuple[Told, ...]) -> int:
    """Where most of a place and band stood, or what tells most of it; ABSENT if no class is true of it."""
    true = [number for number, key in enumerate(keys) if _is_true(tree, cell, key)]
    if mine := [number for number in true if stood[number]]:
        return max(mine, key=lambda number: (stood[number], -number))
    known = [number for number in true if None not in keys[number]]
    return max(known, key=lambda number: (_depth(tree, keys[number]), -number), default=ABSENT)


def _is_true(tree: Tree, cell: Key, key: Told) -> bool:
    return all(part is None or part in tree.path(mine) for mine, part in zip(cell, key, strict=True))


def _named(tree: Tree, key: Told, cells: list[Key]) -> Key:
    """The key, and what all its cells share in place of a word that is no more."""
    shared = common(tree, cells)
    return tuple(mine if part is None else part for mine, part in zip(shared, key, strict=True))


def _depth(tree: Tree, key: Told) -> int:
    return sum(int(tree.depth[part]) for part in key if part is not None)


def _join_small(tree: Tree, parts: Parts, told: dict[Part, Key], policy: Policy) -> dict[Part, Key]:
    """Join the smallest class with another until none is too small, or one is left."""
    while True:
        sizes: Counter[Key] = Counter()
        for part, key in told.items():
            sizes[key] += parts[part]
        small = min(sizes, key=lambda key: (sizes[key], key), default=())
        if len(sizes) <= 1 or sizes[small] >= policy.smallest_class:
            return told if len(sizes) != 1 or sizes[small] >= policy.smallest_class else _silent(tree, told)
        others = [key for key in sizes if key != small]
        other = min(others, key=lambda key: (_loss(tree, policy, sizes, (small, key)), key))
        key = common(tree, [small, other])
        told = {part: key if mine in (small, other) else mine for part, mine in told.items()}


def _silent(tree: Tree, told: dict[Part, Key]) -> dict[Part, Key]:
    """Of fewer people than the floor neither place nor band is told."""
    return {part: tuple(tree.path(concept)[-1] for concept in part[0]) for part in told}


def _loss(tree: Tree, policy: Policy, sizes: Mapping[Key, int], pair: tuple[Key, Key]) -> float:
    """What is told less of the people of two classes when they join."""
    key = common(tree, pair)
    return sum(sizes[one] * (_telling(tree, policy, one) - _telling(tree, policy, key)) for one in pair)


def _telling(tree: Tree, policy: Policy, key: Key) -> float:
    """As `classes` weighs it; a place is as deep as it is told."""
    told = 0.0
    for name, part in zip(policy.class_attributes, key, strict=True):
        levels = LEVELS[name]
        told += policy.weight(name) * levels.get(int(tree.depth[part]), max(levels.values()))
    return told
