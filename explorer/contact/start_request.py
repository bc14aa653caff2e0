"""An employer sends a request: it waits until the link in the mail is opened."""

import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, router, transaction

from explorer.contact.content import RequestContent
from explorer.contact.keys import KeyFor, email_hash, hash_of, key_for
from explorer.contact.limits import count_try, domain_of, normal_organisation
from explorer.contact.mail.ask import ask_for_mail
from explorer.contact.mail.wake import wake_worker
from explorer.contact.models import ContactRequest, OutgoingMail, PendingRequest
from explorer.contact.models.request import RequestState

# Within this time the same wish of the same organisation is near-identical.
NEAR = datetime.timedelta(days=14)


def start_request(
    *, content: RequestContent, submission: UUID, address: str, at: datetime.datetime
) -> PendingRequest:
    """Keep a request and ask for the mail that confirms it. Raises `TooMany`.

    The same submission again gives the same request. `address` is where it came from, for the
    limits. Nothing differs outside for an address that is known; only the mail says so.
    """
    # Before the limits: a form that is sent twice is one try.
    known = PendingRequest.objects.filter(submission=submission).first()
    if known is not None:
        return known
    # In one spelling: a limit must not be passed by other capitals.
    email = content.email.casefold()
    count_try(
        "request",
        at=at,
        address=address,
        mail=email,
        organisation=normal_organisation(content.organisation),
        domain=domain_of(email),
    )
    try:
        row = uuid4()
        with transaction.atomic(using=router.db_for_write(PendingRequest)):
            pending = PendingRequest.objects.create(
                id=row,
                submission=submission,
                content=content.as_json(),
                fingerprint=content.fingerprint,
                language=content.language,
                # Only the hash: a copy of the database opens no link.
                key_hash=hash_of(key_for(KeyFor.CONFIRM, row)),
                started_at=at,
                expires_at=at + datetime.timedelta(hours=settings.CONFIRM_HOURS),
                first=first_like(content, at=at),
            )
            ask_for_mail(
                OutgoingMail.Purpose.CONFIRM,
                cause=str(row),
                to=content.email,
                language=content.language,
                at=at,
                pending=pending,
            )
            wake_worker()
        return pending
    except IntegrityError:
        # The other of two at once was first.
        return PendingRequest.objects.get(submission=submission)


def first_like(
    content: RequestContent, *, at: datetime.datetime, same_email: bool = True
) -> ContactRequest | None:
    """The near-identical request of the last days, of the same mail address or of anybody there."""
    found = ContactRequest.objects.filter(fingerprint=content.fingerprint, confirmed_at__gt=at - NEAR)
    found = found.exclude(state=RequestState.WITHDRAWN)
    if same_email:
        found = found.filter(email_hash=email_hash(content.email))
    return found.order_by("confirmed_at", "number").first()
