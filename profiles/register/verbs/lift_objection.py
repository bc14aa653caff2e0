from django.db import transaction
from django.utils.translation import gettext as _

from profiles.register.models import Profile
from profiles.register.verbs.record_objection import ObjectionRefused


def lift_objection(*, profile: Profile) -> Profile:
    """Record that the person no longer objects. It releases nothing: that is a step of its own.

    Raises `ObjectionRefused`.
    """
    with transaction.atomic():
        current = Profile.objects.select_for_update().get(pk=profile.pk)
        if not current.objected_on:
            raise ObjectionRefused(_("Er is geen bezwaar vastgelegd."))
        current.objected_on = None
        current.save()
    return current
