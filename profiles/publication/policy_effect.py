"""What a change of policy does to a release of now: groups and recall, by the former rules and the new.

Recall is of the groups that really have five people or more, all shapes, nothing left out: the
same truth for both, so that the two numbers compare.
"""

import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.release.shapes import SHAPES
from profiles.anonymisation.closing import groups_of, label
from profiles.anonymisation.counting import count, living
from profiles.anonymisation.policy import LEAST_K, Rules
from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Layout
from profiles.publication.models import Policy, PolicyProposal, SamplingSecret
from profiles.publication.policy_values import policy_of
from profiles.publication.publish_release import PublicationRefused, count_release, rules_of
from profiles.publication.read import Population

Groups = npt.NDArray[np.void]


def policy_effect(*, proposal: PolicyProposal, on: datetime.date) -> dict[str, Any]:
    """`former` and `new`: people, groups, groups by shape, and the share of true groups shown.

    Where no release can be made by the rules, `refused` says why instead.
    """
    former = policy_of(proposal.former) if proposal.former else Policy.objects.default()
    return {
        "on": on.isoformat(),
        "former": _of(rules_of(former), on) if former else {},
        "new": _of(rules_of(policy_of(proposal.values)), on),
    }


def _of(rules: Rules, on: datetime.date) -> dict[str, Any]:
    try:
        counted = count_release(on=on, rules=rules)
    except PublicationRefused as refusal:
        return {"refused": str(refusal)}
    # Of the same people, so that only the rules differ.
    truth = true_groups(counted.population, SamplingSecret.of(on=on))
    shown = np.isin(_keys(truth), _keys(counted.made.groups))
    return {
        **{name: counted.counts[name] for name in ("people", "groups", "shapes")},
        "recall": round(float(shown.mean()), 4) if len(truth) else 0.0,
    }


def true_groups(population: Population, secret: bytes) -> Groups:
    """Every group of at least five people, whatever a policy says."""
    layout = Layout(population.numbering.words, population.places.sets)
    thresholds = layout.thresholds(SHAPES, k=LEAST_K, living=living(population.people, layout))
    matrices = count(population.people, layout, thresholds, Sampling(secret, rate=0))
    label(matrices, layout, thresholds, k=LEAST_K)
    return groups_of(matrices, layout, thresholds)


def _keys(groups: Groups) -> npt.NDArray[np.int64]:
    columns = (groups[name].astype(np.int64) for name in ("what", "area", "condition"))
    what, area, condition = columns
    # One number a group: a comparison of arrays is then one search.
    return (what << 40) | (area << 20) | condition
