"""Mails to the desk: a case number, what is the matter and a link. Never a person's name."""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from profiles.desk.models import Case, DeskMail
from profiles.mail.queue import headers_of, queue, send_due


def recipient(case: Case) -> str:
    """Where mail about a case goes: to its owner, else to the desk."""
    return case.owner.email if case.owner and case.owner.email else case.desk.email


def ask_for_mail(
    purpose: DeskMail.Purpose, *, case: Case, cause: str, to: str, at: datetime.datetime, kind: str = ""
) -> None:
    """Queue a mail in the transaction of what causes it; the same cause of a case again changes nothing."""
    # A desk without an address has its inbox; a mail to nowhere would fail for three days.
    if not to:
        return
    mail = DeskMail(
        case=case,
        purpose=purpose,
        kind=kind,
        to=to,
        dedupe_key=f"{case.number}:{cause}",
        asked_at=at,
        next_at=at,
    )
    queue(mail)


def send_desk_mail(*, clock: Callable[[], datetime.datetime]) -> int:
    """Send every mail that is due; one that fails is tried again later. Returns how many were sent."""
    return send_due(DeskMail, make=make_mail, clock=clock)


def make_mail(mail: DeskMail) -> EmailMessage:
    """The mail of a row; its Message-ID is the same each time."""
    # The job has no language of a user, and the register's own is Dutch.
    with translation.override("nl"):
        case = mail.case
        context = {
            "case": case,
            "mail": mail,
            "link": settings.REGISTER_URL + reverse("desk:case", args=[case.number]),
        }
        subject = {
            DeskMail.Purpose.NEW_CASE: _("Nieuwe aanvraag %(number)s"),
            DeskMail.Purpose.REMINDER: _("Aanvraag %(number)s vraagt aandacht"),
            DeskMail.Purpose.ESCALATION: _("Aanvraag %(number)s is te laat"),
        }[DeskMail.Purpose(mail.purpose)]
        text = render_to_string("profiles/desk/mail.txt", context)
    return EmailMessage(
        subject % {"number": case.number},
        text,
        to=[mail.to],
        headers=headers_of(f"desk:{mail.dedupe_key}"),
    )
