"""Make an introduction letter: logged, with the fields the candidate agreed to, for the adviser to send."""

import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from explorer.contact.models.request import RequestState
from profiles.desk.ask_candidate import may_be_asked
from profiles.desk.change import CaseRefused, changing, say_state
from profiles.desk.models import Approach, Introduction
from profiles.register.models import Profile

if TYPE_CHECKING:
    from profiles.staff.models import StaffUser

BEFORE = (RequestState.RECEIVED, RequestState.IN_PROGRESS, RequestState.CANDIDATES_ASKED)


def introduce(*, approach: Approach, proposal: str, at: datetime.datetime, by: "StaffUser") -> Introduction:
    """Record the letter; the employer hears that a candidate is proposed, not which.

    Only after a yes that still holds. Raises `CaseRefused`.
    """
    with changing(approach.case.number, seen=None) as case:
        # Locked, so that a yes that is taken back meanwhile leads to no letter.
        current = Approach.objects.select_for_update().get(pk=approach.pk)
        if current.answer != Approach.Answer.YES:
            raise CaseRefused(_("De kandidaat zei geen ja. Er komt geen brief."))
        # Between the yes and the letter somebody may have objected, or found work.
        if not may_be_asked(Profile.objects.filter(candidate=current.candidate_id).first()):
            raise CaseRefused(_("Deze kandidaat is niet meer beschikbaar. Er komt geen brief."))
        letter = Introduction.objects.create(
            approach=current, fields=current.agreed_fields, proposal=proposal, made_at=at, made_by=by
        )
        if case.state in BEFORE:
            say_state(case, RequestState.PROPOSED, at=at, by=by)
    return letter
