"""Count people by municipality: one statement, so that the figures agree with each other."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Value

from profiles.anonymisation.cell_suppression.cells import COUNTED
from profiles.register.models import Candidate, Organisation, Profile
from profiles.register.models.candidate import CandidateQuerySet
from profiles.register.models.profile import ProfileQuerySet

MUNICIPAL = Q(organisation__kind=Organisation.Kind.MUNICIPALITY)


@dataclass(frozen=True)
class PeopleCounts:
    """Figures by the code of a municipality, and the region of each. Of `unplaced` it is not recorded."""

    figures: Mapping[str, Mapping[str, int]]
    regions: Mapping[str, str]
    unplaced: int = 0


def count_people(*, on: datetime.date) -> PeopleCounts:
    """All people in the register, by municipality; `published` those that a release counts.

    With a profile: whatever the state it is in. Published, complete, fresh and
    available are of those; published and available are always fresh.
    """
    rows = [
        *(_by_place(name, people) for name, people in _candidates().items()),
        *(
            _by_place(name, profiles, "candidate__")
            for name, profiles in {
                "published": Profile.objects.publishable(on=on),
                "complete": Profile.objects.complete(),
                "fresh": Profile.objects.fresh(on=on),
                "available": Profile.objects.available(on=on),
            }.items()
        ),
    ]
    figures: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    regions = {}
    # A union and no filters of one count: each profile is asked once whether it is complete.
    for code, region, name, people in rows[0].union(*rows[1:], all=True):
        figures[code][name] = people
        regions[code] = region
    return PeopleCounts(
        dict(figures), regions, unplaced=Candidate.objects.filter(municipality__parent=None).count()
    )


def _candidates() -> dict[str, CandidateQuerySet]:
    with_profile = Candidate.objects.filter(profile__isnull=False)
    without = Candidate.objects.filter(profile__isnull=True)
    return {
        "municipality_with": with_profile.filter(MUNICIPAL),
        "municipality_without": without.filter(MUNICIPAL),
        "uwv_with": with_profile.exclude(MUNICIPAL),
        "uwv_without": without.exclude(MUNICIPAL),
    }


def _by_place(name: str, people: CandidateQuerySet | ProfileQuerySet, candidate: str = "") -> Any:
    """Rows of municipality, region, name and number, as a queryset; people without a place are left out."""
    # Profiles reach the place through their person.
    place, region = f"{candidate}municipality__code", f"{candidate}municipality__parent__code"
    placed = people.filter(**{f"{candidate}municipality__parent__isnull": False}).order_by()
    counted = placed.values(place, region).annotate(figure=Value(name), people=Count("pk"))
    return counted.values_list(place, region, "figure", "people")
