"""What the groups say of a search, and what is true: no code of the search engine."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.release.shapes import AreaKind
from tests.bench.anonymity.made import Bench


@dataclass(frozen=True)
class Search:
    """Whats that a person has all of, municipalities, and options of which one is enough."""

    whats: tuple[int, ...]
    members: frozenset[int]
    options: tuple[int, ...] = ()


def said(bench: Bench, search: Search) -> int:
    """The number of rule 5: the largest listed area, or the sum over municipalities; a pair of the region."""
    beside = bench.groups.beside
    what = search.whats[0]
    most = 0
    for condition in search.options or (search.whats[1:] or (0,)):
        inside = [
            area for area, members in enumerate(bench.world.members) if area and members <= search.members
        ]
        listed = max((int(beside(area, condition)[what]) for area in inside), default=0)
        towns = (bench.world.area(place, AreaKind.MUNICIPALITY) for place in search.members)
        added = sum(int(beside(area, condition)[what]) for area in towns)
        most = max(most, listed, _in_series(added, bench.policy.k))
    return most


def _in_series(number: int, k: int) -> int:
    """The largest k x 2^n not above a number; 0 below k."""
    return 0 if number < k else k << ((number // k).bit_length() - 1)


def true(bench: Bench, search: Search) -> int:
    """People of the register who have all whats, live there and have one of the options."""
    holds = bench.population.holds
    fits = np.isin(bench.population.place, list(search.members)) & holds[:, list(search.whats)].all(axis=1)
    return int((fits & _any(holds, search.options)).sum())


def _any(holds: np.ndarray, options: Sequence[int]) -> np.ndarray:
    return holds[:, list(options)].any(axis=1) if options else np.ones(len(holds), dtype=bool)


def within(bench: Bench, place: int, km: float) -> frozenset[int]:
    """Municipalities of a circle: a published one, or for another distance those with a point within it."""
    number = bench.sample.circles.get((place, int(km)))
    if number is not None:
        return bench.world.members[number]
    near = {other for (other, _km) in bench.sample.circles if bench.sample.distance(place, other) <= km}
    return frozenset({place, *near})
