"""Take a person off every list: placed, paused or withdrawn."""

import datetime

from django.utils.translation import gettext as _

from profiles.publication import locks
from profiles.register.lifecycle import TransitionRefused, move
from profiles.register.models import Profile

HIDING_STATES = frozenset({Profile.State.PAUSED, Profile.State.PLACED, Profile.State.WITHDRAWN})


class HidingRefused(Exception):
    """The profile cannot be brought into that state; the message says why. Nothing was changed."""


def hide(*, profile: Profile, to: str, on: datetime.date) -> Profile:
    """Bring a profile into a state in which it counts in no next release. Raises `HidingRefused`.

    At once in the register: no list of the desk has the person any more. Outside
    nothing changes until the next release, since no row there is about one person.
    It may be repeated: a profile that is in the state already stays as it is.
    """
    if to not in HIDING_STATES:
        raise HidingRefused(_("In de toestand “%(state)s” telt een profiel nog mee.") % {"state": to})
    with locks.switching():
        # Read again under the lock: a colleague may have taken the step already.
        current = Profile.objects.select_for_update().get(pk=profile.pk)
        if current.state == to:
            return current
        try:
            return move(profile=current, to=to, on=on)
        except TransitionRefused as error:
            raise HidingRefused(str(error)) from error
