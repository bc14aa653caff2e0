"""What it costs in what is told that a release keeps its promise together with the one before."""

import numpy as np

from profiles.anonymisation.policy import Policy as Rules
from profiles.anonymisation.sizing import told_worth
from profiles.publication.over_time.settle import Settled, settle
from profiles.publication.read import Population

# Of more people another release, only to compare with, costs minutes and gigabytes.
MEASURED_UP_TO = 20_000


def share_told(
    settled: Settled, *, everybody: Population, rules: Rules, lot: np.random.Generator
) -> float | None:
    """What is told by the weights of the policy, of what would be without a release before.

    `everybody`: who waits as well. None where that is not measured.
    """
    if len(everybody.profiles) > MEASURED_UP_TO:
        return None
    free = _worth(settle(everybody, rules, lot=lot, before=None), rules)
    return round(_worth(settled, rules) / free, 3) if free else None


def _worth(settled: Settled, rules: Rules) -> float:
    outcome = settled.outcome
    return told_worth(outcome.tree, given=outcome.given, verdicts=outcome.verdicts, policy=rules)
