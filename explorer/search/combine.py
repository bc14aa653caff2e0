"""Tasks of one job: for each and for each two how many people, and which sets go together best.

Three tasks together are not published; a set counts as its two tasks that fewest people can both do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from explorer.release.models import Group
from explorer.release.shapes import PLACE
from explorer.search.current import Current

FEWEST_TASKS, MOST_TASKS = 2, 6
LARGEST_SET = 5
BEST = 3
# Two concept numbers, the lower first.
Pair = tuple[int, int]


@dataclass(frozen=True)
class TaskSet:
    """Tasks that every two of go together: `weakest` is the smallest number of a pair, `total` their sum."""

    tasks: tuple[int, ...]
    weakest: int
    total: int


@dataclass(frozen=True)
class Combination:
    """Labels, 0 where nothing is published. `region` is a place, None for the country; `area` its area.

    `best` are the best sets of each size from two, the best of all first; sets of which two
    tasks are not published together are none.
    """

    tasks: tuple[int, ...]
    region: int | None
    area: int
    alone: Mapping[int, int]
    pairs: Mapping[Pair, int]
    best: tuple[TaskSet, ...]

    @property
    def apart(self) -> tuple[Pair, ...]:
        """Pairs of which no number is published, in the order of the tasks."""
        return tuple(pair for pair, number in self.pairs.items() if not number)


def combine(now: Current, tasks: Sequence[int], *, region: int | None = None) -> Combination:
    """Count tasks and pairs of them in a region, or in the country. One statement.

    A task and one above it are no pair: whoever can do the narrow one can do the wide one.
    """
    vocabulary = now.vocabulary
    # In the order of the numbers, as the table has its pairs.
    chosen = tuple(sorted(dict.fromkeys(tasks)))[:MOST_TASKS]
    whole = vocabulary.area_with(vocabulary.municipalities_of(region)) if region else None
    area = whole.number if whole else now.country
    rows = Group.objects.filter(
        release=now.release, area=area, what__in=chosen, condition__in=(0, *chosen)
    ).values_list("what", "condition", "at_least")
    found = {(what, condition): number for what, condition, number in rows}
    alone = {task: found.get((task, 0), 0) for task in chosen}
    pairs = {
        pair: alone[pair[1]] if pair[0] in vocabulary.ancestors(pair[1]) else found.get(pair, 0)
        for pair in combinations(chosen, 2)
    }
    return Combination(chosen, region, area, alone, pairs, tuple(best_sets(chosen, pairs)))


def best_sets(tasks: Sequence[int], pairs: Mapping[Pair, int]) -> Iterable[TaskSet]:
    """The best sets: by the smallest number of a pair, then the larger set, then the sum.

    At most `BEST` of two tasks and one of each larger size.
    """
    found: list[TaskSet] = []
    for size in range(FEWEST_TASKS, min(LARGEST_SET, len(tasks)) + 1):
        sets = []
        for members in combinations(tasks, size):
            numbers = [pairs[pair] for pair in combinations(members, 2)]
            # A set with an unpublished pair may have no people at all.
            if all(numbers):
                sets.append(TaskSet(members, min(numbers), sum(numbers)))
        ranked = sorted(sets, key=lambda each: (-each.weakest, -each.total, each.tasks))
        found += ranked[: BEST if size == FEWEST_TASKS else 1]
    return sorted(found, key=lambda each: (-each.weakest, -each.total / comb(len(each.tasks), 2), each.tasks))


def region_of(now: Current, code: str) -> int | None:
    """The region with a code, or None: the country."""
    place = now.vocabulary.find(PLACE, code) if code else None
    return place.number if place is not None and place in now.vocabulary.regions else None
