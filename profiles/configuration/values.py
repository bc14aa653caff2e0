"""The settings that an adopter changes, with their bounds: typed, and checked before they are saved."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

BOUNDS: Mapping[str, tuple[int, int]] = {
    "fresh_months": (1, 24),
    "remind_again_days": (1, 30),
    "escalate_days": (1, 30),
    "candidate_days": (1, 60),
    "demand_weeks": (4, 104),
    # Fewer would say what one employer looked for.
    "demand_threshold": (3, 100),
    "bulk_views": (10, 1000),
    "bulk_minutes": (1, 120),
    "least_free_percent": (1, 50),
    "release_age_days": (28, 366),
}
"""Field -> its lowest and highest value."""


@dataclass(frozen=True)
class Values:
    """Months, working days, weeks, searches, people, minutes, percent and days, as the fields say."""

    fresh_months: int
    remind_again_days: int
    escalate_days: int
    candidate_days: int
    demand_weeks: int
    demand_threshold: int
    bulk_views: int
    bulk_minutes: int
    least_free_percent: int
    release_age_days: int


def defaults() -> Values:
    """What applies while nothing is saved: the settings of the process."""
    return Values(**{name: getattr(settings, name.upper()) for name in BOUNDS})
