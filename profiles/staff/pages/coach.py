"""How well a candidate can be found: in which part of what employers search for, and which gap costs most."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from profiles.quality.fields import AVAILABILITY, PLACE
from profiles.quality.gap_costs import PersonCosts, gap_costs
from profiles.register.gaps import HOURS
from profiles.register.models import Candidate, Profile
from profiles.staff.forms.steps_of_form import STEP_OF
from profiles.staff.shares import percent
from profiles.vocabulary.attributes import BY_NAME

SHOWN_GAPS = 4


@dataclass(frozen=True)
class CostlyGap:
    """Something that is not recorded, where to fill it in, and in which part of the searches that costs."""

    label: str
    address: str
    share: str


@dataclass(frozen=True)
class Coach:
    """`found_in` is a percentage and `tenths` how many of ten bars it fills; empty where too little
    is searched for such work to give one, and without a profile.

    `hidden_because`: why no employer finds the candidate, whatever the percentage; empty when the
    next release counts the profile. `are_examples`: employers searched too little to go by.
    """

    found_in: str
    tenths: int
    gaps: Sequence[CostlyGap]
    hidden_because: str
    are_examples: bool

    @property
    def bars(self) -> Sequence[bool]:
        return [i < self.tenths for i in range(10)]


def coach(candidate: Candidate, profile: Profile | None, *, on: datetime.date) -> Coach:
    """The profile as it is stored, beside what employers searched for lately."""
    hidden = _hidden_because(candidate, profile, on)
    if profile is None:
        return Coach("", 0, (), hidden, False)
    costs = gap_costs(Profile.objects.filter(pk=profile.pk), on=on)
    mine = costs.people.get(profile.pk)
    if mine is None or not mine.fitting:
        return Coach("", 0, (), hidden, costs.are_examples)
    # Of a handful of searches a percentage would be a guess: only which gaps there are.
    if not mine.says_enough:
        gaps = [replace(gap, share="") for gap in _gaps(candidate, mine)]
        return Coach("", 0, gaps[:SHOWN_GAPS], hidden, costs.are_examples)
    share = mine.share(mine.certain)
    return Coach(
        percent(share), int(share * 10), list(_gaps(candidate, mine))[:SHOWN_GAPS], hidden, costs.are_examples
    )


def _gaps(candidate: Candidate, costs: PersonCosts) -> list[CostlyGap]:
    return [
        CostlyGap(str(BY_NAME[name].label), gap_address(candidate, name), percent(costs.share(lost)))
        for name, lost in costs.lost.items()
    ]


def gap_address(candidate: Candidate, name: str) -> str:
    """Where a field is filled in."""
    if name == PLACE:
        return reverse("staff:details", args=[candidate.pk]) + "#id_municipality"
    part = {AVAILABILITY: "available_from"}.get(name, name)
    field = "hours_min" if name == HOURS else part
    return f"{reverse('staff:profile', args=[candidate.pk])}?stap={STEP_OF[part]}#id_{field}"


def _hidden_because(candidate: Candidate, profile: Profile | None, on: datetime.date) -> str:
    if candidate.objected_on:
        return _("De kandidaat maakte bezwaar.")
    if profile is None:
        return _("Er is nog geen profiel.")
    if profile.state != Profile.State.PUBLISHED:
        return (
            _("Het profiel is nog niet vrijgegeven.")
            if profile.state
            in (
                Profile.State.DRAFT,
                Profile.State.READY,
            )
            else _("Het profiel is %(state)s.") % {"state": profile.get_state_display()}
        )
    if not profile.publication_basis:
        return _("Er is geen grondslag vastgelegd.")
    if not Profile.objects.publishable(on=on).contains(profile):
        return _("Het profiel is te lang niet bevestigd.")
    if candidate.municipality_id is None:
        return _("De gemeente is niet vastgelegd.")
    return ""
