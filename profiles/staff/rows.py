"""Candidates as lists show them: the name, the work, the status, what is missing."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from profiles.register.gaps import gaps
from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.register.models.candidate import CandidateQuerySet
from profiles.register.models.profile import ProfileQuerySet
from profiles.staff.profile_status import ProfileStatus, deadline, profile_status
from profiles.vocabulary.attributes import BY_NAME

HEADLINE_TASKS = 2


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    candidate: Candidate
    profile: Profile | None
    headline: str
    status: ProfileStatus
    deadline: ProfileStatus | None
    missing: Sequence[str]


def with_facts(profiles: ProfileQuerySet) -> ProfileQuerySet:
    """What rows of profiles need, in two queries whatever their number."""
    facts = ProfileFact.objects.select_related("concept")
    return profiles.select_related("candidate__organisation").prefetch_related(Prefetch("facts", facts))


def with_profiles(candidates: CandidateQuerySet) -> CandidateQuerySet:
    """What rows of candidates need, in two queries whatever their number."""
    facts = ProfileFact.objects.select_related("concept")
    return candidates.select_related("organisation", "profile").prefetch_related(
        Prefetch("profile__facts", facts)
    )


def rows_of_profiles(profiles: Iterable[Profile], *, on: datetime.date) -> list[Row]:
    """Lines for profiles from `with_facts`."""
    return [_row(profile.candidate, profile, on) for profile in profiles]


def rows_of_candidates(candidates: Iterable[Candidate], *, on: datetime.date) -> list[Row]:
    """Lines for candidates from `with_profiles`, also for those without a profile."""
    return [_row(candidate, getattr(candidate, "profile", None), on) for candidate in candidates]


def headline(profile: Profile) -> str:
    """Tasks and hours in a line: "Orderpicken en inpakken · 24–32 uur"."""
    tasks = [fact.concept for fact in profile.facts.all() if fact.concept.attribute == "task"]
    tasks.sort(key=lambda concept: concept.position)
    parts = [", ".join(concept.label for concept in tasks[:HEADLINE_TASKS]), hours_text(profile)]
    return " · ".join(part for part in parts if part) or _("Nog geen taken en uren")


def hours_text(profile: Profile) -> str:
    """The range of hours, or nothing where it is not recorded."""
    if profile.hours_min is None:
        return ""
    if profile.hours_min == profile.hours_max:
        return _("%(hours)s uur") % {"hours": profile.hours_min}
    return _("%(first)s–%(last)s uur") % {"first": profile.hours_min, "last": profile.hours_max}


def missing_labels(profile: Profile) -> list[str]:
    """Names of the gaps, as in the form."""
    return [str(BY_NAME[name].label) for name in gaps(profile)]


def _row(candidate: Candidate, profile: Profile | None, on: datetime.date) -> Row:
    released = profile is not None and profile.state == Profile.State.PUBLISHED
    return Row(
        candidate=candidate,
        profile=profile,
        headline=headline(profile) if profile else "",
        status=profile_status(profile, on=on, objected_on=candidate.objected_on),
        deadline=deadline(profile, on=on) if profile and released else None,
        missing=missing_labels(profile) if profile else [],
    )
