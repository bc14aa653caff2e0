"""Mails to the desk: a case number, what is the matter and a link. Never a person's name."""

import datetime
import hashlib
import logging
import smtplib
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DEFAULT_DB_ALIAS, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from profiles.desk.models import Case, DeskMail

MOST_ATTEMPTS = 24
LEASE = datetime.timedelta(minutes=10)
"""After this time a worker that took a mail counts as gone."""
FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=6)
State = DeskMail.State
logger = logging.getLogger(__name__)


def recipient(case: Case) -> str:
    """Where mail about a case goes: to its owner, else to the desk."""
    return case.owner.email if case.owner and case.owner.email else case.desk.email


def ask_for_mail(
    purpose: DeskMail.Purpose, *, case: Case, cause: str, to: str, at: datetime.datetime, kind: str = ""
) -> None:
    """Queue a mail in the transaction of what causes it; the same cause of a case again changes nothing."""
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
    DeskMail.objects.bulk_create([mail], ignore_conflicts=True)


def send_desk_mail(*, clock: Callable[[], datetime.datetime]) -> int:
    """Send every mail that is due; one that fails is tried again later. Returns how many were sent."""
    sent = 0
    while (mail := _claim(clock())) is not None:
        try:
            make_mail(mail).send()
        except (smtplib.SMTPException, OSError) as error:
            _later(mail, error, clock())
        else:
            sent += 1
            DeskMail.objects.filter(pk=mail.pk).update(state=State.SENT, done_at=clock(), error="")
    return sent


def make_mail(mail: DeskMail) -> EmailMessage:
    """The mail of a row; its Message-ID is the same each time."""
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
    digest = hashlib.sha256(f"desk:{mail.dedupe_key}".encode()).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "register.invalid"
    return EmailMessage(
        subject % {"number": case.number},
        text,
        to=[mail.to],
        headers={"Message-ID": f"<{digest}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def _claim(at: datetime.datetime) -> DeskMail | None:
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        waiting = DeskMail.objects.filter(state__in=[State.QUEUED, State.SENDING], next_at__lte=at)
        mail = (
            waiting.select_for_update(skip_locked=True, of=("self",))
            .select_related("case__desk")
            .order_by("next_at", "id")
            .first()
        )
        if mail is not None:
            mail.state, mail.next_at = State.SENDING, at + LEASE
            mail.attempts += 1
            mail.save(update_fields=["state", "next_at", "attempts"])
    return mail


def _later(mail: DeskMail, error: Exception, at: datetime.datetime) -> None:
    gives_up = mail.attempts >= MOST_ATTEMPTS
    pause = min(FIRST_PAUSE * 2 ** (mail.attempts - 1), LONGEST_PAUSE)
    DeskMail.objects.filter(pk=mail.pk).update(
        state=State.FAILED if gives_up else State.QUEUED,
        next_at=at + pause,
        done_at=at if gives_up else None,
        error=type(error).__name__,
    )
    logger.warning("A mail (%s) could not be sent: %s.", mail.purpose, type(error).__name__)
