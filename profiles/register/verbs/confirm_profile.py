import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.register.models import Profile

CONFIRMABLE = (Profile.State.DRAFT, Profile.State.READY, Profile.State.PUBLISHED, Profile.State.PAUSED)


class ConfirmationRefused(Exception):
    """A person at work, or withdrawn, has nothing to confirm."""


def confirm_profile(*, profile: Profile, on: datetime.date) -> Profile:
    """Record that a profile is still right on a day. Raises `ConfirmationRefused`."""
    with transaction.atomic():
        current = Profile.objects.select_for_update().get(pk=profile.pk)
        if current.state not in CONFIRMABLE:
            raise ConfirmationRefused(
                _("Dit profiel is %(state)s. Er valt niets te bevestigen.")
                % {"state": current.get_state_display()}
            )
        current.confirmed_on = on
        current.save()
    return current
