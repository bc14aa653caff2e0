"""Count people by municipality: one statement, so that the figures agree with each other."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Value

from profiles.anonymisation.cell_suppression.cells import COUNTED
from profiles.register.models import Candidate, Organisation, Profile
from profiles.register.models.candidate import CandidateQuerySet

MUNICIPAL = Q(organisation__kind=Organisation.Kind.MUNICIPALITY)


@dataclass(frozen=True)
class Counted:
    """Figures by the code of a municipality, and the region of each. Of `unplaced` it is not recorded."""

    figures: Mapping[str, Mapping[str, int]]
    regions: Mapping[str, str]
    unplaced: int = 0


def count_people(*, on: datetime.date) -> Counted:
    """All people in the register, by municipality; `published` those that a release counts.

    With a profile: whatever the state it is in. Published, complete, fresh and
    available are of those; published and available are always fresh.
    """
    placed = Candidate.objects.filter(municipality__parent__isnull=False).order_by()
    first, *others = (_by_place(name, people) for name, people in _people(placed, on).items())
    figures: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    regions = {}
    # A union and no filters of one count: the database would ask each profile anew whether it is complete.
    for code, region, name, people in first.union(*others, all=True):
        figures[code][name] = people
        regions[code] = region
    return Counted(
        dict(figures), regions, unplaced=Candidate.objects.filter(municipality__parent=None).count()
    )


def _people(placed: CandidateQuerySet, on: datetime.date) -> dict[str, CandidateQuerySet]:
    with_profile, without = placed.filter(profile__isnull=False), placed.filter(profile__isnull=True)
    return {
        "municipality_with": with_profile.filter(MUNICIPAL),
        "municipality_without": without.filter(MUNICIPAL),
        "uwv_with": with_profile.exclude(MUNICIPAL),
        "uwv_without": without.exclude(MUNICIPAL),
        "published": placed.filter(profile__in=Profile.objects.publishable(on=on)),
        "complete": placed.filter(profile__in=Profile.objects.complete()),
        "fresh": placed.filter(profile__in=Profile.objects.fresh(on=on)),
        "available": placed.filter(profile__in=Profile.objects.available(on=on)),
    }


def _by_place(name: str, people: CandidateQuerySet) -> CandidateQuerySet:
    """Rows of municipality, region, name and number."""
    places = people.values("municipality__code", "municipality__parent__code")
    counted = places.annotate(figure=Value(name), people=Count("pk"))
    return counted.values_list("municipality__code", "municipality__parent__code", "figure", "people")
