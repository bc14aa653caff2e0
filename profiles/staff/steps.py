"""The steps a case worker can take with a candidate, as buttons: which ones now, and what each does."""

import datetime
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.publication import locks
from profiles.publication.hide import HIDING_STATES, HidingRefused, hide
from profiles.publication.withdraw import WithdrawalRefused
from profiles.register.lifecycle import TRANSITIONS, TransitionRefused, move
from profiles.register.models import Candidate, Profile
from profiles.register.verbs.confirm_profile import CONFIRMABLE, ConfirmationRefused, confirm_profile
from profiles.register.verbs.lift_objection import lift_objection
from profiles.register.verbs.record_objection import ObjectionRefused, record_objection

State = Profile.State
Take = Callable[[Candidate, Profile | None, datetime.date], Profile | None]
Refused = (TransitionRefused, ConfirmationRefused, ObjectionRefused, HidingRefused, WithdrawalRefused)


@dataclass(frozen=True)
class Step:
    """`hides` is taken before the form is saved, so that no error in the form can hold it up.

    A step with a `question` is asked on a page of its own, since it has no button that undoes it.
    """

    name: str
    label: str | Promise
    done: str | Promise
    hides: bool
    take: Take
    possible: Callable[[Candidate, Profile | None], bool]
    question: str | Promise = ""

    @property
    def asks_first(self) -> bool:
        return bool(self.question)


def steps_for(candidate: Candidate, profile: Profile | None) -> list[Step]:
    """The steps that are possible now; a profile of None is still to be made."""
    return [step for step in STEPS if step.possible(candidate, profile)]


def _moving(to: State, label: str | Promise, done: str | Promise, question: str | Promise = "") -> Step:
    hides = to in HIDING_STATES

    def possible(candidate: Candidate, profile: Profile | None) -> bool:
        # A profile that is still to be made starts as a draft, and there is nothing to hide yet.
        state = State(profile.state) if profile else State.DRAFT
        if candidate.objected_on and to == State.PUBLISHED:
            return False
        return to in TRANSITIONS[state] and (profile is not None or not hides)

    def take(candidate: Candidate, profile: Profile | None, on: datetime.date) -> Profile | None:
        if profile is None:
            return None
        return hide(profile=profile, to=to, on=on) if hides else move(profile=profile, to=to, on=on)

    return Step(to.value, label, done, hides, take, possible, question)


def _object(candidate: Candidate, profile: Profile | None, on: datetime.date) -> Profile | None:
    # Under the lock of the release switch: no release is being shown while the person leaves it.
    with locks.switching(), suppress(ObjectionRefused):
        record_objection(candidate=candidate, on=on)
    return Profile.objects.filter(candidate=candidate).first()


def _lift(candidate: Candidate, profile: Profile | None, on: datetime.date) -> Profile | None:
    lift_objection(candidate=candidate)
    return Profile.objects.filter(candidate=candidate).first()


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
        lambda candidate, profile, on: confirm_profile(profile=profile, on=on) if profile else None,
        lambda candidate, profile: profile is not None and profile.state in CONFIRMABLE,
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
        _("Is deze kandidaat aan het werk?"),
    ),
    _moving(
        State.WITHDRAWN,
        _("Trek terug"),
        _("Het profiel is teruggetrokken. Het staat op geen lijst meer en telt niet meer mee."),
        _("Wilt u dit profiel terugtrekken?"),
    ),
    Step(
        "objection",
        _("Kandidaat maakt bezwaar"),
        _("Het bezwaar is vastgelegd. De kandidaat staat op geen lijst meer en telt niet meer mee."),
        True,
        _object,
        lambda candidate, profile: candidate.objected_on is None,
        _("Maakt de kandidaat bezwaar?"),
    ),
    Step(
        "lift",
        _("Bezwaar is ingetrokken"),
        _("Het bezwaar is ingetrokken. Het profiel telt nog niet mee: geef het eerst vrij."),
        False,
        _lift,
        lambda candidate, profile: candidate.objected_on is not None,
    ),
)
BY_NAME = {step.name: step for step in STEPS}
