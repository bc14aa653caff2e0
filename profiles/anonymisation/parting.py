"""Who is told by more than the others of a class: by where they live, the band of their education, or both.

Where all people of a place and a band stood in one class of their own, few facts
were left to share. Here each such class takes only those whose facts many of it
share; the others stay in the class that tells less, with the richer rows. So a
row of Venlo tells *Venlo*, or only the region.

Sound, since the promise is kept within every class by itself: whoever guesses
right in which class somebody stands still finds k people with any m facts, or
nobody. That somebody is told by less says only that their facts are shared by
too few there, as each fact says that is withheld. Classes are no smaller than the floor.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.classes import LEVELS, Classes, Key, cells_of
from profiles.anonymisation.facts import Closed
from profiles.anonymisation.policy import EDUCATION, PLACE, Policy
from profiles.anonymisation.price import Crowd, choose
from profiles.anonymisation.reasons import SHOWN, Verdicts
from profiles.anonymisation.rooms import concept_worth, stands_for
from profiles.anonymisation.tree import Mask, Numbers, Tree

# Times the weights of a policy: found by trying, so that of both something is told and of work most.
PARTS = {PLACE: 0.6, EDUCATION: 1.0}
# So many times as much before anybody of a region is told by it: a filter that finds nobody helps nobody.
FIRST = 1.6


@dataclass(frozen=True, eq=False)
class Telling:
    """A class that could be parted: what it is told by, who of the crowd may stand in it, what each gains.

    `gains` goes by class attribute.
    """

    key: Key
    may: Mask
    gains: NDArray[np.float64]


def part_classes(tree: Tree, *, given: Closed, policy: Policy, base: Classes, verdicts: Verdicts) -> Classes:
    """The classes of `base` with smaller ones parted from them; `verdicts`: what is shown in `base`."""
    cells, cell_of = cells_of(tree, given=given, policy=policy)
    pairs, value = _played(tree, given, policy, verdicts)
    told, keys = np.array(base.of_person, dtype=np.int64), list(base.keys)
    for number, key in enumerate(base.keys):
        people = np.flatnonzero(base.of_person == number)
        mine = pairs[told[given.person[pairs]] == number]
        crowd = _crowd(policy.k, given, people, mine, value[mine])
        tellings = list(_tellings(tree, policy, list(cells), cell_of[people], key, base.keys))
        for telling, chosen in _parted(crowd, tellings, policy.smallest_class):
            told[people[chosen]] = len(keys)
            keys.append(telling.key)
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__))
    return Classes(tuple(keys[old] for old in order), np.argsort(order)[told].astype(np.int32))


def _played(
    tree: Tree, given: Closed, policy: Policy, verdicts: Verdicts
) -> tuple[Numbers, NDArray[np.float64]]:
    """The pairs that are shown beside place and education, and what every pair is worth."""
    shown = (verdicts == SHOWN) & ~tree.special[given.concept]
    for name in policy.class_attributes:
        shown &= (tree.attribute != tree.attributes.index(name))[given.concept]
    counts = stands_for(given.above, given.specific() & ~tree.special[given.concept])
    return np.flatnonzero(shown), concept_worth(tree, policy)[given.concept] * np.maximum(counts, 1)


def _crowd(k: int, given: Closed, people: Numbers, pairs: Numbers, value: NDArray[np.float64]) -> Crowd:
    facts, fact = np.unique(given.concept[pairs], return_inverse=True)
    starts = np.searchsorted(given.person[pairs], np.append(people, given.people))
    return Crowd(k, len(facts), starts.astype(np.int64), fact.astype(np.int32), value)


def _tellings(
    tree: Tree, policy: Policy, cells: list[Key], cell_of: Numbers, base: Key, taken: tuple[Key, ...]
) -> Iterator[Telling]:
    """What tells more than the class does and is true of people enough."""
    here = [cells[cell] for cell in np.unique(cell_of).tolist()]
    keys = {key for cell in here for key in product(*(tree.path(concept) for concept in cell))}
    for key in sorted(keys - set(taken)):
        says = not any(concept < len(tree) and tree.special[concept] for concept in key)
        if says and all(mine in tree.path(concept) for mine, concept in zip(base, key, strict=True)):
            true = [all(map(lambda a, b: a in tree.path(b), key, cell)) for cell in cells]
            may = np.array(true, dtype=bool)[cell_of]
            if may.sum() >= policy.smallest_class:
                yield Telling(key, may, _worth(tree, policy, key) - _worth(tree, policy, base))


def _worth(tree: Tree, policy: Policy, key: Key) -> NDArray[np.float64]:
    """What each part of it is worth to tell of somebody; below a place that is told as it is none lies."""
    worth = []
    for name, concept in zip(policy.class_attributes, key, strict=True):
        levels, depth = LEVELS[name], int(tree.depth[concept])
        whole = depth and not (tree.parent == concept).any()
        part = levels.get(depth, max(levels.values()))
        worth.append(PARTS[name] * policy.weight(name) * (max(levels.values()) if whole else part))
    return np.array(worth)


def _parted(crowd: Crowd, tellings: list[Telling], least: int) -> Iterator[tuple[Telling, Mask]]:
    """The classes that are worth it, the best first, each with its people."""
    free = np.ones(len(crowd.starts) - 1, dtype=bool)
    told = np.zeros(len(tellings[0].gains) if tellings else 0, dtype=bool)
    while tellings and free.sum() >= 2 * least:
        found = []
        for telling in tellings:
            asks = telling.may & free
            if asks.sum() >= least:
                gain = float(telling.gains @ np.where(told, 1.0, FIRST))
                found.append((choose(crowd, asks, free, gain, least), telling, asks))
        # What is worth nothing now is hardly ever worth anything later.
        tellings = [telling for worth, telling, _ in found if worth > 0]
        if not tellings:
            return
        _, best, chosen = max(found, key=lambda each: each[0])
        tellings.remove(best)
        free &= ~chosen
        told |= best.gains > 0
        yield best, chosen
