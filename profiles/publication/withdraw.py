"""A person no longer wants to be counted, or may not be."""

import datetime
from contextlib import suppress

from profiles.publication import locks
from profiles.publication.hide import HidingRefused, hide
from profiles.register.models import Profile
from profiles.register.verbs.record_objection import ObjectionRefused, record_objection


class WithdrawalRefused(Exception):
    """The profile cannot be withdrawn from the state it is in; the message says why. Nothing was changed."""


def withdraw(*, profile: Profile, on: datetime.date, objection: bool = False) -> Profile:
    """Withdraw a profile: off every list of the desk at once, and out of the next release.

    With `objection` the objection is recorded; it may come in any state, also
    of a person who is placed. May be repeated; then nothing changes. Raises `WithdrawalRefused`.
    """
    if objection:
        with locks.switching():
            with suppress(ObjectionRefused):
                record_objection(candidate=profile.candidate, on=on)
            return Profile.objects.get(pk=profile.pk)
    try:
        return hide(profile=profile, to=Profile.State.WITHDRAWN, on=on)
    except HidingRefused as error:
        raise WithdrawalRefused(str(error)) from error
