"""The disclosure audit: can anybody prove, from all labels together, that a hidden group has somebody?

Two questions, of everybody and of each what by municipality, and of each education by
place. Unknowns are the true numbers of people; behind a label L lie at least L people,
and at most so many that counting fewer than 2L of them has a chance of 1 % or more when
each is left out with the sampling rate. What is not listed has at most what its threshold
leaves. Numbers of municipalities add up to those of areas around them; everybody has one
level of education, and a level is part of the one above it. A hidden group is proved
when the linear programme that makes it as small as possible stays above nobody.

Needs scipy; the checks before it do not.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.special import bdtr

from explorer.release.shapes import AreaKind
from explorer.release.verification.findings import Found, Kind, Violation, found
from explorer.release.verification.groups import NO_SHAPE, Listed, shape_table
from explorer.release.verification.published import Mask, Numbers

CHANCE = 0.01
NOBODY = 1e-6  # below this a linear programme means 0
TRIES = np.linspace(0, 1, 9)
EDUCATION = "education"

Reals = NDArray[np.float64]


def check_disclosure(listed: Listed) -> Found:
    """No group of one to k - 1 people is proved, of what by municipality or of education by place."""
    return _check_whats(listed) + _check_education(listed)


def most_behind(fewer_than: Numbers, *, sampling_rate: float) -> Numbers:
    """The largest numbers of people of whom fewer than so many are counted with a chance of 1 % or more."""
    low, high = fewer_than - 1, 8 * fewer_than + 8
    while (low < high).any():
        middle = (low + high + 1) // 2
        is_likely = bdtr(fewer_than - 1, middle, 1 - sampling_rate) >= CHANCE
        low, high = np.where(is_likely, middle, low), np.where(is_likely, high, middle - 1)
    return low


@dataclass(frozen=True)
class Problem:
    """Unknown numbers with their bounds, and sums of them with theirs; `hidden` are those asked about."""

    lower: Reals
    upper: Reals
    sums: sparse.csr_matrix
    sum_lower: Reals
    sum_upper: Reals
    hidden: Mask

    def proved(self) -> dict[int, int]:
        """Hidden unknowns that cannot be 0 -> the smallest they can be.

        Bounds of one in a hundred contradict each other now and then. Who sees that doubts
        what is hidden first; where the listed labels alone disagree, nothing follows.
        """
        if not self.hidden.any():
            return {}
        if self._least(np.flatnonzero(self.hidden)) is None:
            doubted = replace(
                self,
                upper=np.where(self.hidden, np.inf, self.upper),
                sum_upper=np.where(self.sum_lower == 0, np.inf, self.sum_upper),
            )
            return doubted._positive()
        return self._positive()

    def _positive(self) -> dict[int, int]:
        left = np.flatnonzero(self.hidden)
        while len(left):
            point = self._least(left)
            if point is None:
                return {}
            still = left[point[left] > NOBODY]
            if len(still) == len(left):
                break
            left = still
        least: dict[int, int] = {}
        for cell in left:
            point = self._least(np.array([cell]))
            if point is not None and point[cell] > NOBODY:
                least[int(cell)] = int(np.ceil(point[cell] - NOBODY))
        return least

    def _least(self, cells: Numbers) -> Reals | None:
        """A solution in which the sum of some unknowns is as small as it can be."""
        costs = np.zeros(len(self.lower))
        costs[cells] = 1
        solved = milp(
            costs,
            bounds=Bounds(self.lower, self.upper),
            constraints=LinearConstraint(self.sums, self.sum_lower, self.sum_upper),
        )
        return np.asarray(solved.x) if solved.status == 0 else None


@dataclass(frozen=True)
class _Places:
    """Municipalities and areas of several of them, with `inside[area, municipality]`.

    `threshold[a]` is the fewest people of a group that is published for an area.
    """

    municipalities: Numbers
    areas: Numbers
    inside: sparse.csr_matrix
    threshold: Numbers


def _places(listed: Listed, *, attribute: str = "") -> _Places:
    """Only areas in which groups with this condition, or without one, are published."""
    world = listed.world
    column = 1 + int(world.attribute[world.of_attribute(attribute)[0]]) if attribute else 0
    shape = shape_table(world, listed.rules)[:, column]
    thresholds = np.array([max(listed.rules.k, each.least) for each in listed.rules.shapes], dtype=np.int64)
    municipalities = world.of_kind(AreaKind.MUNICIPALITY)
    index = {next(iter(world.members[area])): i for i, area in enumerate(municipalities)}
    areas = np.array(
        [a for a in np.flatnonzero(shape != NO_SHAPE) if len(world.members[a]) > 1], dtype=np.int64
    )
    rows = [(i, index[member]) for i, area in enumerate(areas) for member in world.members[area]]
    at = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    inside = sparse.csr_matrix(
        (np.ones(at.shape[1]), (at[0], at[1])), shape=(len(areas), len(municipalities))
    )
    return _Places(municipalities, areas, inside, thresholds[shape])


def _bounds(listed: Listed, labels: Numbers, thresholds: Numbers) -> tuple[Reals, Reals]:
    """Fewest and most people behind labels [.., area], by the threshold of the area; 0 is a hidden group."""
    # A label below the threshold was implied by narrower groups: the count itself was below the threshold.
    known, inverse = np.unique(np.maximum(2 * labels, thresholds), return_inverse=True)
    most = most_behind(known, sampling_rate=listed.rules.sampling_rate)
    return labels.astype(float), most[inverse].reshape(labels.shape).astype(float)


def _check_whats(listed: Listed) -> Found:
    groups, places = listed.sound, _places(listed)
    bare = groups.take(groups.condition == 0)
    labels = np.zeros((len(listed.world.parent), len(listed.world.kinds)), dtype=np.int64)
    labels[bare.what, bare.area] = bare.at_least
    lower, upper = _bounds(listed, labels[:, places.municipalities], places.threshold[places.municipalities])
    sum_lower, sum_upper = _bounds(listed, labels[:, places.areas], places.threshold[places.areas])
    hidden = lower == 0
    asked = np.flatnonzero(hidden.any(axis=1) & sum_lower.any(axis=1))
    violations = []
    for what in asked[~_has_point(lower, upper, sum_lower, sum_upper, places, asked)]:
        problem = Problem(
            lower[what], upper[what], places.inside, sum_lower[what], sum_upper[what], hidden[what]
        )
        violations += [
            _violation(listed, (int(what),), places.municipalities[cell], least)
            for cell, least in problem.proved().items()
            if least < listed.rules.k
        ]
    return found(int(hidden[asked].sum()), violations)


def _has_point(
    lower: Reals, upper: Reals, sum_lower: Reals, sum_upper: Reals, places: _Places, whats: Numbers
) -> Mask:
    """Whether a plain guess with nobody in any hidden group fits all labels: then nothing is proved."""
    fits = np.zeros(len(whats), dtype=bool)
    listed = lower[whats] > 0
    for share in TRIES:
        point = np.where(listed, lower[whats] + share * (upper[whats] - lower[whats]), 0)
        sums = point @ places.inside.T
        fits |= ((sums >= sum_lower[whats]) & (sums <= sum_upper[whats])).all(axis=1)
    return fits


def _check_education(listed: Listed) -> Found:
    levels = listed.world.of_attribute(EDUCATION)
    if not len(levels) or not listed.rules.has("place-condition"):
        return Found(0)
    everybody, places = _places(listed), _places(listed, attribute=EDUCATION)
    groups = listed.sound.take(listed.sound.what == 0)
    labels = np.zeros((len(listed.world.parent), len(listed.world.kinds)), dtype=np.int64)
    labels[groups.condition, groups.area] = groups.at_least
    lower, upper = _bounds(
        listed, labels[np.ix_(levels, places.municipalities)], places.threshold[places.municipalities]
    )
    width = len(places.municipalities)
    one_each = sparse.identity(width, format="csr")
    sums, sum_lower, sum_upper = [], [], []

    def add(block: sparse.spmatrix, bounds: tuple[Reals, Reals]) -> None:
        sums.append(block)
        sum_lower.append(bounds[0])
        sum_upper.append(bounds[1])

    for i, level in enumerate(levels):
        add(
            _at(places.inside, i, len(levels)),
            _bounds(listed, labels[level, places.areas], places.threshold[places.areas]),
        )
        below = np.flatnonzero(listed.world.parent[levels] == level)
        if len(below):
            # People of the levels below are people of this one.
            block = sum(_at(one_each, int(j), len(levels)) for j in below) - _at(one_each, i, len(levels))
            add(block, (np.full(width, -np.inf), np.zeros(width)))
    roots = np.flatnonzero(listed.world.parent[levels] == 0)
    for inside, areas in ((one_each, everybody.municipalities), (everybody.inside, everybody.areas)):
        add(
            sum(_at(inside, int(i), len(levels)) for i in roots),
            _bounds(listed, labels[0, areas], everybody.threshold[areas]),
        )
    hidden = lower.ravel() == 0
    problem = Problem(
        lower.ravel(),
        upper.ravel(),
        sparse.vstack(sums, format="csr"),
        np.concatenate(sum_lower),
        np.concatenate(sum_upper),
        hidden,
    )
    violations = (
        _violation(listed, (int(levels[cell // width]),), places.municipalities[cell % width], least)
        for cell, least in problem.proved().items()
        if least < listed.rules.k
    )
    return found(int(hidden.sum()), violations)


def _at(block: sparse.spmatrix, i: int, blocks: int) -> sparse.csr_matrix:
    """A matrix in the columns of unknown block i, of so many blocks."""
    place = sparse.csr_matrix(([1.0], ([0], [i])), shape=(1, blocks))
    return sparse.kron(place, block, format="csr")


def _violation(listed: Listed, words: tuple[int, ...], area: int, least: int) -> Violation:
    published = listed.published
    return Violation(
        Kind.PEOPLE_PROVED,
        {
            "group": [published.name(word) for word in words if word],
            "area": published.place(int(area)),
            "least": least,
        },
    )
