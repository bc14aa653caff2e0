"""The disclosure audit: do all labels together prove that a hidden group is not empty?

Two questions: of each what, and of all people, by municipality; and of each education by
place. Unknowns are the true numbers of people. Behind a label L are at least L people, and
at most so many that counting fewer than 2L of them has a chance of 1 % or more when each is
left out with the sampling rate. What is not listed has at most what its threshold leaves.
Numbers of municipalities add up to those of areas around them; each person has one level
of education, and a level is part of the one above it. A hidden group is proved when the
linear programme that makes it as small as possible stays above zero.

In a country some bounds of 1 % always contradict each other, so a municipality is asked about
by the areas around it alone. Most are settled by numbers that fit with the municipality empty.

Needs scipy; the checks before it do not.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from explorer.release.shapes import AreaKind
from explorer.release.verification.findings import Fault, Found, Violation, found
from explorer.release.verification.groups import NO_SHAPE, Listed, shape_table
from explorer.release.verification.linear import Many, Problem, Reals, most_behind
from explorer.release.verification.published import Numbers

EDUCATION = "education"
FEW_MUNICIPALITIES = 60


def check_disclosure(listed: Listed) -> Found:
    """No group of one to k - 1 people is proved, of what by municipality or of education by place."""
    return _check_whats(listed) + _check_education(listed)


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


def _bounds(listed: Listed, labels: Numbers, places: _Places, areas: Numbers) -> tuple[Reals, Reals]:
    """Fewest and most people behind labels [area, subject] of some areas; 0 is a hidden group."""
    some = labels[areas]
    # A label below the threshold was implied by narrower groups: the count itself was below the threshold.
    known, inverse = np.unique(np.maximum(2 * some, places.threshold[areas][:, None]), return_inverse=True)
    most = most_behind(known, sampling_rate=listed.rules.sampling_rate)
    return some.astype(float), most[inverse].reshape(some.shape).astype(float)


@dataclass(frozen=True)
class _Around:
    """A municipality, those around it and the areas inside these, as indices of `_Places`."""

    place: int
    near: Numbers
    areas: Numbers


def _surroundings(places: _Places) -> list[_Around]:
    """Where to look to prove something of each municipality: in a region everywhere."""
    many = np.arange(len(places.municipalities))
    if len(many) <= FEW_MUNICIPALITIES:
        return [_Around(int(place), many, np.arange(len(places.areas))) for place in many]
    inside = places.inside.toarray() > 0
    # In a large area some bounds of 1 % always contradict each other.
    inside[inside.sum(axis=1) > FEW_MUNICIPALITIES] = False
    found = []
    for place in many:
        near = inside[inside[:, place]].any(axis=0)
        is_within = inside.any(axis=1) & ~(inside & ~near).any(axis=1)
        found.append(_Around(int(place), np.flatnonzero(near), np.flatnonzero(is_within)))
    return [around for around in found if len(around.near)]


def _check_whats(listed: Listed) -> Found:
    groups, places = listed.sound, _places(listed)
    bare = groups.take(groups.condition == 0)
    labels = np.zeros((len(listed.world.kinds), len(listed.world.parent)), dtype=np.int64)
    labels[bare.area, bare.what] = bare.at_least
    lower, upper = _bounds(listed, labels, places, places.municipalities)
    sum_lower, sum_upper = _bounds(listed, labels, places, places.areas)
    surroundings = _surroundings(places)
    used = np.unique(np.concatenate([around.areas for around in surroundings] or [np.zeros(0, int)]))
    middle = np.where(lower > 0, (lower + upper) / 2, 0)
    # One start for all municipalities is much faster than each from nothing.
    start, _ = Many(lower, upper, places.inside[used], sum_lower[used], sum_upper[used]).near(middle)
    violations, examined = [], 0
    for around in surroundings:
        asked = np.flatnonzero((lower[around.place] == 0) & sum_lower[around.areas].any(axis=0))
        cells, sums = np.ix_(around.near, asked), np.ix_(around.areas, asked)
        index = int(np.searchsorted(around.near, around.place))
        # Where numbers fit with the municipality empty, nothing is proved of it.
        empty = upper[cells].copy()
        empty[index] = 0
        inside = places.inside[around.areas][:, around.near]
        here = Many(lower[cells], empty, inside, sum_lower[sums], sum_upper[sums])
        examined += len(asked)
        for what in asked[~here.near(start[cells])[1]]:
            problem = Problem(
                lower[around.near, what],
                upper[around.near, what],
                inside,
                sum_lower[around.areas, what],
                sum_upper[around.areas, what],
                np.arange(len(around.near)) == index,
            )
            violations += [
                _violation(listed, (int(what),), places.municipalities[around.place], least)
                for least in problem.proved().values()
                if least < listed.rules.k
            ]
    return found(examined, violations)


def _check_education(listed: Listed) -> Found:
    """Unknown are the people of each level in each municipality, and all people there as level 0."""
    levels = np.concatenate([[0], listed.world.of_attribute(EDUCATION)])
    if len(levels) == 1 or not listed.rules.has("place-condition"):
        return Found(0)
    all_people, places = _places(listed), _places(listed, attribute=EDUCATION)
    municipalities, width = places.municipalities, len(places.municipalities)
    whole, of_sum = _levels(listed, levels, all_people, places)
    surroundings = _surroundings(all_people)
    middle = np.where(whole.lower > 0, (whole.lower + whole.upper) / 2, 0)[:, None]
    start, _ = _as_many(whole).near(middle)
    violations, examined = [], 0
    for around in surroundings:
        unknowns = (np.arange(len(levels))[:, None] * width + around.near).ravel()
        asked = (unknowns % width == around.place) & (whole.lower[unknowns] == 0) & (unknowns >= width)
        inside = np.concatenate([all_people.areas[around.areas], municipalities[around.near]])
        part = whole.within(np.flatnonzero(np.isin(of_sum, inside)), unknowns, asked=asked)
        examined += int(asked.sum())
        empty = _as_many(part, upper=np.where(asked, 0, part.upper))
        if not asked.any() or empty.near(start[unknowns])[1].all():
            continue
        violations += [
            _violation(listed, (int(levels[cell // width]),), municipalities[cell % width], least)
            for cell, least in ((unknowns[index], least) for index, least in part.proved().items())
            if least < listed.rules.k
        ]
    return found(examined, violations)


def _levels(listed: Listed, levels: Numbers, all_people: _Places, places: _Places) -> tuple[Problem, Numbers]:
    """Of all levels and municipalities, level by level; and the area that each sum is about."""
    groups = listed.sound.take(listed.sound.what == 0)
    labels = np.zeros((len(listed.world.kinds), len(listed.world.parent)), dtype=np.int64)
    labels[groups.area, groups.condition] = groups.at_least
    labels = labels[:, levels]
    municipalities, width = places.municipalities, len(places.municipalities)
    lower, upper = (bound.T.ravel() for bound in _bounds(listed, labels, places, municipalities))
    sums, sum_lower, sum_upper, of_sum = [], [], [], []
    for i, level in enumerate(levels):
        around = places if level else all_people
        least, most = _bounds(listed, labels[:, [i]], around, around.areas)
        sums.append(_at(around.inside, i, len(levels)))
        sum_lower.append(least.ravel())
        sum_upper.append(most.ravel())
        of_sum.append(around.areas)
        below = np.flatnonzero((listed.world.parent[levels] == level) & (levels > 0))
        if len(below):
            # Each person has one level; people of the levels below one are people of that level.
            one_each = sparse.identity(width, format="csr")
            parts = [_at(one_each, int(j), len(levels)) for j in below]
            sums.append(sum(parts[1:], parts[0]) - _at(one_each, i, len(levels)))
            sum_lower.append(np.full(width, -np.inf if level else 0.0))
            sum_upper.append(np.zeros(width))
            of_sum.append(municipalities)
    whole = Problem(
        lower,
        upper,
        sparse.vstack(sums, format="csr"),
        np.concatenate(sum_lower),
        np.concatenate(sum_upper),
        np.zeros(len(lower), dtype=bool),
    )
    return whole, np.concatenate(of_sum)


def _as_many(problem: Problem, *, upper: Reals | None = None) -> Many:
    """A problem as that of one subject."""
    columns = (problem.lower, problem.upper if upper is None else upper)
    lower, upper = (column[:, None] for column in columns)
    return Many(lower, upper, problem.sums, problem.sum_lower[:, None], problem.sum_upper[:, None])


def _at(block: sparse.spmatrix, i: int, blocks: int) -> sparse.csr_matrix:
    """A matrix in the columns of unknown block i, of so many blocks."""
    place = sparse.csr_matrix(([1.0], ([0], [i])), shape=(1, blocks))
    return sparse.kron(place, block, format="csr")


def _violation(listed: Listed, words: tuple[int, ...], area: int, least: int) -> Violation:
    published = listed.published
    return Violation(
        Fault.PEOPLE_PROVED,
        {
            "group": [published.name(word) for word in words if word],
            "area": published.place(int(area)),
            "least": least,
        },
    )
