"""What ends when nothing is done: profiles pause, people are erased. By the terms of `RetentionPolicy`."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from profiles.caseload.models import RetentionPolicy
from profiles.publication.erase_candidate import erase_candidate
from profiles.publication.hide import HidingRefused, hide
from profiles.register.models import Candidate, Profile
from profiles.register.months import months_later

State = Profile.State
PAUSE, NO_PROFILE, PLACED, WITHDRAWN = "pause", "no_profile", "placed", "withdrawn"


@dataclass(frozen=True)
class Ending:
    """A term that ends: the candidate, `PAUSE` or the reason of an erasure, and the earliest day."""

    candidate: Candidate
    reason: str
    day: datetime.date


def paused_by(*, on: datetime.date, ahead: bool = False) -> Q:
    """Candidates with a profile that pauses by a day; `ahead` adds those of the term of notice."""
    policy = RetentionPolicy.current()
    before = months_later(_seen_from(policy, on, ahead), -policy.pause_months)
    old = Q(profile__confirmed_on=None) | Q(profile__confirmed_on__lt=before)
    return old & Q(profile__state=State.PUBLISHED)


def erased_by(*, on: datetime.date, ahead: bool = False) -> Q:
    """Candidates with a retention period that ends by a day; `ahead` adds those of the term of notice."""
    policy = RetentionPolicy.current()
    day = _seen_from(policy, on, ahead)
    return (
        Q(profile=None, created_at__date__lt=months_later(day, -policy.no_profile_months))
        | Q(
            profile__state=State.PLACED,
            profile__updated_at__date__lt=months_later(day, -policy.placed_months),
        )
        | Q(
            profile__state=State.WITHDRAWN,
            profile__updated_at__date__lt=months_later(day, -policy.withdrawn_months),
        )
    )


def endings(*, on: datetime.date, ahead: bool = False) -> Iterator[Ending]:
    """What would end, people in order of their number."""
    policy = RetentionPolicy.current()
    due = Candidate.objects.filter(paused_by(on=on, ahead=ahead) | erased_by(on=on, ahead=ahead))
    for candidate in due.select_related("profile", "organisation").order_by("pk").iterator():
        yield ending_of(candidate, policy=policy)


def ending_of(candidate: Candidate, *, policy: RetentionPolicy) -> Ending:
    """What happens to a candidate when the term ends, and on which day."""
    profile: Profile | None = getattr(candidate, "profile", None)
    if profile is None:
        since, reason, months = candidate.created_at.date(), NO_PROFILE, policy.no_profile_months
    elif profile.state == State.PLACED:
        since, reason, months = profile.updated_at.date(), PLACED, policy.placed_months
    elif profile.state == State.WITHDRAWN:
        since, reason, months = profile.updated_at.date(), WITHDRAWN, policy.withdrawn_months
    else:
        since, reason = profile.confirmed_on or profile.updated_at.date(), PAUSE
        months = policy.pause_months
    return Ending(candidate, reason, months_later(since, months) + datetime.timedelta(days=1))


def end(ending: Ending, *, on: datetime.date) -> bool:
    """Do it; False when it changed in the meantime and stays. An erasure may be repeated."""
    # Asked again: between the list and this moment a colleague may have confirmed the profile.
    due = erased_by(on=on) if ending.reason != PAUSE else paused_by(on=on)
    if not Candidate.objects.filter(due, pk=ending.candidate.pk).exists():
        return False
    if ending.reason != PAUSE:
        erase_candidate(candidate=ending.candidate, on=on)
        return True
    # Pausing goes the way of every hiding, so that the person is on no list outside either.
    try:
        hide(profile=ending.candidate.profile, to=State.PAUSED, on=on)
    except HidingRefused:
        return False
    return True


def _seen_from(policy: RetentionPolicy, on: datetime.date, ahead: bool) -> datetime.date:
    return on + datetime.timedelta(days=policy.notice_days) if ahead else on
