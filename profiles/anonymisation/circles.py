"""Circles that would disclose a hidden cell, beside the same circle without one municipality.

Where a circle shows more people of a what than the same circle without a municipality with its
own group hidden, subtracting them discloses, mostly rightly, that a person is there.
Where the smaller area is listed, the circle therefore says no more than it implies; a circle of
the widest radius, which most searches can do without, also where it is not listed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.release.shapes import CIRCLE_RADII, AreaKind
from profiles.anonymisation.tables import Areas, Layout, Matrix


@dataclass(frozen=True)
class Nested:
    """A circle, the area that is the circle without one municipality, and the area of that municipality."""

    circle: int
    without: int
    municipality: int


def lived_in(areas: Areas, living: Sequence[int]) -> frozenset[int]:
    """The municipalities where people live; `living` is by area."""
    single = (area for area in areas if areas.has(area, AreaKind.MUNICIPALITY))
    return frozenset().union(*(areas.members[area] for area in single if living[area]))


def nested_circles(layout: Layout, living: Sequence[int]) -> dict[int, list[Nested]]:
    """All such triples by circle. A municipality without people changes no area; `living` is by area."""
    areas = layout.areas
    inhabited = lived_in(areas, living)
    single = {next(iter(areas.members[area])): area for area in areas if len(areas.members[area]) == 1}
    named: dict[frozenset[int], list[int]] = defaultdict(list)
    for area in areas:
        named[areas.members[area] & inhabited].append(area)
    found: dict[int, list[Nested]] = defaultdict(list)
    for members, same in named.items():
        for circle in same:
            # One that is a municipality or region too says what it says under that name.
            if all(AreaKind(kind) == AreaKind.CIRCLE for kind in areas.kinds[circle]):
                found[circle] += [
                    Nested(circle, without, single[place])
                    for place in members
                    for without in named.get(members - {place}, [])
                ]
    return {circle: nested for circle, nested in found.items() if nested}


def disclosing_cells(
    matrices: Sequence[Matrix], layout: Layout, nested: Sequence[Nested]
) -> npt.NDArray[np.bool_]:
    """The cells (rows x local columns) of the closed labels of one circle that disclose a hidden cell."""
    circle = nested[0].circle
    wide = matrices[circle]
    cells = np.zeros(wide.shape, bool)
    for each in nested:
        narrow = matrices[each.without][:, : layout.local]
        discloses = (matrices[each.municipality][:, :1] == 0) & (wide > narrow)
        # A smaller area that is not listed leaves nothing to subtract; a widest circle is lowered even so.
        if circle not in layout.areas.widest:
            discloses &= narrow > 0
        # A cell is lowered for any of the municipalities that it would disclose.
        cells |= discloses
    return cells


def widest_circles(circles: Mapping[tuple[int, int], int], kinds: Sequence[str]) -> frozenset[int]:
    """Areas that are a circle of the widest radius and nothing else; `circles`: (centre, km) -> area."""
    narrower = {area for (_, km), area in circles.items() if km < max(CIRCLE_RADII)}
    return frozenset(
        area for area in circles.values() if kinds[area] == AreaKind.CIRCLE and area not in narrower
    )
