"""The one queue of mails of the register: to ask for a mail, and to send what is due.

A row is written in the transaction of its cause, claimed, sent and marked, each in a transaction of its own.
A worker that dies in between leaves a row with a lease that ends; the mail goes again, with its Message-ID.
"""

import datetime
import hashlib
import logging
import smtplib
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DEFAULT_DB_ALIAS, transaction

from profiles.mail.models import QueuedMail, WaitingMail

MOST_ATTEMPTS = 24
LEASE = datetime.timedelta(minutes=10)
"""After this time a worker that took a mail counts as gone."""
FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=6)
KEEP = datetime.timedelta(days=90)
State = WaitingMail.State
Clock = Callable[[], datetime.datetime]
Mail = TypeVar("Mail", bound=WaitingMail)
logger = logging.getLogger(__name__)


def queue_mail(*, to: str, subject: str, text: str, cause: str, at: datetime.datetime) -> None:
    """Queue a mail in the transaction of what causes it; the same cause (at most 100 letters) sends once."""
    if to:
        queue(QueuedMail(to=to, subject=subject, text=text, dedupe_key=cause, asked_at=at, next_at=at))


def queue(mail: WaitingMail) -> None:
    """Write a row, unless its cause has one: the unique key decides, also between two workers."""
    type(mail).objects.bulk_create([mail], ignore_conflicts=True)


def send_queued_mail(*, clock: Clock) -> int:
    """Send the mails with a text that are due, and drop old ones. Returns how many were sent."""
    # The text may have a link that opens an account.
    sent = send_due(QueuedMail, make=message_of, clock=clock, clear=("text",))
    QueuedMail.objects.filter(done_at__lt=clock() - KEEP).delete()
    return sent


def send_due(
    model: type[Mail], *, make: Callable[[Mail], EmailMessage], clock: Clock, clear: tuple[str, ...] = ()
) -> int:
    """Send every mail of a model that is due; one that fails is tried again later, ever rarer.

    `clear`: texts that are emptied once it was sent. Returns how many were sent.
    """
    sent = 0
    while (mail := _claim(model, clock())) is not None:
        row = model.objects.filter(pk=mail.pk)
        try:
            make(mail).send()
        except (smtplib.SMTPException, OSError) as error:
            at, gives_up = clock(), mail.attempts >= MOST_ATTEMPTS
            row.update(
                state=State.FAILED if gives_up else State.QUEUED,
                next_at=at + min(FIRST_PAUSE * 2 ** (mail.attempts - 1), LONGEST_PAUSE),
                done_at=at if gives_up else None,
                error=type(error).__name__,
            )
            # Not the message of the error: a server quotes the address in it.
            logger.warning("A mail (%s) could not be sent: %s.", model.__name__, type(error).__name__)
        else:
            sent += 1
            row.update(state=State.SENT, done_at=clock(), error="", **dict.fromkeys(clear, ""))
    return sent


def message_of(mail: QueuedMail) -> EmailMessage:
    """The mail of a row with its text."""
    return EmailMessage(mail.subject, mail.text, to=[mail.to], headers=headers_of(mail.dedupe_key))


def headers_of(key: str) -> dict[str, str]:
    """What every mail has: a Message-ID that is the same each time it is sent."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "register.invalid"
    return {"Message-ID": f"<{digest}@{domain}>", "Auto-Submitted": "auto-generated"}


def _claim(model: type[Mail], at: datetime.datetime) -> Mail | None:
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        waiting = model.objects.filter(state__in=[State.QUEUED, State.SENDING], next_at__lte=at)
        # Several workers take different rows, and none waits for another.
        mail: Mail | None = waiting.select_for_update(skip_locked=True).order_by("next_at", "id").first()
        if mail is not None:
            # Committed before the mail goes: a worker that ends halfway leaves it to be taken again.
            mail.state, mail.next_at = State.SENDING, at + LEASE
            mail.attempts += 1
            mail.save(update_fields=["state", "next_at", "attempts"])
    return mail
