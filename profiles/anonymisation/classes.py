"""Who is compared with whom: classes of place and education band, none too small.

What the neighbours know of somebody, the place and the education, is told for a
class as a whole, so that it singles out nobody within it. An attacker who
knows both may know the class; that it has at least max(k, floor) people is the
protection. Here everybody with the same place and band is in the same class; see
`parting` for who is told by more than the others.

A class that is too small is made larger in steps, each only for what is still
too small after the one before. A step tells so much of the place (itself, the
area of neighbours it lies in, the region, nothing) and the band or not; what
tells more by the weights of the policy comes first.

What is told of a joined class is what its places have in common, and its bands:
the region if they all lie in one, the band if all have it, otherwise nothing
(the root). What is still too small after the last step joins the smallest class
there is, and that class is coarsened alike. Only when the whole population is
smaller than the floor a class is smaller than the floor: then all are one
class, of which neither place nor band is told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product

import numpy as np

from profiles.anonymisation.facts import Closed
from profiles.anonymisation.policy import EDUCATION, PLACE, Policy
from profiles.anonymisation.tree import Numbers, Tree

Key = tuple[int, ...]
# Per class attribute the deepest level that may be told.
Step = tuple[float, ...]

# Class attribute -> level -> how much of the attribute it tells. Of education the band at most.
LEVELS: Mapping[str, Mapping[float, float]] = {
    PLACE: {float("inf"): 1, 2: 0.85, 1: 0.3, 0: 0},
    EDUCATION: {1: 1, 0: 0},
}


class SeveralValues(ValueError):
    """Somebody holds two values of a class attribute that do not stand above each other."""


@dataclass(frozen=True)
class Classes:
    """Class number -> what is told of it (a concept or root per class attribute); person -> class number."""

    keys: tuple[Key, ...]
    of_person: Numbers

    def sizes(self) -> Numbers:
        return np.bincount(self.of_person, minlength=len(self.keys))


def form_classes(
    tree: Tree, *, given: Closed, policy: Policy, floor: int | None = None, coarse: bool = False
) -> Classes:
    """Divide people into classes; everybody is in exactly one. Raises `SeveralValues`.

    `floor` may ask for larger classes than the policy does, never for smaller ones. `coarse`:
    told is no more than the region.
    """
    sizes, cell_of = cells_of(tree, given=given, policy=policy)
    least = max(policy.smallest_class, floor or 0)
    told = tell(sizes, tree=tree, policy=policy, least=least, coarse=coarse)
    keys = tuple(sorted(set(told.values())))
    number = {key: index for index, key in enumerate(keys)}
    of_cell = np.array([number[told[cell]] for cell in sizes], dtype=np.int32)
    return Classes(keys=keys, of_person=of_cell[cell_of])


def cells_of(tree: Tree, *, given: Closed, policy: Policy) -> tuple[dict[Key, int], Numbers]:
    """How many people know each (place, band) of themselves, and person -> which, by their order."""
    known = [_known(tree, given, name) for name in policy.class_attributes]
    table = np.stack(known, axis=1) if known else np.zeros((given.people, 0), dtype=np.int64)
    cells, cell_of, counts = np.unique(table, axis=0, return_inverse=True, return_counts=True)
    sizes = {tuple(map(int, cell)): int(count) for cell, count in zip(cells, counts, strict=True)}
    return sizes, cell_of.reshape(-1)


def tell(
    cells: Mapping[Key, int], *, tree: Tree, policy: Policy, least: int, coarse: bool = False
) -> dict[Key, Key]:
    """What is told of the people of each cell (place, band), given how many people each has."""
    told: dict[Key, Key] = {}
    sizes: Counter[Key] = Counter()
    for step in _coarsest(policy) if coarse else _steps(policy):
        groups: dict[Key, list[Key]] = defaultdict(list)
        for cell in cells:
            if cell not in told:
                groups[_coarse(tree, cell, step)].append(cell)
        for goal, group in groups.items():
            people = sum(cells[cell] for cell in group)
            if sizes[goal] + people >= least:
                key = goal if sizes[goal] else common(tree, group)
                told.update(dict.fromkeys(group, key))
                sizes[key] += people
    return told | _tell_rest([cell for cell in cells if cell not in told], told, +sizes, tree)


def _steps(policy: Policy) -> list[Step]:
    """From what tells most to what tells nothing."""
    names = policy.class_attributes

    def telling(step: Step) -> float:
        return sum(policy.weight(name) * LEVELS[name][level] for name, level in zip(names, step, strict=True))

    return sorted(product(*(LEVELS[name] for name in names)), key=telling, reverse=True)


def _coarsest(policy: Policy) -> list[Step]:
    """The region, and nothing."""
    region = {PLACE: 1, EDUCATION: 0}
    return [
        tuple(region[name] for name in policy.class_attributes),
        tuple(0 for _ in policy.class_attributes),
    ]


def _tell_rest(rest: list[Key], told: Mapping[Key, Key], sizes: Counter[Key], tree: Tree) -> dict[Key, Key]:
    """The people that are too few even together join the smallest class, or are all there is."""
    if not sizes:
        return {cell: tuple(tree.path(concept)[-1] for concept in cell) for cell in rest}
    if not rest:
        return {}
    smallest = min(sizes, key=lambda key: (sizes[key], key))
    joined = rest + [cell for cell, key in told.items() if key == smallest]
    return dict.fromkeys(joined, common(tree, joined))


def _known(tree: Tree, given: Closed, name: str) -> Numbers:
    """Person -> what everybody may know: the place as it is, the band of the education."""
    mine = np.flatnonzero((tree.attribute == tree.attributes.index(name))[given.concept])
    mine = mine[np.argsort(tree.depth[given.concept[mine]], kind="stable")]
    person, concept = given.person[mine], given.concept[mine]
    deepest = np.full(given.people, tree.root(name), dtype=np.int64)
    deepest[person] = concept
    if (np.bincount(person, minlength=given.people) != tree.depth[deepest]).any():
        raise SeveralValues(f"somebody has more than one {name}")
    if float("inf") not in LEVELS[name]:
        top = tree.depth[concept] == 1
        deepest[person[top]] = concept[top]
    return deepest


def _coarse(tree: Tree, cell: Key, step: Step) -> Key:
    return tuple(
        next(above for above in tree.path(concept) if tree.depth[above] <= level)
        for concept, level in zip(cell, step, strict=True)
    )


def common(tree: Tree, cells: Iterable[Key]) -> Key:
    """Per class attribute the lowest concept that stands above all."""
    return reduce(lambda one, other: tuple(map(lambda a, b: _lowest(tree, a, b), one, other)), cells)


def _lowest(tree: Tree, one: int, other: int) -> int:
    above = set(tree.path(one))
    return next(concept for concept in tree.path(other) if concept in above)
