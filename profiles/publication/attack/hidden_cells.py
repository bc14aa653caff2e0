"""Hidden cells disclosed by circles: is there anyone in a group of a municipality that is not shown?

Where a circle shows more than the same circle without one municipality, that municipality must
have someone, or the people left out differ by chance. A cell (what x municipality) that is not
shown counts as disclosed when any condition, or any word below the what, gives such a difference.
It says that someone is there, of no one in particular.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from explorer.release.shapes import AreaKind
from profiles.publication.attack.world import Groups, TruePopulation, World


@dataclass(frozen=True)
class Disclosed:
    """Of `cells` hidden ones `disclosed` are said to have someone, of which the share `right` is true.

    `base` is the share of all hidden cells that have someone: the guess without any release.
    """

    cells: int
    disclosed: int
    right: float
    base: float

    @property
    def share(self) -> float:
        return self.disclosed / max(self.cells, 1)


def hidden_cells(world: World, groups: Groups, population: TruePopulation) -> Disclosed:
    """What x municipality, for whats that anyone has, and circles that differ by one municipality."""
    present_whats = np.flatnonzero(population.holds.any(axis=0) & world.is_what)
    # Area -> (what, condition) -> label, of groups with a what.
    by_area: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for what, area, condition, label in groups:
        if what:
            by_area[area][what, condition] = label
    cells: dict[tuple[int, int], bool] = {}
    disclosed: set[tuple[int, int]] = set()
    for place, nested in _nested(world, groups).items():
        present = population.holds[population.place == place].any(axis=0)
        shown = groups.beside(world.area(place, AreaKind.MUNICIPALITY))
        cells |= {(place, int(what)): bool(present[what]) for what in present_whats if not shown[what]}
        for wide, narrow in nested:
            known = by_area[narrow]
            more = {key[0] for key, label in by_area[wide].items() if label > known.get(key, 0)}
            disclosed |= {(place, above) for what in more for above in world.lines[what]}
    found = [cells[cell] for cell in disclosed if cell in cells]
    return Disclosed(
        cells=len(cells),
        disclosed=len(found),
        right=float(np.mean(found)) if found else 1.0,
        base=float(np.mean(list(cells.values()))) if cells else 0.0,
    )


def _nested(world: World, groups: Groups) -> dict[int, list[tuple[int, int]]]:
    """Municipality with people -> pairs of a circle and an area that is the circle without it.

    A municipality that shows no people at all is taken for empty, so that sets which differ
    only by such ones are the same to the attacker.
    """
    everywhere = frozenset().union(*world.members)
    lived = {place for place in everywhere if groups.beside(world.area(place, AreaKind.MUNICIPALITY))[0]}
    named: dict[frozenset[int], list[int]] = defaultdict(list)
    for area, members in enumerate(world.members):
        if area and members & lived:
            named[members & lived].append(area)
    nested: dict[int, list[tuple[int, int]]] = {place: [] for place in sorted(lived)}
    for members, areas in named.items():
        circles = [area for area in areas if AreaKind.CIRCLE.value in world.kinds[area]]
        for place in members:
            narrower = named.get(members - {place}, [])
            nested[place] += [(wide, narrow) for wide in circles for narrow in narrower]
    return nested
