"""Circles that would tell of a hidden cell, beside the same circle without one municipality.

Where a circle shows more people of a what than the same circle without a municipality whose
own group is hidden, whoever subtracts them learns, mostly rightly, that somebody is there.
Where the smaller area is listed, the circle therefore says no more than it implies; a circle of
the widest radius, which most searches can do without, also where it is not listed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.release.shapes import CIRCLE_RADII, AreaKind
from profiles.anonymisation.tables import Layout, Matrix


@dataclass(frozen=True)
class Nested:
    """A circle, the area that is the circle without one municipality, and the area of that municipality."""

    circle: int
    without: int
    municipality: int


def nested_circles(layout: Layout, living: Sequence[int]) -> list[Nested]:
    """All such triples. A municipality where nobody lives changes no area; `living` is by area."""
    areas = layout.areas
    single = {
        next(iter(areas.members[area])): area
        for area in areas
        if areas.has(area, AreaKind.MUNICIPALITY) and living[area]
    }
    lived_in = frozenset(single)
    named: dict[frozenset[int], list[int]] = defaultdict(list)
    for area in areas:
        named[areas.members[area] & lived_in].append(area)
    return [
        Nested(circle, without, single[place])
        for members, same in named.items()
        for circle in same
        # One that is a municipality or region too says what it says under that name.
        if all(AreaKind(kind) == AreaKind.CIRCLE for kind in areas.kinds[circle])
        for place in members
        for without in named.get(members - {place}, [])
    ]


def disclosing_cells(
    matrices: Sequence[Matrix], layout: Layout, nested: Sequence[Nested]
) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """Circles with the cells (rows x local columns) of closed labels that tell of a hidden cell."""
    for each in nested:
        wide = matrices[each.circle][:, : layout.local]
        narrow = matrices[each.without][:, : layout.local]
        hidden = matrices[each.municipality][:, :1] == 0
        cells = hidden & (wide > narrow)
        if each.circle not in layout.areas.widest:
            cells &= narrow > 0
        if cells.any():
            yield each.circle, cells


def widest_circles(circles: Mapping[tuple[int, int], int], kinds: Sequence[str]) -> frozenset[int]:
    """Areas that are a circle of the widest radius and nothing else; `circles`: (centre, km) -> area."""
    narrower = {area for (_, km), area in circles.items() if km < max(CIRCLE_RADII)}
    return frozenset(
        area for area in circles.values() if kinds[area] == AreaKind.CIRCLE and area not in narrower
    )
