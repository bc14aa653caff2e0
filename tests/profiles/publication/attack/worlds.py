"""A region of three municipalities and two circles, with a few words, and groups written by hand."""

from collections.abc import Iterable

import numpy as np

from explorer.release.shapes import SHAPES
from profiles.publication.attack.world import Groups, TruePopulation, World

# Concept numbers: three municipalities of a region, a task group with two tasks, a level, an hours band.
REGION, VENLO, VENRAY, HORST = 1, 2, 3, 4
GROUP_OF_TASKS, PICKING, PACKING = 5, 6, 7
HOURS, LEVEL = 8, 9
# Area numbers.
IN_VENLO, IN_VENRAY, IN_HORST, IN_REGION, CIRCLE, SMALL_CIRCLE = 1, 2, 3, 4, 5, 6

WORLD = World(
    attributes=("", "place", "place", "place", "place", "task", "task", "task", "hours", "education"),
    parents=np.array([0, 0, REGION, REGION, REGION, 0, GROUP_OF_TASKS, GROUP_OF_TASKS, 0, 0]),
    special=np.zeros(10, dtype=bool),
    kinds=("", "M", "M", "M", "RN", "C", "C"),
    members=(
        frozenset(),
        frozenset([VENLO]),
        frozenset([VENRAY]),
        frozenset([HORST]),
        frozenset([VENLO, VENRAY, HORST]),
        frozenset([VENLO, VENRAY]),
        frozenset([VENRAY, HORST]),
    ),
    k=5,
    shapes=SHAPES,
)


def groups(*rows: tuple[int, int, int, int]) -> Groups:
    """Released groups: what, area, condition, at least."""
    return Groups(WORLD, np.array(rows, np.int64).reshape(-1, 4))


def people(*persons: tuple[int, Iterable[int]]) -> TruePopulation:
    """(municipality, facts), closed upward."""
    holds = np.zeros((len(persons), len(WORLD)), dtype=bool)
    for person, (_place, facts) in enumerate(persons):
        holds[person, WORLD.closed(facts)] = True
    return TruePopulation(np.array([place for place, _ in persons]), holds)
