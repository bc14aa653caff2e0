"""The disclosure audit: do all labels together prove that a hidden group is not empty?

Two questions: of each what, and of all people, by municipality; and of each education by
place. Unknowns are the true numbers of people. Behind a label L are at least L people, and
at most so many that counting fewer than 2L of them has a chance of 1 % or more when each is
left out with the sampling rate. What is not listed has at most what its threshold leaves.
Numbers of municipalities add up to those of areas around them; each person has one level
of education, and a level is part of the one above it. A hidden group is proved when the
linear programme that makes it as small as possible stays above zero.

Needs scipy; the checks before it do not.
"""

from collections.abc import Iterator
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
ZERO = 1e-6  # below this a linear programme means 0
TRIES = np.linspace(0, 1, 9)
EDUCATION = "education"
FEW_MUNICIPALITIES = 60

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
    """Unknown numbers with their bounds, and sums of them with theirs; `hidden` are those in question."""

    lower: Reals
    upper: Reals
    sums: sparse.csr_matrix
    sum_lower: Reals
    sum_upper: Reals
    hidden: Mask

    def proved(self) -> dict[int, int]:
        """Hidden unknowns that cannot be 0 -> the smallest they can be.

        Bounds of one in a hundred contradict each other now and then. An attacker who sees that
        doubts what is hidden first; where the listed labels alone disagree, nothing follows.
        """
        cells = np.flatnonzero(self.hidden)
        point = self._least(cells) if len(cells) else self.lower
        if point is None:
            doubted = replace(
                self,
                upper=np.where(self.hidden, np.inf, self.upper),
                # Sums with a lower bound are listed, and so are those that must be 0.
                sum_upper=np.where((self.sum_lower == 0) & (self.sum_upper > 0), np.inf, self.sum_upper),
            )
            return doubted._positive(cells)
        return self._positive(cells[point[cells] > ZERO])

    def within(self, unknowns: Numbers, *, asked: Mask) -> "Problem":
        """Only some unknowns, and sums of those alone: with fewer bounds nothing more is proved."""
        part = self.sums[:, unknowns]
        whole = (part.getnnz(axis=1) == self.sums.getnnz(axis=1)) & (part.getnnz(axis=1) > 0)
        return Problem(
            self.lower[unknowns],
            self.upper[unknowns],
            part[whole],
            self.sum_lower[whole],
            self.sum_upper[whole],
            self.hidden[unknowns] & asked,
        )

    def _positive(self, left: Numbers) -> dict[int, int]:
        """Of these cells those that no solution leaves empty, each with its smallest number.

        Whatever is empty in any solution is not proved. So many cells are made small together,
        and half of them where none of those becomes empty.
        """
        is_left = np.zeros(len(self.lower), dtype=bool)
        is_left[left] = True
        least: dict[int, int] = {}
        waiting = [left]
        while waiting:
            cells = waiting.pop()
            cells = cells[is_left[cells]]
            point = self._least(cells) if len(cells) else None
            if point is None:
                continue
            is_left &= point > ZERO
            still = cells[is_left[cells]]
            if len(cells) == len(still) == 1:
                least[int(cells[0])] = int(np.ceil(point[cells[0]] - ZERO))
            elif len(cells) == len(still):
                waiting += np.array_split(still, 2)
            else:
                waiting.append(still)
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
    """Whether a plain guess that leaves all hidden groups empty fits all labels: then nothing is proved."""
    fits = np.zeros(len(whats), dtype=bool)
    listed = lower[whats] > 0
    for share in TRIES:
        point = np.where(listed, lower[whats] + share * (upper[whats] - lower[whats]), 0)
        sums = point @ places.inside.T
        fits |= ((sums >= sum_lower[whats]) & (sums <= sum_upper[whats])).all(axis=1)
    return fits


def _check_education(listed: Listed) -> Found:
    """Unknown are the people of each level in each municipality, and all people there as level 0."""
    levels = np.concatenate([[0], listed.world.of_attribute(EDUCATION)])
    if len(levels) == 1 or not listed.rules.has("place-condition"):
        return Found(0)
    all_people, places = _places(listed), _places(listed, attribute=EDUCATION)
    groups = listed.sound.take(listed.sound.what == 0)
    labels = np.zeros((len(listed.world.parent), len(listed.world.kinds)), dtype=np.int64)
    labels[groups.condition, groups.area] = groups.at_least
    municipalities = places.municipalities
    lower, upper = _bounds(listed, labels[np.ix_(levels, municipalities)], places.threshold[municipalities])
    width = len(municipalities)
    sums, sum_lower, sum_upper = [], [], []
    for i, level in enumerate(levels):
        around = places if level else all_people
        least, most = _bounds(listed, labels[level, around.areas], around.threshold[around.areas])
        sums.append(_at(around.inside, i, len(levels)))
        sum_lower.append(least)
        sum_upper.append(most)
        below = np.flatnonzero((listed.world.parent[levels] == level) & (levels > 0))
        if len(below):
            # Everybody has one level; people of the levels below one are people of that level.
            one_each = sparse.identity(width, format="csr")
            parts = [_at(one_each, int(j), len(levels)) for j in below]
            sums.append(sum(parts[1:], parts[0]) - _at(one_each, i, len(levels)))
            sum_lower.append(np.full(width, -np.inf if level else 0.0))
            sum_upper.append(np.zeros(width))
    hidden = lower == 0
    hidden[0] = False  # a question of the whats
    whole = Problem(
        lower.ravel(),
        upper.ravel(),
        sparse.vstack(sums, format="csr"),
        np.concatenate(sum_lower),
        np.concatenate(sum_upper),
        hidden.ravel(),
    )
    violations = []
    for asked, near in _neighbourhoods(all_people):
        unknowns = np.flatnonzero(np.tile(near, len(levels)))
        part = whole.within(unknowns, asked=np.tile(asked, len(levels))[unknowns])
        violations += [
            _violation(listed, (int(levels[cell // width]),), municipalities[cell % width], least)
            for cell, least in ((unknowns[index], least) for index, least in part.proved().items())
            if least < listed.rules.k
        ]
    return found(int(hidden.sum()), violations)


def _neighbourhoods(places: _Places) -> Iterator[tuple[Mask, Mask]]:
    """Municipalities to ask about together, and those that share an area with them; in a country few.

    One programme of a whole country and all its levels takes ten seconds, and some are needed.
    """
    many = len(places.municipalities)
    if many <= FEW_MUNICIPALITIES:
        yield np.ones(many, dtype=bool), np.ones(many, dtype=bool)
        return
    is_small = np.asarray(places.inside.sum(axis=1)).ravel() <= FEW_MUNICIPALITIES
    small = places.inside[is_small]
    left = np.ones(many, dtype=bool)
    while left.any():
        largest = int(np.argmax(small @ left))
        asked = left & (small[largest].toarray().ravel() > 0)
        if not asked.any():
            asked = left.copy()
        left &= ~asked
        near = (small.T @ (small @ asked > 0) > 0) | asked
        yield asked, near


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
