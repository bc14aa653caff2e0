"""What remains to be found: the share of true groups that are listed, and of the people and words in them."""

from collections.abc import Iterable, Iterator

import numpy as np

from explorer.release.shapes import AreaKind
from tests.bench.anonymity.made import Bench


def recalls(bench: Bench) -> Iterator[tuple[str, float]]:
    """Of the groups with k true people or more, the share that is listed."""
    towns = bench.areas(AreaKind.MUNICIPALITY)
    yield "recall, what", recall(bench, bench.areas(AreaKind.REGION))
    yield "recall, + municipality", recall(bench, towns)
    yield "recall, + 15 km", recall(bench, bench.circles(15))
    yield "recall, + hours", recall(bench, towns, ("hours",))
    yield "recall, + licence or education", recall(bench, towns, ("licence", "education"))
    yield "recall, two whats in the region", pairs_recall(bench)


def recall(bench: Bench, areas: Iterable[int], conditions: tuple[str, ...] = ()) -> float:
    """Listed groups of whats, with a leaf condition of these attributes or without, of all true ones."""
    world, true, listed = bench.world, 0, 0
    columns = np.flatnonzero(world.is_leaf & world.of(*conditions)) if conditions else np.array([0])
    for area in areas:
        holds = _living(bench, area)
        for condition in columns.tolist():
            people = holds[holds[:, condition]] if condition else holds
            enough = world.is_what & (people.sum(axis=0) >= world.k)
            true += int(enough.sum())
            listed += int((enough & (bench.groups.beside(area, condition) > 0)).sum())
    return listed / max(true, 1)


def pairs_recall(bench: Bench) -> float:
    """Of pairs of whats in a region that reach their threshold."""
    world, true, listed = bench.world, 0, 0
    for area in bench.areas(AreaKind.REGION):
        holds = _living(bench, area)
        whats = np.flatnonzero(world.is_what & (holds.sum(axis=0) >= world.k))
        together = holds[:, whats].T.astype(np.float32) @ holds[:, whats]
        least = world.threshold(area, int(whats[0]), int(whats[-1]), people=len(holds))
        for index, what in enumerate(whats.tolist()):
            unrelated = np.array(
                [
                    what not in world.lines[other] and other not in world.lines[what]
                    for other in whats.tolist()
                ]
            )
            enough = (together[index] >= least) & unrelated & (whats > what)
            true += int(enough.sum())
            listed += int((enough & (bench.groups.beside(area, what)[whats] > 0)).sum())
    return listed / max(true, 1)


def precision(bench: Bench) -> float:
    """Share of the listed groups that have at least as many people as they say."""
    right = total = 0
    for area in range(1, len(bench.world.members)):
        holds = _living(bench, area).astype(np.float32)
        holds[:, 0] = 1
        rows = bench.groups.rows[bench.groups.rows[:, 1] == area]
        if len(rows):
            used, index = np.unique(rows[:, [0, 2]], return_inverse=True)
            together = np.rint(holds[:, used].T @ holds[:, used])
            index = index.reshape(-1, 2)
            right += int((together[index[:, 0], index[:, 1]] >= rows[:, 3]).sum())
            total += len(rows)
    return right / max(total, 1)


def people_in_groups(bench: Bench) -> float:
    """Share of the people who are in at least one listed what × municipality group."""
    inside = 0
    for area in bench.areas(AreaKind.MUNICIPALITY):
        listed = (bench.groups.beside(area) > 0) & bench.world.is_what
        inside += int(_living(bench, area)[:, listed].any(axis=1).sum())
    return inside / bench.people


def leaf_words(bench: Bench) -> float:
    """Share of the leaf tasks and skills that k people have or more of which any area lists a group."""
    world = bench.world
    held = bench.population.holds.sum(axis=0) >= world.k
    words = np.flatnonzero(world.is_leaf & world.of("task", "skill") & held)
    found = np.zeros(len(world), dtype=bool)
    found[bench.groups.rows[:, 0]] = True
    return float(found[words].mean())


def _living(bench: Bench, area: int) -> np.ndarray:
    lives = np.isin(bench.population.place, list(bench.world.members[area]))
    return bench.population.holds[lives]
