"""Where a profile is in its life: state, basis, confirmation, objection, as days before today."""

import datetime
import random
from dataclasses import dataclass

from profiles.demo.population.chance import Weights, happens, pick

STATES: Weights = {
    "published": 82,
    "draft": 4.5,
    "ready": 3,
    "paused": 2.5,
    "placed": 6,
    "objected": 2,
}
STALE = 0.17
# Six months are 181 to 184 days; no person is put on the edge, so that a count does not depend on the season.
FRESH_DAYS = (0, 170)
STALE_DAYS = (195, 900)
CONSENT = 0.8


@dataclass(frozen=True)
class Course:
    """The fields of a profile that say how far it is."""

    state: str
    basis: str
    basis_recorded_on: datetime.date | None
    confirmed_on: datetime.date | None
    objected_on: datetime.date | None


def course(lot: random.Random, *, today: datetime.date) -> Course:
    """A state with all that must go with it. After an objection: withdrawn, or not yet published."""
    drawn = pick(lot, STATES)
    confirmed = lot.randint(*(STALE_DAYS if happens(lot, STALE) else FRESH_DAYS))
    # Consent comes before the first confirmation, never after it.
    recorded = confirmed + lot.randint(0, 400)
    objected = lot.randint(0, confirmed)
    consent = happens(lot, CONSENT)
    unfinished = drawn in {"draft", "ready"}
    unset = drawn == "draft" and happens(lot, 0.7)
    return Course(
        state="withdrawn" if drawn == "objected" else drawn,
        basis="" if unset else "consent" if consent else "legal_task",
        basis_recorded_on=None if unset else _before(today, recorded),
        confirmed_on=None if unfinished and happens(lot, 0.6) else _before(today, confirmed),
        objected_on=_before(today, objected) if drawn == "objected" else None,
    )


def available_from(lot: random.Random, *, today: datetime.date) -> datetime.date:
    """Three in four can begin now; most of the others within three months."""
    if happens(lot, 0.76):
        return _before(today, lot.randint(0, 200))
    longest = 30 if happens(lot, 0.5) else 85 if happens(lot, 0.7) else 200
    return _before(today, -lot.randint(1, longest))


def _before(today: datetime.date, days: int) -> datetime.date:
    return today - datetime.timedelta(days=days)
