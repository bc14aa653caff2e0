"""Divide very many people into blocks that twins are looked for in: who has much in common stays together.

Looking for twins takes time with the square of the people. First the regions
are parted, since people are looked for near where they live; then each part is
split by the fact that tells most and halves it best, and so on.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.facts import Closed, Holdings
from profiles.anonymisation.policy import PLACE
from profiles.anonymisation.tree import Numbers, Tree

# People up to which nothing is divided, and who make a block after that.
WHOLE_UP_TO = 5000
LARGEST = 2000
SMALLEST = 500


def blocks(tree: Tree, *, given: Closed, worth: NDArray[np.float32]) -> Iterator[Numbers]:
    """The people of each block. `worth`: pair -> what it is worth to tell it now."""
    everybody = np.arange(given.people)
    if given.people <= WHOLE_UP_TO:
        yield everybody
        return
    for part in _regions(tree, given):
        yield from _split(part, tree, given, worth)


def _regions(tree: Tree, given: Closed) -> Iterator[Numbers]:
    """People by region; those of small ones together."""
    region = np.full(given.people, tree.size)
    if PLACE in tree.attributes:
        top = (tree.attribute == tree.attributes.index(PLACE)) & (tree.depth == 1)
        tops = np.flatnonzero(top[given.concept])
        region[given.person[tops]] = given.concept[tops]
    sizes = np.bincount(region, minlength=tree.size + 1)
    region[sizes[region] < SMALLEST] = tree.size
    for number in np.unique(region):
        yield np.flatnonzero(region == number)


def _split(people: Numbers, tree: Tree, given: Closed, worth: NDArray[np.float32]) -> Iterator[Numbers]:
    if len(people) <= LARGEST:
        yield people
        return
    pairs, row = pairs_of(given, people)
    concept = given.concept[pairs]
    support = np.bincount(concept, minlength=tree.size)
    told = np.bincount(concept, weights=worth[pairs], minlength=tree.size) / np.maximum(support, 1)
    halves = np.minimum(support, len(people) - support)
    score = np.where(halves >= min(SMALLEST, len(people) // 4), told * halves, 0)
    fact = int(np.argmax(score))
    holds = np.zeros(len(people), dtype=bool)
    if score[fact] > 0:
        holds[row[concept == fact]] = True
    else:
        holds[: len(people) // 2] = True
    for half in (people[holds], people[~holds]):
        yield from _split(half, tree, given, worth)


def pairs_of(given: Holdings, people: Numbers) -> tuple[Numbers, Numbers]:
    """The pairs of some people, person by person, and for each the place of the person among them."""
    starts = given.starts
    sizes = starts[people + 1] - starts[people]
    first = np.cumsum(sizes) - sizes
    row = np.repeat(np.arange(len(people)), sizes)
    return np.arange(len(row)) - (first - starts[people])[row], row
