"""Send the mails that are asked for: claim a row, send it, say that it is sent.

Each step is a transaction of its own. A worker that stops in between leaves a row that says
*sending*; when its time is over another worker sends the same mail again, under the same
Message-ID. So nothing is lost, and a mailbox that goes by Message-ID shows nothing twice.
"""

import datetime
import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.mail import get_connection
from django.db import DatabaseError, router, transaction

from explorer.contact.mail.letters import NotNeeded, make_mail
from explorer.contact.models import OutgoingMail, RequestEvent

# Three days: a server may be down for a weekend.
MOST_ATTEMPTS = 24
# After this time a worker that took a mail counts as gone; longer than any server is waited for.
LEASE = datetime.timedelta(minutes=10)
FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=6)
WAITING = (OutgoingMail.State.QUEUED, OutgoingMail.State.SENDING)
# Codes of SMTP from here on say "never"; those below say "not now".
PERMANENT = 500
logger = logging.getLogger(__name__)


@dataclass
class Sent:
    """What became of the mails of one run."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    not_needed: int = 0


def send_mail(*, clock: Callable[[], datetime.datetime]) -> Sent:
    """Send every mail that is due. One that cannot be sent now is tried again later, ever rarer."""
    result = Sent()
    while (mail := _claim(clock())) is not None:
        try:
            make_and_send(mail)
        except NotNeeded:
            result.not_needed += 1
            _done(mail, OutgoingMail.State.NOT_NEEDED, clock())
        except DatabaseError:
            # Without a database nothing can be said; the lease ends by itself.
            raise
        except Exception as error:
            # Also one that cannot be made must not keep the others waiting.
            if not isinstance(error, (smtplib.SMTPException, OSError)):
                logger.exception("A mail (%s) could not be made.", mail.purpose)
            if _is_permanent(error) or mail.attempts >= MOST_ATTEMPTS:
                result.failed += 1
                refuse(mail, error=type(error).__name__, at=clock())
            else:
                result.later += 1
                pause = min(FIRST_PAUSE * 2 ** (mail.attempts - 1), LONGEST_PAUSE)
                OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts).update(
                    state=OutgoingMail.State.QUEUED, next_at=clock() + pause, error=type(error).__name__
                )
                logger.warning("A mail (%s) could not be sent now: %s.", mail.purpose, type(error).__name__)
        else:
            result.sent += 1
            _done(mail, OutgoingMail.State.SENT, clock())
    return result


def _claim(at: datetime.datetime) -> OutgoingMail | None:
    """Take the mail that waits longest, so that no other worker takes it while the lease lasts."""
    with transaction.atomic(using=router.db_for_write(OutgoingMail)):
        waiting = OutgoingMail.objects.filter(state__in=WAITING, next_at__lte=at)
        mail: OutgoingMail | None = (
            waiting.select_for_update(skip_locked=True, of=("self",)).order_by("next_at", "id").first()
        )
        if mail is not None:
            mail.state, mail.next_at = OutgoingMail.State.SENDING, at + LEASE
            mail.attempts += 1
            mail.save(update_fields=["state", "next_at", "attempts"])
    return mail


def make_and_send(mail: OutgoingMail) -> None:
    """Hand one mail to the mail server."""
    get_connection().send_messages([make_mail(mail)])


def refuse(mail: OutgoingMail, *, error: str, at: datetime.datetime) -> None:
    """Give a mail up: the address does not take it. The desk sees it at the request; a search is stopped."""
    with transaction.atomic(using=router.db_for_write(OutgoingMail)):
        _done(mail, OutgoingMail.State.FAILED, at, error=error)
        if mail.request is not None:
            RequestEvent.objects.create(
                request=mail.request,
                at=at,
                kind=RequestEvent.Kind.MAIL_REFUSED,
                by=RequestEvent.By.SITE,
            )
        elif mail.search is not None:
            # Its mails would never arrive, and its owner cannot be asked.
            mail.search.delete()
    logger.warning("A mail (%s) was given up: %s.", mail.purpose, error)


def _done(mail: OutgoingMail, state: OutgoingMail.State, at: datetime.datetime, *, error: str = "") -> None:
    # After the lease another worker may send the same mail again; the first to say so is right.
    OutgoingMail.objects.filter(pk=mail.pk, state__in=WAITING).update(
        state=state, done_at=at, to="", error=error
    )


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= PERMANENT
