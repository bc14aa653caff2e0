import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.register.models import Candidate, Profile


class ObjectionRefused(Exception):
    """The objection was recorded before, or there is none to take back."""


def record_objection(*, candidate: Candidate, on: datetime.date) -> Candidate:
    """Record that the person objects to being counted, with or without a profile.

    A profile that was released is so no longer. What employers see is the business
    of `profiles.publication`. Raises `ObjectionRefused`.
    """
    with transaction.atomic():
        current = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
        if current.objected_on:
            raise ObjectionRefused(_("Het bezwaar was al vastgelegd."))
        current.objected_on = on
        current.save()
        for profile in Profile.objects.select_for_update(of=("self",)).filter(candidate=current):
            profile.objected_on = on
            if profile.state == Profile.State.PUBLISHED:
                # The database refuses a released profile with an objection: both change in one save.
                profile.state = Profile.State.WITHDRAWN
            profile.save()
    return current
