"""The link in the mail is opened and confirmed: now the request exists for the desk."""

import datetime
from dataclasses import asdict
from uuid import uuid4

from django.db import connections, router, transaction
from django.utils import timezone

from explorer.contact.content import RequestContent
from explorer.contact.desks import desk_for
from explorer.contact.keys import KeyFor, UnknownLink, email_hash, hash_of, key_for
from explorer.contact.mail.ask import ask_for_mail
from explorer.contact.mail.wake import wake_worker
from explorer.contact.models import ContactRequest, OutgoingMail, PendingRequest, RequestEvent
from explorer.contact.models.request import RequestState
from explorer.contact.start_request import first_like
from explorer.contact.working_days import add_working_days

NEXT_NUMBER = """
INSERT INTO explorer_contact_numberseries AS stored (year, last) VALUES (%s, 1)
ON CONFLICT (year) DO UPDATE SET last = stored.last + 1
RETURNING last
"""


class LinkExpired(Exception):
    """The link was not opened in time."""


def pending_with(key: str) -> PendingRequest:
    """The request that a link confirms. Raises `UnknownLink`."""
    try:
        found: PendingRequest = PendingRequest.objects.get(key_hash=hash_of(key))
    except PendingRequest.DoesNotExist:
        raise UnknownLink from None
    return found


def confirm_request(*, key: str, at: datetime.datetime) -> ContactRequest:
    """Give the request its number, desk and term, and ask for the mail that says so.

    Once: the same link again, or at the same moment, gives the same request. Raises
    `UnknownLink`, `LinkExpired`.
    """
    alias = router.db_for_write(PendingRequest)
    with transaction.atomic(using=alias):
        row = pending_with(key).pk
        # Locked: of two clicks at once the second waits here and finds the request of the first.
        pending = PendingRequest.objects.select_for_update(of=("self",)).get(pk=row)
        # The link was opened before, perhaps by a mail scanner.
        if pending.request is not None:
            return pending.request
        if pending.expires_at <= at:
            raise LinkExpired
        request = _make(pending, at)
        # What was kept for the mail alone is in the request now, and once is enough.
        pending.request, pending.content = request, {}
        pending.save(update_fields=["request", "content"])
        ask_for_mail(
            OutgoingMail.Purpose.RECEIVED,
            cause=str(request.pk),
            to=request.email,
            language=request.language,
            at=at,
            request=request,
        )
        wake_worker()
    return request


def _make(pending: PendingRequest, at: datetime.datetime) -> ContactRequest:
    content = RequestContent.of_json(pending.content)
    desk = desk_for(content.places)
    today = timezone.localtime(at).date()
    # Another person of the same organisation may have asked it meanwhile.
    like = pending.first or first_like(content, at=at, same_email=False)
    row = uuid4()
    values = {**asdict(content), "groups": list(content.groups), "places": list(content.places)}
    with connections[router.db_for_write(ContactRequest)].cursor() as cursor:
        # One statement that counts on and locks the row: no two requests get one number, and none is left
        # out.
        cursor.execute(NEXT_NUMBER, [today.year])
        number = f"{today.year}-{cursor.fetchone()[0]:05}"
    request = ContactRequest.objects.create(
        **values,
        id=row,
        number=number,
        desk=desk.code,
        similar_to=like.number if like else "",
        email_hash=email_hash(content.email),
        started_at=pending.started_at,
        confirmed_at=at,
        due_on=add_working_days(today, desk.promised_days),
        status_key_hash=hash_of(key_for(KeyFor.STATUS, row)),
        fingerprint=pending.fingerprint,
    )
    RequestEvent.objects.create(
        request=request,
        at=at,
        kind=RequestEvent.Kind.STATE,
        state=RequestState.RECEIVED,
        by=RequestEvent.By.EMPLOYER,
    )
    return request
