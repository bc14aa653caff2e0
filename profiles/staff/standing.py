"""How a profile stands today, in a word, a colour and an icon; and when that changes by itself."""

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
class Standing:
    """`look` is the variant of `explorer-state`, `icon` one of the icons of the layout."""

    label: str
    look: str = ""
    icon: str = "info"


def standing(profile: Profile | None, *, on: datetime.date) -> Standing:
    """Where a profile stands on a day; objection and staleness come before its state."""
    if profile is None:
        return Standing(_("Nog geen profiel"))
    if profile.objected_on:
        return Standing(_("Bezwaar: blijft verborgen"), "late", "lock")
    if profile.state == State.PUBLISHED and _days_left(profile, on) <= 0:
        return Standing(_("Verborgen: niet bevestigd"), "late", "clock")
    look, icon = LOOKS[State(profile.state)]
    return Standing(str(profile.get_state_display()).capitalize(), look, icon)


def deadline(profile: Profile, *, on: datetime.date) -> Standing:
    """How long a released profile stays shown without another confirmation."""
    days = _days_left(profile, on)
    if days <= 0:
        return Standing(_("Verborgen tot u bevestigt"), "late", "clock")
    text = ngettext("Pauzeert over %(days)s dag", "Pauzeert over %(days)s dagen", days) % {"days": days}
    return Standing(text, "late" if days <= SOON else "wait", "clock")


def _days_left(profile: Profile, on: datetime.date) -> int:
    # Days until it is hidden; none when it is already.
    if profile.confirmed_on is None:
        return 0
    return (fresh_until(confirmed_on=profile.confirmed_on) - on).days + 1
