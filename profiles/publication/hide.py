"""Take a person out of sight at once: placed, paused or withdrawn."""

import datetime

from django.utils.translation import gettext as _

from profiles.publication import locks
from profiles.publication.conceal import conceal_place
from profiles.register.lifecycle import TransitionRefused, move
from profiles.register.models import Profile

HIDING_STATES = frozenset({Profile.State.PAUSED, Profile.State.PLACED, Profile.State.WITHDRAWN})


class HidingRefused(Exception):
    """The profile cannot be brought into that state; the message says why. Nothing was changed."""


def hide(*, profile: Profile, to: str, on: datetime.date) -> Profile:
    """Bring a profile into a state in which nobody may see it, and hide the person in every release.

    May be repeated: a profile that is in the state already is only hidden.
    Raises `HidingRefused`. Until the next release others on the same row stay;
    a fact may then be shared by fewer than k of those still shown.

    Two databases: the outside is committed first, and then the register. Cut
    off in between, the person is hidden while the inside does not say so yet,
    never the other way round; doing it again finishes it. The next release
    shows the person again if by then the profile is publishable.
    """
    if to not in HIDING_STATES:
        raise HidingRefused(_("In de toestand “%(state)s” blijft een profiel zichtbaar.") % {"state": to})
    with locks.switching():
        current = Profile.objects.select_for_update().get(pk=profile.pk)
        if current.state != to:
            try:
                current = move(profile=current, to=to, on=on)
            except TransitionRefused as error:
                raise HidingRefused(str(error)) from error
        with locks.outside():
            conceal_place(profile_id=current.pk)
    return current
