"""What consent does to a profile: its basis, and whether it is released."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from profiles.imports.report import Done
from profiles.register.models import Profile

State, Basis = Profile.State, Profile.Basis


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The day of the import, and the day that somebody vouches for, where one was given."""

    today: datetime.date
    confirmed_on: datetime.date | None = None

    @property
    def released_on(self) -> datetime.date:
        return self.confirmed_on or self.today


def give_consent(profile: Profile, calendar: Calendar) -> tuple[Done, str] | None:
    """Record consent and release the profile; what a colleague decided on it stays.

    Paused, placed, withdrawn, a draft or an objection: those are decisions of
    people, and a file may be older than they are. A profile that was released
    already counts as confirmed only on a day that somebody vouches for, since
    that it stands in an export again says nothing of it being right.
    """
    if profile.objected_on:
        return Done.NOTED, _("De kandidaat maakte bezwaar; het profiel blijft verborgen.")
    if not profile.publication_basis:
        profile.publication_basis, profile.basis_recorded_on = Basis.CONSENT, calendar.today
    if profile.state == State.READY:
        profile.state, profile.confirmed_on = State.PUBLISHED, calendar.released_on
        return Done.CHANGED, _("Er is nu toestemming: het profiel is vrijgegeven.")
    if profile.state != State.PUBLISHED:
        state = profile.get_state_display()
        return Done.NOTED, _("Het profiel staat hier op “%(state)s”; dat blijft zo.") % {"state": state}
    # Never backward: what a case worker confirmed later counts.
    vouched = calendar.confirmed_on
    if vouched and (profile.confirmed_on is None or profile.confirmed_on < vouched):
        profile.confirmed_on = vouched
        return Done.CHANGED, _("Bevestigd op %(date)s.") % {"date": vouched.isoformat()}
    return None


def take_consent_away(profile: Profile) -> tuple[Done, str] | None:
    """Remove consent as the basis, and pause a profile that was released on it."""
    if profile.publication_basis == Basis.LEGAL_TASK:
        return Done.NOTED, _("De grondslag is hier een wettelijke taak; die blijft staan.")
    had_basis = bool(profile.publication_basis)
    profile.publication_basis, profile.basis_recorded_on = "", None
    if profile.state == State.PUBLISHED:
        profile.state = State.PAUSED
        return Done.CHANGED, _("Er is geen toestemming meer: het profiel is nu verborgen.")
    return (Done.CHANGED, _("Er is geen toestemming meer.")) if had_basis else None
