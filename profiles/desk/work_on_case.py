"""What an adviser does with a case, before and beside asking candidates.

Every verb says which version the page was made of, so that of two advisers at once the second hears it.
"""

import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from explorer.contact.models.request import LONGEST_WORDS, RequestState
from profiles.access.scope import as_system
from profiles.desk.change import CaseRefused, What, changing, say_state
from profiles.desk.mail import ask_for_mail, recipient
from profiles.desk.models import Case, DeskMail, OutwardAct
from profiles.register.bsn import holds_bsn
from profiles.register.models import Desk

if TYPE_CHECKING:
    from profiles.staff.models import StaffUser


def take_case(*, number: str, seen: int, by: "StaffUser") -> Case:
    """Make it one's own. Raises `CaseOvertaken`, `CaseRefused`."""
    with changing(number, seen=seen) as case:
        case.owner = by
    return case


def transfer_case(
    *, number: str, seen: int, at: datetime.datetime, by: "StaffUser", owner: "StaffUser | None", desk: Desk
) -> Case:
    """Give it to a colleague, or to another desk, without an owner there. The promised day stays.

    Raises `CaseOvertaken`, `CaseRefused`.
    """
    # It may go to a region that the adviser does not see.
    with as_system(), changing(number, seen=seen) as case:
        if case.desk_id != desk.pk:
            OutwardAct.objects.create(case=case, what=What.TRANSFER, desk_code=desk.code, at=at, by=by)
            duty = getattr(desk, "duty", None)
            # Else it would lie there without an owner until somebody looks.
            owner = owner or (duty.default_owner if duty else None)
        case.desk, case.owner = desk, owner
        if owner != by:
            ask_for_mail(
                DeskMail.Purpose.NEW_CASE,
                case=case,
                cause=f"transfer:{case.version}",
                to=recipient(case),
                at=at,
            )
    return case


def save_note(*, number: str, seen: int, note: str) -> Case:
    """Keep a note for colleagues. Raises `CaseOvertaken`, `CaseRefused`."""
    if holds_bsn(note):
        raise CaseRefused(_("In de notitie staat een burgerservicenummer. Dat bewaren wij niet."))
    with changing(number, seen=seen) as case:
        case.note = note
    return case


def answer_employer(*, number: str, seen: int, text: str, at: datetime.datetime, by: "StaffUser") -> Case:
    """Say that the desk works on it, with words for the employer or without. The first is the first answer.

    Raises `CaseOvertaken`, `CaseRefused`.
    """
    _require_text(text)
    with changing(number, seen=seen) as case:
        case.owner = case.owner or by
        state = RequestState.IN_PROGRESS if case.state == RequestState.RECEIVED else RequestState(case.state)
        say_state(case, state, at=at, by=by, text=text)
    return case


def ask_employer(*, number: str, seen: int, text: str, at: datetime.datetime, by: "StaffUser") -> Case:
    """Ask the employer something; it counts as a first answer. Raises `CaseOvertaken`, `CaseRefused`."""
    if not text.strip():
        raise CaseRefused(_("Typ eerst uw vraag."))
    _require_text(text)
    with changing(number, seen=seen) as case:
        case.owner = case.owner or by
        case.first_answer_at = case.first_answer_at or at
        OutwardAct.objects.create(case=case, what=What.QUESTION, text=text, at=at, by=by)
    return case


def _require_text(text: str) -> None:
    if len(text) > LONGEST_WORDS:
        raise CaseRefused(_("Gebruik minder tekst: hooguit %(most)s tekens.") % {"most": LONGEST_WORDS})
    if holds_bsn(text):
        raise CaseRefused(_("In deze tekst staat een burgerservicenummer. Dat gaat niet naar een werkgever."))
