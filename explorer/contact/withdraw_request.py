"""The employer takes a request back."""

import datetime

from django.db import router, transaction

from explorer.contact.mail.ask import ask_for_mail
from explorer.contact.mail.wake import wake_worker
from explorer.contact.models import ContactRequest, OutgoingMail, RequestEvent
from explorer.contact.models.request import AlreadyEnded, RequestState
from explorer.contact.request_status import request_with


def withdraw_request(*, key: str, at: datetime.datetime) -> ContactRequest:
    """End a request by its status key; a second time changes nothing.

    Raises `UnknownLink`, `AlreadyEnded`.
    """
    with transaction.atomic(using=router.db_for_write(ContactRequest)):
        # Locked: the desk may be saying something at this moment.
        request: ContactRequest = ContactRequest.objects.select_for_update().get(pk=request_with(key).pk)
        if request.state == RequestState.WITHDRAWN:
            return request
        if request.is_closed:
            raise AlreadyEnded
        request.state, request.closed_at = RequestState.WITHDRAWN, at
        request.save(update_fields=["state", "closed_at"])
        RequestEvent.objects.create(
            request=request,
            at=at,
            kind=RequestEvent.Kind.STATE,
            state=RequestState.WITHDRAWN,
            by=RequestEvent.By.EMPLOYER,
        )
        ask_for_mail(
            OutgoingMail.Purpose.WITHDRAWN,
            cause=str(request.pk),
            to=request.email,
            language=request.language,
            at=at,
            request=request,
        )
        wake_worker()
    return request
