"""Linear programmes (HiGHS) over all areas: which hidden cells cannot be empty.

A *layer* is one what, or everybody with one education level. Unknown is how many
people each municipality has. If all hidden cells of a layer can be empty together
nothing is proved; that is tried with some likely numbers first and by one
programme then. Only where both fail each cell is looked at by itself. Of a
country a cell is looked at with the areas around it only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog

from explorer.release.shapes import AreaKind
from profiles.anonymisation.bounds import most_behind
from profiles.anonymisation.tables import Ints, Layout, Matrix

Floats = npt.NDArray[np.float64]
EDUCATION = "education"
FEW_MUNICIPALITIES = 60
"""Up to so many the whole is one programme."""
TRIED = np.linspace(0, 1, 11)
EPSILON = 1e-6


@dataclass(frozen=True)
class Layer:
    """Bounds of one what or education level by area, in the order of `Geography.areas`."""

    row: int
    column: int
    least: Floats
    most: Floats


@dataclass(frozen=True)
class Geography:
    """`inside`: areas x municipalities. `single`: index among the areas of each municipality alone."""

    areas: tuple[int, ...]
    inside: npt.NDArray[np.bool_]
    single: Ints

    @classmethod
    def of(cls, layout: Layout) -> "Geography":
        areas = tuple(layout.areas)
        members = [layout.areas.members[area] for area in areas]
        is_single = [layout.areas.has(area, AreaKind.MUNICIPALITY) for area in areas]
        single = np.flatnonzero(is_single)
        places = [next(iter(members[index])) for index in single]
        inside = np.array([[place in member for place in places] for member in members], bool)
        return cls(areas, inside.reshape(len(areas), len(places)), single)


def prove(
    matrices: Sequence[Matrix], layout: Layout, thresholds: Sequence[Ints], *, rate: float
) -> Iterator[tuple[int, int, int]]:
    """(area, row, column) of a label that proves a hidden cell, for each that is proved."""
    geography = Geography.of(layout)
    for layer in _layers(matrices, layout, thresholds, geography, rate):
        for area in _prove(layer, geography):
            yield area, layer.row, layer.column


def _layers(
    matrices: Sequence[Matrix],
    layout: Layout,
    thresholds: Sequence[Ints],
    geography: Geography,
    rate: float,
) -> Iterator[Layer]:
    """The layers of which the likely numbers do not show that all hidden cells can be empty."""
    levels = [c for c in range(1, layout.local) if layout.words.attributes[layout.columns[c]] == EDUCATION]
    cells = [(row, 0) for row in range(len(layout.rows))] + [(0, column) for column in levels]
    rows, columns = np.array(cells).T
    least = np.array([matrices[area][rows, columns] for area in geography.areas], np.float64)
    most = np.array(
        [
            most_behind(matrices[area][rows, columns], thresholds[area][columns], rate=rate)
            for area in geography.areas
        ],
        np.float64,
    )
    low, high = least[geography.single], np.where(least[geography.single] > 0, most[geography.single], 0)
    inside = geography.inside.astype(np.float64)
    open_ = np.ones(len(cells), bool)
    for share in TRIED:
        held = inside @ (low + share * (high - low))
        open_ &= ~((held >= least) & (held <= most)).all(axis=0)
    for index in np.flatnonzero(open_):
        yield Layer(int(rows[index]), int(columns[index]), least[:, index], most[:, index])


def _prove(layer: Layer, geography: Geography) -> Iterator[int]:
    """Areas of which the label proves a hidden cell of the layer, one for each cell."""
    hidden = np.flatnonzero(layer.least[geography.single] == 0)
    if geography.inside.shape[1] <= FEW_MUNICIPALITIES:
        everywhere = np.arange(len(geography.areas))
        solved = _fewest(hidden, layer, geography, everywhere)
        if solved is None or solved[0] <= EPSILON:
            return
        hidden = hidden[solved[1][hidden] > EPSILON]
    for cell in hidden:
        around = _around(cell, layer, geography)
        solved = _fewest(np.array([cell]), layer, geography, around)
        if solved is not None and solved[0] > EPSILON:
            weights = solved[2] * (geography.inside[around].sum(axis=1) > 1)
            yield geography.areas[around[int(np.argmax(weights))]]


def _around(cell: int, layer: Layer, geography: Geography) -> Ints:
    """Areas that matter for a cell: all, or in a country those that share a circle with it."""
    if geography.inside.shape[1] <= FEW_MUNICIPALITIES:
        return np.arange(len(geography.areas))
    own = geography.inside[:, cell] & (geography.inside.sum(axis=1) <= FEW_MUNICIPALITIES)
    near = geography.inside[own].any(axis=0)
    return np.flatnonzero(~(geography.inside & ~near).any(axis=1))


def _fewest(
    cells: Ints, layer: Layer, geography: Geography, areas: Ints
) -> tuple[float, Floats, Floats] | None:
    """Fewest people in these cells together, how many by municipality then, and weights of the labels.

    None where no numbers fit: a label beyond the 99 % of its bounds, of which nothing follows.
    """
    inside = sparse.csr_matrix(geography.inside[areas].astype(np.float64))
    cost = np.zeros(inside.shape[1])
    cost[cells] = 1
    solved = linprog(
        cost,
        A_ub=sparse.vstack([-inside, inside]),
        b_ub=np.concatenate([-layer.least[areas], layer.most[areas]]),
        method="highs",
    )
    if not solved.success:
        return None
    return float(solved.fun), solved.x, -solved.ineqlin.marginals[: len(areas)]
