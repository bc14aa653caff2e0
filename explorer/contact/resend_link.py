"""The mail did not arrive: send the same link once more."""

import datetime
from uuid import UUID

from django.db import router, transaction

from explorer.contact.limits import count_try
from explorer.contact.mail.ask import ask_for_mail
from explorer.contact.mail.wake import wake_worker
from explorer.contact.models import OutgoingMail, PendingRequest


class NothingPending(Exception):
    """There is no such request that waits for its link: confirmed, expired or never made."""


def resend_link(*, pending_id: UUID, at: datetime.datetime) -> PendingRequest:
    """Ask for another mail with the link of a request. Raises `NothingPending`, `TooMany`."""
    pending = PendingRequest.objects.filter(id=pending_id, request=None, expires_at__gt=at).first()
    if pending is None:
        raise NothingPending
    # By request: the limit of the address is that of asking, which was passed already.
    count_try("resend", at=at, pending=str(pending_id))
    with transaction.atomic(using=router.db_for_write(PendingRequest)):
        ask_for_mail(
            OutgoingMail.Purpose.CONFIRM,
            # With the moment, since a second mail of one cause would not be sent.
            cause=f"{pending_id}:{at.isoformat()}",
            to=pending.content["email"],
            language=pending.language,
            at=at,
            pending=pending,
        )
        wake_worker()
    return pending
