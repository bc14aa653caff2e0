"""What to fill in first: the fields that leave most searches without an answer."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from profiles.quality.fields import FIELDS
from profiles.quality.findability import Findability
from profiles.quality.people import NOWHERE, ProfilesInUse

MAX_ACTIONS = 3


@dataclass(frozen=True)
class FieldToFill:
    """Filling in `field` in `profiles` profiles that miss it.

    It decides for `people` of them, in `searches` searches, whether they fit;
    `answers` is how often: pairs of a search and a profile. Most of those are in
    the municipality `place` (a primary key, or None), where `there` profiles miss the field.
    """

    field: str
    profiles: int
    people: int
    searches: int
    answers: int
    place: int | None
    there: int


def actions(people: ProfilesInUse, found: Findability) -> list[FieldToFill]:
    """The three that decide most, the best first; fewer when nothing else would decide anything."""
    # The name of the field at the end, so that equal gains keep one order.
    possible = sorted(_all(people, found), key=lambda action: (-action.answers, action.field))
    return possible[:MAX_ACTIONS]


def _all(people: ProfilesInUse, found: Findability) -> Iterator[FieldToFill]:
    for number, name in enumerate(FIELDS):
        gains = found.undecided[:, number]
        if gains.any():
            # The municipality in which most would be decided; None when that is nowhere that is recorded.
            numbers, inverse = np.unique(people.places, return_inverse=True)
            totals = np.bincount(inverse, weights=gains)
            # "Nowhere" is no place to send a colleague to.
            totals[numbers == NOWHERE] = 0
            place = int(numbers[totals.argmax()]) if totals.any() else None
            missing = people.missing[:, number]
            yield FieldToFill(
                field=name,
                profiles=int(missing.sum()),
                people=int(np.count_nonzero(gains)),
                searches=int(found.helped[number]),
                answers=int(gains.sum()),
                place=place,
                there=int((missing & (people.places == place)).sum()) if place else 0,
            )
