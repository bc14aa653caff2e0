"""The employer answers a question of the adviser, or adds something."""

import datetime

from django.db import router, transaction

from explorer.contact.limits import count_try
from explorer.contact.models import ContactRequest, RequestEvent
from explorer.contact.models.request import AlreadyEnded
from explorer.contact.request_status import request_with

Kind = RequestEvent.Kind


def open_question(request: ContactRequest) -> RequestEvent | None:
    """The last question of the desk that has no answer yet."""
    said = request.events.filter(kind__in=[Kind.QUESTION, Kind.ANSWER])
    last: RequestEvent | None = said.order_by("-id").first()
    return last if last is not None and last.kind == Kind.QUESTION else None


def answer_question(*, key: str, text: str, at: datetime.datetime) -> RequestEvent:
    """Add the employer's words, as the answer to the open question or, without one, as an addition.

    The same text twice in a row is one. Raises `UnknownLink`, `AlreadyEnded`, `TooMany`.
    """
    found = request_with(key)
    # Before the transaction: a try that fails is a try.
    count_try("message", at=at, request=str(found.pk))
    with transaction.atomic(using=router.db_for_write(ContactRequest)):
        # Locked: which question is open must not change between looking and answering.
        request: ContactRequest = ContactRequest.objects.select_for_update().get(pk=found.pk)
        if request.is_closed:
            raise AlreadyEnded
        last: RequestEvent | None = request.events.order_by("-id").first()
        # A form that was sent twice, or a page loaded again.
        if last is not None and last.by == RequestEvent.By.EMPLOYER and last.text == text:
            return last
        event: RequestEvent = RequestEvent.objects.create(
            request=request,
            at=at,
            kind=Kind.ANSWER if open_question(request) else Kind.ADDITION,
            text=text,
            by=RequestEvent.By.EMPLOYER,
        )
    return event
