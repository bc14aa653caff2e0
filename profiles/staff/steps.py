"""The steps a case worker can take with a profile, as buttons: which ones now, and what each does."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.publication.hide import HIDING_STATES, HidingRefused, hide
from profiles.publication.withdraw import WithdrawalRefused, withdraw
from profiles.register.lifecycle import TRANSITIONS, TransitionRefused, move
from profiles.register.models import Profile
from profiles.register.verbs.confirm_profile import CONFIRMABLE, ConfirmationRefused, confirm_profile
from profiles.register.verbs.lift_objection import lift_objection
from profiles.register.verbs.record_objection import ObjectionRefused

State = Profile.State
Take = Callable[[Profile, datetime.date], Profile]
Refused = (TransitionRefused, ConfirmationRefused, ObjectionRefused, HidingRefused, WithdrawalRefused)


@dataclass(frozen=True)
class Step:
    """`hides` is taken before the form is saved, so that no error in the form can hold it up."""

    name: str
    label: str | Promise
    done: str | Promise
    hides: bool
    take: Take
    possible: Callable[[Profile | None], bool]


def steps_for(profile: Profile | None) -> list[Step]:
    """The steps that are possible with a profile now; None is a profile still to be made."""
    return [step for step in STEPS if step.possible(profile)]


def _moving(to: State, label: str | Promise, done: str | Promise) -> Step:
    hides = to in HIDING_STATES

    def possible(profile: Profile | None) -> bool:
        state = State(profile.state) if profile else State.DRAFT
        if profile and profile.objected_on and to == State.PUBLISHED:
            return False
        return to in TRANSITIONS[state] and (profile is not None or not hides)

    def take(profile: Profile, on: datetime.date) -> Profile:
        return hide(profile=profile, to=to, on=on) if hides else move(profile=profile, to=to, on=on)

    return Step(to.value, label, done, hides, take, possible)


STEPS = (
    _moving(State.READY, _("Bewaar en zet op klaar"), _("Het profiel is klaar om vrij te geven.")),
    _moving(
        State.PUBLISHED,
        _("Bewaar en geef vrij"),
        _("Het profiel is vrijgegeven. Het telt mee vanaf de volgende stand."),
    ),
    _moving(State.DRAFT, _("Bewaar en zet terug naar concept"), _("Het profiel is weer een concept.")),
    Step(
        "confirm",
        _("Klopt nog"),
        _("Bevestigd: dit profiel klopt nog."),
        False,
        lambda profile, on: confirm_profile(profile=profile, on=on),
        lambda profile: profile is not None and profile.state in CONFIRMABLE,
    ),
    _moving(
        State.PAUSED,
        _("Pauzeer"),
        _("Het profiel is gepauzeerd. Het staat op geen lijst meer en telt bij de volgende stand niet mee."),
    ),
    _moving(
        State.PLACED,
        _("Aan het werk"),
        _("De kandidaat is aan het werk. Het profiel staat op geen lijst meer en telt niet meer mee."),
    ),
    _moving(
        State.WITHDRAWN,
        _("Trek terug"),
        _("Het profiel is teruggetrokken. Het staat op geen lijst meer en telt niet meer mee."),
    ),
    Step(
        "objection",
        _("Kandidaat maakt bezwaar"),
        _("Het bezwaar is vastgelegd. Het profiel staat op geen lijst meer en telt niet meer mee."),
        True,
        lambda profile, on: withdraw(profile=profile, on=on, objection=True),
        lambda profile: profile is not None and profile.objected_on is None,
    ),
    Step(
        "lift",
        _("Bezwaar is ingetrokken"),
        _("Het bezwaar is ingetrokken. Het profiel telt nog niet mee: geef het eerst vrij."),
        False,
        lambda profile, on: lift_objection(profile=profile),
        lambda profile: profile is not None and profile.objected_on is not None,
    ),
)
BY_NAME = {step.name: step for step in STEPS}
