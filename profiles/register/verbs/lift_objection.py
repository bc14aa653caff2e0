from django.db import transaction
from django.utils.translation import gettext as _

from profiles.register.models import Candidate, Profile
from profiles.register.verbs.record_objection import ObjectionRefused


def lift_objection(*, candidate: Candidate) -> Candidate:
    """Record that the person no longer objects. It releases nothing: that is a step of its own.

    Raises `ObjectionRefused`.
    """
    with transaction.atomic():
        current = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
        if not current.objected_on:
            raise ObjectionRefused(_("Er is geen bezwaar vastgelegd."))
        current.objected_on = None
        current.save()
        # The copy in the profile goes with it; its state stays, so that nothing is released by itself.
        for profile in Profile.objects.select_for_update(of=("self",)).filter(candidate=current):
            profile.objected_on = None
            profile.save()
    return current
