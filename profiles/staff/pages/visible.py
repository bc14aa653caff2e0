"""What employers see of a candidate: now, and after the next publication."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from profiles.publication.preview import ProfilePreview, ShownFact, forecast_profile, shown_profile
from profiles.publication.publish_release import PublicationRefused
from profiles.register.models import Profile
from profiles.staff.access import StaffRequest, may_change
from profiles.staff.doors import open_candidate
from profiles.staff.pages.profile_form import profile_of
from profiles.staff.standing import standing
from profiles.vocabulary.attributes import ATTRIBUTES


@dataclass(frozen=True)
class Sight:
    """One preview as the page draws it: facts by attribute."""

    preview: ProfilePreview
    lines: Sequence[tuple[str, Sequence[ShownFact]]]


@require_safe
def visible(request: StaffRequest, pk: int) -> HttpResponse:
    """The row of the active release, and on request what a release would show now."""
    candidate = open_candidate(request, pk, page="zichtbaar")
    profile = profile_of(candidate)
    today = timezone.localdate()
    now = shown_profile(profile=profile) if profile else None
    context: dict[str, object] = {
        "candidate": candidate,
        "profile": profile,
        "standing": standing(profile, on=today),
        "may_be_shown": profile is not None and Profile.objects.publishable(on=today).contains(profile),
        "now": _sight(now) if now else None,
        "may_change": may_change(request.user),
    }
    if profile and ("straks" in request.GET or now is None):
        context |= _next(profile)
    return render(request, "profiles/visible.html", context)


def _next(profile: Profile) -> dict[str, object]:
    try:
        return {"next": _sight(forecast_profile(profile=profile, on=timezone.localdate()))}
    except PublicationRefused as refusal:
        return {"refusal": str(refusal)}


def _sight(preview: ProfilePreview) -> Sight:
    lines = [
        (str(attribute.label), [fact for fact in preview.facts if fact.attribute == attribute.name])
        for attribute in ATTRIBUTES
    ]
    return Sight(preview, [(label, facts) for label, facts in lines if facts])
