"""Ask that a person is erased, confirm it as another person, or withdraw it."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.access.log_of_use import Action, log_use
from profiles.publication.erase_candidate import ErasureRefused, erase_candidate
from profiles.publication.models import Erasure
from profiles.register.models import Candidate


def ask_erasure(*, candidate: Candidate, reason: str, by: Any, at: datetime.datetime) -> tuple[Erasure, bool]:
    """The open request for this person, and whether it is new."""
    with transaction.atomic():
        # An open request has one row: two colleagues that ask at once get the same one.
        erasure, is_new = Erasure.objects.get_or_create(
            candidate=candidate,
            state=Erasure.State.ASKED,
            defaults={"number": candidate.pk, "reason": reason, "asked_by": by, "asked_at": at},
        )
        if is_new:
            log_use(action=Action.ERASE, objects=[candidate, erasure], actor=by, why=f"asked: {reason}")
    return erasure, is_new


def confirm_erasure(*, erasure: Erasure, by: Any) -> None:
    """Erase the person for good. Raises `ErasureRefused`, also for the one that asked for it.

    Not inside a transaction: the person is off every list before the rows go.
    """
    if erasure.asked_by_id == by.pk:
        raise ErasureRefused(_("Een tweede persoon moet dit bevestigen. U vroeg het zelf."))
    candidate = erasure.candidate
    if erasure.state != Erasure.State.ASKED or candidate is None:
        raise ErasureRefused(_("Dit is al afgehandeld: %(state)s.") % {"state": erasure.get_state_display()})
    erase_candidate(candidate=candidate, on=timezone.localdate(), proof=erasure, by=by)


def withdraw_erasure(*, erasure: Erasure, by: Any, at: datetime.datetime) -> None:
    """Leave the person in the register. Raises `ErasureRefused` where it is too late."""
    with transaction.atomic():
        current = Erasure.objects.select_for_update().get(pk=erasure.pk)
        if current.state != Erasure.State.ASKED:
            raise ErasureRefused(
                _("Dit is al afgehandeld: %(state)s.") % {"state": current.get_state_display()}
            )
        current.state, current.ended_by, current.ended_at = Erasure.State.WITHDRAWN, by, at
        current.save()
        log_use(action=Action.ERASE, objects=[current], actor=by, why="withdrawn")
