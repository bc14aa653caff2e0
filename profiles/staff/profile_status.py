"""The status of a profile today, in a word, a colour and an icon; and when it changes by itself."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.register.freshness import fresh_until
from profiles.register.models import Profile

State = Profile.State
SOON = 7
LOOKS = {
    State.DRAFT: ("", "info"),
    State.READY: ("info", "tick"),
    State.PUBLISHED: ("ok", "eye"),
    State.PAUSED: ("wait", "clock"),
    State.PLACED: ("", "people"),
    State.WITHDRAWN: ("", "lock"),
}


@dataclass(frozen=True)
class ProfileStatus:
    """`look` is the variant of `explorer-state`, `icon` one of the icons of the layout."""

    label: str
    look: str = ""
    icon: str = "info"


def profile_status(
    profile: Profile | None, *, on: datetime.date, objected_on: datetime.date | None = None
) -> ProfileStatus:
    """The status on a day; objection and staleness come before the state of the profile.

    `objected_on` is that of the candidate; there may be no profile.
    """
    if objected_on or (profile and profile.objected_on):
        return ProfileStatus(_("Bezwaar: telt niet mee"), "late", "lock")
    if profile is None:
        return ProfileStatus(_("Nog geen profiel"))
    if profile.state == State.PUBLISHED and _days_left(profile, on) <= 0:
        return ProfileStatus(_("Telt niet mee: niet bevestigd"), "late", "clock")
    look, icon = LOOKS[State(profile.state)]
    return ProfileStatus(str(profile.get_state_display()).capitalize(), look, icon)


def deadline(profile: Profile, *, on: datetime.date) -> ProfileStatus:
    """How long a released profile counts without another confirmation."""
    days = _days_left(profile, on)
    if days <= 0:
        return ProfileStatus(_("Telt niet mee tot u bevestigt"), "late", "clock")
    text = ngettext("Telt nog %(days)s dag mee", "Telt nog %(days)s dagen mee", days) % {"days": days}
    return ProfileStatus(text, "late" if days <= SOON else "wait", "clock")


def _days_left(profile: Profile, on: datetime.date) -> int:
    if profile.confirmed_on is None:
        return 0
    # The last day counts too.
    return (fresh_until(confirmed_on=profile.confirmed_on) - on).days + 1
