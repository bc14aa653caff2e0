"""What employers see of a candidate: now, and after the next publication."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from explorer.release.models import NOT_RECORDED
from profiles.publication.catalogue import RELEASED_ATTRIBUTES
from profiles.publication.preview import ProfilePreview, ShownCard, ShownFact, forecast_profile, shown_profile
from profiles.publication.publish_release import PublicationRefused
from profiles.register.models import Profile
from profiles.staff.access import StaffRequest, may_change
from profiles.staff.doors import open_candidate
from profiles.staff.pages.profile_form import profile_of
from profiles.staff.standing import standing


@dataclass(frozen=True)
class Line:
    """One attribute as employers see it. No facts at all: it is held back, and unknown to them."""

    label: str
    facts: Sequence[ShownFact]

    @property
    def is_unknown(self) -> bool:
        return any(fact.code == NOT_RECORDED for fact in self.facts)

    @property
    def is_told(self) -> bool:
        return bool(self.facts) and not self.is_unknown


@dataclass(frozen=True)
class Sight:
    """One preview as the page draws it: the whole profile, or card by card only what that card tells."""

    preview: ProfilePreview
    cards: Sequence[tuple[int, Sequence[Line]]]


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
    cards = [(card.people, _lines(card)) for card in preview.cards]
    if preview.on_group_cards:
        # What one card leaves out another may tell, so it is not unknown to employers.
        cards = [(people, [line for line in lines if line.is_told]) for people, lines in cards]
    return Sight(preview, cards)


def _lines(card: ShownCard) -> list[Line]:
    return [
        Line(str(attribute.label), [fact for fact in card.facts if fact.attribute == attribute.name])
        for attribute in RELEASED_ATTRIBUTES
    ]
