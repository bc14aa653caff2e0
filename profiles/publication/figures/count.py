"""Count people by municipality: one statement, so that the figures agree with each other."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from profiles.register.models import Candidate, Organisation, Profile

_HAS_PROFILE = Q(profile__isnull=False)
_MUNICIPAL = Q(organisation__kind=Organisation.Kind.MUNICIPALITY)


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
    placed = Candidate.objects.filter(municipality__parent__isnull=False)
    counts = {
        "municipality_with": _people(_MUNICIPAL & _HAS_PROFILE),
        "municipality_without": _people(_MUNICIPAL & ~_HAS_PROFILE),
        "uwv_with": _people(~_MUNICIPAL & _HAS_PROFILE),
        "uwv_without": _people(~_MUNICIPAL & ~_HAS_PROFILE),
        "published": _among(Profile.objects.publishable(on=on)),
        "complete": _among(Profile.objects.complete()),
        "fresh": _among(Profile.objects.fresh(on=on)),
        "available": _among(Profile.objects.available(on=on)),
    }
    rows = (
        placed.order_by().values_list("municipality__code", "municipality__parent__code").annotate(**counts)
    )
    figures, regions = {}, {}
    for code, region, *found in rows:
        figures[code] = dict(zip(counts, found, strict=True))
        regions[code] = region
    return Counted(figures, regions, unplaced=Candidate.objects.filter(municipality__parent=None).count())


def _people(condition: Q) -> Count:
    return Count("pk", filter=condition)


def _among(profiles: QuerySet[Profile]) -> Count:
    return Count("pk", filter=Q(profile__in=profiles.order_by().values("pk")))
