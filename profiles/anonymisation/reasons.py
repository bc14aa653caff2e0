"""Why a fact is not shown as it was given."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Reason(StrEnum):
    """In the order in which the rules are applied: a later one only meets what the earlier ones left."""

    TOO_FEW_PEOPLE = "too_few_people"
    PLACE_FLOOR = "place_floor"
    BAND_FLOOR = "band_floor"
    OVER_CAP = "over_cap"
    RARE_IN_CLASS = "rare_in_class"
    TOO_FEW_TOGETHER = "too_few_together"
    COVERS_FOR_OTHERS = "covers_for_others"
    TOO_FEW_TWINS = "too_few_twins"


REASONS = tuple(Reason)
SHOWN = -1

# Per pair: SHOWN, or the position in REASONS of why it is not.
Verdicts = NDArray[np.int8]


def verdict(reason: Reason) -> int:
    return REASONS.index(reason)
