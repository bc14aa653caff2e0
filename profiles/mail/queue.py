"""To queue a mail, and to send what is due."""

import datetime
import hashlib
import logging
import smtplib
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DEFAULT_DB_ALIAS, transaction

from profiles.mail.models import QueuedMail

MOST_ATTEMPTS = 24
LEASE = datetime.timedelta(minutes=10)
"""After this time a worker that took a mail counts as gone."""
FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=6)
KEEP = datetime.timedelta(days=90)
State = QueuedMail.State
logger = logging.getLogger(__name__)


def queue_mail(*, to: str, subject: str, text: str, cause: str, at: datetime.datetime) -> None:
    """Queue a mail in the transaction of what causes it; the same cause (at most 100 letters) sends once."""
    if not to:
        return
    mail = QueuedMail(to=to, subject=subject, text=text, dedupe_key=cause, asked_at=at, next_at=at)
    # The unique cause decides, also between two workers.
    QueuedMail.objects.bulk_create([mail], ignore_conflicts=True)


def send_queued_mail(*, clock: Callable[[], datetime.datetime]) -> int:
    """Send every mail that is due; one that fails is tried again later. Returns how many were sent."""
    sent = 0
    while (mail := _claim(clock())) is not None:
        try:
            message_of(mail).send()
        except (smtplib.SMTPException, OSError) as error:
            at = clock()
            gives_up = mail.attempts >= MOST_ATTEMPTS
            pause = min(FIRST_PAUSE * 2 ** (mail.attempts - 1), LONGEST_PAUSE)
            QueuedMail.objects.filter(pk=mail.pk).update(
                state=State.FAILED if gives_up else State.QUEUED,
                next_at=at + pause,
                done_at=at if gives_up else None,
                error=type(error).__name__,
            )
            # Not the message of the error: a server quotes the address in it.
            logger.warning("A mail could not be sent: %s.", type(error).__name__)
        else:
            sent += 1
            # The text may hold a link that opens an account.
            QueuedMail.objects.filter(pk=mail.pk).update(state=State.SENT, done_at=clock(), text="", error="")
    QueuedMail.objects.filter(done_at__lt=clock() - KEEP).delete()
    return sent


def message_of(mail: QueuedMail) -> EmailMessage:
    """The mail of a row; its Message-ID is the same each time."""
    digest = hashlib.sha256(mail.dedupe_key.encode()).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "register.invalid"
    headers = {"Message-ID": f"<{digest}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(mail.subject, mail.text, to=[mail.to], headers=headers)


def _claim(at: datetime.datetime) -> QueuedMail | None:
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        waiting = QueuedMail.objects.filter(state__in=[State.QUEUED, State.SENDING], next_at__lte=at)
        mail = waiting.select_for_update(skip_locked=True).order_by("next_at", "id").first()
        if mail is not None:
            # Committed before the mail goes: a worker that ends halfway leaves it to be taken again.
            mail.state, mail.next_at = State.SENDING, at + LEASE
            mail.attempts += 1
            mail.save(update_fields=["state", "next_at", "attempts"])
    return mail
