"""The door: people, words and areas in; the groups of a release out."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from profiles.anonymisation.audit import Audit, audit
from profiles.anonymisation.closing import groups_of, label
from profiles.anonymisation.counting import count, living
from profiles.anonymisation.policy import Rules
from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Areas, Layout, People, Words


@dataclass(frozen=True)
class MadeGroups:
    """`groups` in the order of their key, `shapes`: name -> how many groups, and what the audit did."""

    groups: npt.NDArray[np.void]
    shapes: dict[str, int]
    audit: Audit


def make_groups(*, people: People, words: Words, areas: Areas, policy: Rules, secret: bytes) -> MadeGroups:
    """All groups of a release by a policy. A secret of the year decides what is left out."""
    layout = Layout(words, areas)
    lives = living(people, layout)
    thresholds = layout.thresholds(policy.published_shapes, k=policy.k, living=lives)
    sampling = Sampling(secret, rate=policy.sampling_rate)
    matrices = count(people, layout, thresholds, sampling)
    label(matrices, layout, thresholds, k=policy.k)
    audited = audit(matrices, layout, thresholds, policy=policy, living=lives)
    # After the audit, which lowers labels in these matrices.
    groups = groups_of(matrices, layout, thresholds)
    return MadeGroups(groups, count_shapes(groups, layout, policy), audited)


def count_shapes(groups: npt.NDArray[np.void], layout: Layout, policy: Rules) -> dict[str, int]:
    """How many groups each published shape has, in the order of the table."""
    found = Counter({shape.name: 0 for shape in policy.published_shapes})
    attributes, of_concept = np.unique(np.array(layout.words.attributes), return_inverse=True)
    of_group = of_concept[groups["condition"]]
    keys, counts = np.unique(groups["area"].astype(np.int64) * len(attributes) + of_group, return_counts=True)
    for key, number in zip(keys.tolist(), counts.tolist(), strict=True):
        area, attribute = divmod(key, len(attributes))
        shape = layout.shape(area, str(attributes[attribute]), policy.published_shapes)
        if shape:
            found[shape.name] += number
    return dict(found)
