import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.register.models import Profile
from profiles.register.verbs.confirm_profile import ConfirmationRefused


def undo_confirmation(
    *, profile: Profile, confirmed_on: datetime.date, before: datetime.date | None
) -> Profile:
    """Put the date back as it was before it was confirmed on a day. Raises `ConfirmationRefused`.

    Only while that confirmation is the last: a step or a save of a colleague in between
    leaves the date alone, a later confirmation does not.
    """
    with transaction.atomic():
        current = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
        if current.confirmed_on != confirmed_on:
            raise ConfirmationRefused(_("Dit profiel is intussen opnieuw bevestigd."))
        current.confirmed_on = before
        current.save()
    return current
