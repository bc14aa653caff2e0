"""Membership inference: is a person in the release? Being listed is itself the sensitive fact.

Half of the people are in a release, half are not. Of each group that fits a person it is known how
many others may be expected in it, so how likely it is shown with and without this person; the
logarithms of the ratios are added. The figure is the share of members found when the limit is put
where 1 % of the others are called members. Two attackers, both with all facts of the person:

* one that otherwise has the release alone, and expects of a group what wider groups give;
* one that has the whole register, and knows how many people there are for each group, only not
  which of them were counted.
"""

from collections.abc import Iterator

import numpy as np
from scipy.special import pdtrc

from explorer.release.shapes import AreaKind
from profiles.publication.attack.guessing import MIDDLE, UNSHOWN
from profiles.publication.attack.world import Floats, Groups, Ints, Mask, TruePopulation, World

FALSE_ALARMS = 0.01
IN_RELEASE = 0.5
LEAST = 1e-6


def found_at(members: Floats, others: Floats, false_alarms: float = FALSE_ALARMS) -> float:
    """Share of members with a score above that of all but this share of the others."""
    # "higher": between two scores the limit would let more of the others pass.
    limit = np.quantile(others, 1 - false_alarms, method="higher")
    return float(np.mean(members > limit))


def membership_scores(
    world: World,
    groups: Groups,
    population: TruePopulation,
    *,
    sampling_rate: float,
    has_register: bool = False,
) -> Floats:
    """Of each person the sum of the log ratios of the groups that fit; the higher, the likelier a member."""
    used = np.concatenate([[0], np.flatnonzero(population.holds.any(axis=0))])
    holds = population.holds[:, used].astype(np.float32)
    holds[:, 0] = 1
    scores = np.zeros(len(population))
    for area in range(1, len(world.members)):
        people = np.flatnonzero(np.isin(population.place, list(world.members[area])))
        if not len(people):
            continue
        if has_register:
            # Minus the person: the others are what is expected.
            expected = np.maximum(holds[people].T @ holds[people] - 1, 0) * IN_RELEASE
        else:
            expected = _expected(world, groups, area, used)
        shown = _labels(groups, area, used) > 0
        ratios = np.zeros(expected.shape, np.float32)
        for threshold, cells in _cells(world, area, used, people=len(people) * IN_RELEASE):
            ratios[cells] = _log_ratios(expected[cells], shown[cells], threshold, sampling_rate)
        # The sum of the ratios of all pairs that a person holds, for all people at once.
        scores[people] += np.einsum("ij,ij->i", holds[people] @ ratios, holds[people])
    return scores


def _labels(groups: Groups, area: int, used: Ints) -> Floats:
    """Concept x concept, 0 for none: the labels of an area, from either side."""
    index = np.zeros(len(groups.world), np.int64)
    index[used] = np.arange(len(used))
    what, _, condition, label = groups.rows[groups.rows[:, 1] == area].T
    labels = np.zeros((len(used), len(used)))
    labels[index[what], index[condition]] = label
    labels[index[condition], index[what]] = label
    return labels


def _expected(world: World, groups: Groups, area: int, used: Ints) -> Floats:
    """People to expect in each group of an area: as in its region, or as chance would have it there."""
    inside = next(iter(world.members[area]))
    region = world.area(inside, AreaKind.REGION)
    labels = _labels(groups, region, used)
    people = MIDDLE * max(labels[0, 0], 1.0)
    alone = np.where(labels[0] > 0, MIDDLE * labels[0], UNSHOWN)
    chance = np.minimum(np.outer(alone, alone) / people, np.minimum(alone[:, None], alone[None, :]))
    chance[0], chance[:, 0] = alone, alone
    if area == region:
        return chance
    part = MIDDLE * groups.beside(area)[0] / people
    here = groups.beside(area)[used]
    more = np.where(here > 0, MIDDLE * here, np.minimum(alone * part, world.k / 2)) / np.maximum(
        alone * part, LEAST
    )
    together = np.where(labels > 0, MIDDLE * labels, chance) * part * np.sqrt(np.outer(more, more))
    together[0], together[:, 0] = alone * part, alone * part
    return together


def _cells(world: World, area: int, used: Ints, *, people: float) -> Iterator[tuple[int, Mask]]:
    """(threshold, cells what x condition) of each kind of group that is published in an area."""
    none, what, local = used == 0, world.is_what[used], world.is_local[used]
    kinds = [(none | what, none), (none | what, local)]
    if {AreaKind.REGION, AreaKind.COUNTRY} & set(world.kinds[area]):
        kinds += [(none | what, ~none & ~what & ~local), (what, what)]
    for rows, columns in kinds:
        if rows.any() and columns.any():
            cells = rows[:, None] & columns[None, :]
            if columns is what:
                cells &= used[:, None] < used[None, :]
            one, other = (int(used[np.flatnonzero(each)[-1]]) for each in (rows, columns))
            yield world.threshold(area, one, other, people=people), cells


def _log_ratios(expected: Floats, shown: Mask, threshold: int, sampling_rate: float) -> Floats:
    """How much likelier it is that a group is shown, or is not, with one person more."""
    with_one = (1 - sampling_rate) * pdtrc(threshold - 2, expected)
    without = pdtrc(threshold - 1, expected)
    with_one += sampling_rate * without
    likelier = np.log((with_one + LEAST) / (without + LEAST))
    return np.where(shown, likelier, np.log((1 - with_one + LEAST) / (1 - without + LEAST)))
