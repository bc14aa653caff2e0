"""One change of a case at a time, and what the employer gets to know of it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils.translation import gettext as _

from explorer.contact.models.request import RequestState
from profiles.desk.models import Case, OutwardAct

if TYPE_CHECKING:
    from profiles.staff.models import StaffUser

What = OutwardAct.What


class CaseRefused(Exception):
    """The case cannot be changed so; the message says why. Nothing was changed."""


class CaseOvertaken(CaseRefused):
    """A colleague changed the case since the page was opened; `current` is the case now."""

    def __init__(self, current: Case) -> None:
        who = current.owner.get_full_name() or current.owner.get_username() if current.owner else ""
        super().__init__(
            _("Een collega was u voor. Deze aanvraag is nu van %(who)s. Kijk eerst wat er veranderde.")
            % {"who": who}
            if who
            else _("Een collega wijzigde deze aanvraag intussen. Kijk eerst wat er veranderde.")
        )
        self.current = current


@contextmanager
def changing(number: str, *, seen: int | None) -> Iterator[Case]:
    """The case, locked until the block ends and then saved with the next version.

    `seen` is the version that the page was made of; None does not look at it. Raises
    `CaseOvertaken` where it is another one by now, and `CaseRefused` for a case that ended.
    """
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        case = Case.objects.select_for_update(of=("self",)).select_related("desk", "owner").get(number=number)
        if case.is_closed:
            raise CaseRefused(_("Deze aanvraag is afgerond. Er valt niets meer te wijzigen."))
        if seen is not None and seen != case.version:
            raise CaseOvertaken(case)
        yield case
        # With every change, so that a page made of the former version is refused.
        case.version += 1
        case.save()


def say_state(
    case: Case,
    state: RequestState,
    *,
    at: datetime.datetime,
    by: "StaffUser | None",
    reason: str = "",
    text: str = "",
) -> OutwardAct:
    """Change the state and say so to the employer; a case that is further already stays where it is."""
    case.state = state
    case.first_answer_at = case.first_answer_at or at
    if state.is_end:
        case.closed_at = at
    return OutwardAct.objects.create(
        case=case, what=What.STATE, state=state, reason=reason, text=text, at=at, by=by
    )
