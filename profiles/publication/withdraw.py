"""A person no longer wants to be shown, or may not be."""

import datetime

from profiles.publication import locks
from profiles.publication.conceal import conceal_place
from profiles.publication.hide import HidingRefused, hide
from profiles.register.models import Profile
from profiles.register.verbs.record_objection import ObjectionRefused, record_objection


class WithdrawalRefused(Exception):
    """The profile cannot be withdrawn from the state it is in; the message says why. Nothing was changed."""


def withdraw(*, profile: Profile, on: datetime.date, objection: bool = False) -> Profile:
    """Withdraw a profile and hide the person at once in every release, active or not.

    With `objection` the objection is recorded; it may come in any state, also
    of somebody who is placed. May be repeated; then nothing changes. Raises
    `WithdrawalRefused`. For the order of the two databases see `hide`.
    """
    if objection:
        return _object(profile, on)
    try:
        return hide(profile=profile, to=Profile.State.WITHDRAWN, on=on)
    except HidingRefused as error:
        raise WithdrawalRefused(str(error)) from error


def _object(profile: Profile, on: datetime.date) -> Profile:
    with locks.switching():
        try:
            current = record_objection(profile=profile, on=on)
        except ObjectionRefused:
            current = Profile.objects.get(pk=profile.pk)
        with locks.outside():
            conceal_place(profile_id=current.pk)
    return current
