"""The classes of the release before, kept: whoever is told by another class can be followed there.

Everybody with the same place and band goes where most of them were told before;
who comes from a place that was not told yet goes to the class that tells most of it.
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

Cells = Mapping[Key, int]


def keep_classes(tree: Tree, *, given: Closed, policy: Policy, past: Past) -> Classes:
    """Divide people as they were before, as far as the floor allows. Raises `SeveralValues`."""
    cells, cell_of = cells_of(tree, given=given, policy=policy)
    was = past.class_of[: given.people]
    places = list(cells)
    met = Counter(zip(cell_of[was != ABSENT].tolist(), was[was != ABSENT].tolist(), strict=True))
    stood: dict[Key, Counter[int]] = defaultdict(Counter)
    for (cell, then), people in met.items():
        stood[places[cell]][then] = people
    told = _told_as_before(tree, cells, stood, past.keys)
    rest = {cell: people for cell, people in cells.items() if cell not in told}
    if rest:
        told |= tell(rest, tree=tree, policy=policy, least=policy.smallest_class)
    told = _join_small(tree, cells, told, policy)
    keys = tuple(sorted(set(told.values())))
    number = {key: index for index, key in enumerate(keys)}
    return Classes(keys, np.array([number[told[cell]] for cell in places], dtype=np.int32)[cell_of])


def _told_as_before(
    tree: Tree, cells: Cells, stood: Mapping[Key, Counter[int]], keys: tuple[Told, ...]
) -> dict[Key, Key]:
    """Cell -> what is told of it; not of a cell that none of the classes is true of."""
    then: dict[Key, int] = {}
    for cell in cells:
        true = [number for number, key in enumerate(keys) if _is_true(tree, cell, key)]
        mine = [number for number in true if stood[cell][number]] if cell in stood else []
        if mine:
            then[cell] = max(mine, key=lambda number: (stood[cell][number], -number))
        elif known := [number for number in true if None not in keys[number]]:
            then[cell] = max(known, key=lambda number: (_depth(tree, keys[number]), -number))
    members: dict[int, list[Key]] = defaultdict(list)
    for cell, number in then.items():
        members[number].append(cell)
    told = {number: _named(tree, keys[number], cells) for number, cells in members.items()}
    return {cell: told[number] for cell, number in then.items()}


def _is_true(tree: Tree, cell: Key, key: Told) -> bool:
    return all(part is None or part in tree.path(mine) for mine, part in zip(cell, key, strict=True))


def _named(tree: Tree, key: Told, cells: list[Key]) -> Key:
    """The key, and what all its cells share in place of a word that is no more."""
    shared = common(tree, cells)
    return tuple(mine if part is None else part for mine, part in zip(shared, key, strict=True))


def _depth(tree: Tree, key: Told) -> int:
    return sum(int(tree.depth[part]) for part in key if part is not None)


def _join_small(tree: Tree, cells: Cells, told: dict[Key, Key], policy: Policy) -> dict[Key, Key]:
    """Join the smallest class with another until none is too small, or one is left."""
    while True:
        sizes: Counter[Key] = Counter()
        for cell, key in told.items():
            sizes[key] += cells[cell]
        small = min(sizes, key=lambda key: (sizes[key], key), default=())
        if len(sizes) <= 1 or sizes[small] >= policy.smallest_class:
            return told if len(sizes) != 1 or sizes[small] >= policy.smallest_class else _silent(tree, told)
        others = [key for key in sizes if key != small]
        other = min(others, key=lambda key: (_loss(tree, policy, sizes, (small, key)), key))
        key = common(tree, [small, other])
        told = {cell: key if mine in (small, other) else mine for cell, mine in told.items()}


def _silent(tree: Tree, told: dict[Key, Key]) -> dict[Key, Key]:
    """Of fewer people than the floor neither place nor band is told."""
    return {cell: tuple(tree.path(part)[-1] for part in cell) for cell in told}


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
