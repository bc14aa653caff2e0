import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.register.models import Profile


class ObjectionRefused(Exception):
    """The objection stands already, or there is none to take back."""


def record_objection(*, profile: Profile, on: datetime.date) -> Profile:
    """Record that the person objects to being shown: a profile that was released is so no longer.

    What employers see is the business of `profiles.publication`. Raises `ObjectionRefused`.
    """
    with transaction.atomic():
        current = Profile.objects.select_for_update().get(pk=profile.pk)
        if current.objected_on:
            raise ObjectionRefused(_("Het bezwaar was al vastgelegd."))
        current.objected_on = on
        if current.state == Profile.State.PUBLISHED:
            current.state = Profile.State.WITHDRAWN
        current.save()
    return current
