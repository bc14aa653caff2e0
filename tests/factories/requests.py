"""Confirmed requests of employers, written as the owner: the inside itself may not."""

import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from explorer.contact.models import ContactRequest, RequestEvent
from explorer.contact.models.request import RequestState
from tests.database import as_owner

NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
_numbers = count(1)


def make_request(**values: Any) -> ContactRequest:
    """A request of today, unless told otherwise."""
    number = values.pop("number", f"2026-{next(_numbers):05}")
    given: dict[str, Any] = {
        "kind": "proefplaatsing",
        "desk": "noord",
        "query": "taak=orderpicken",
        "wish_nl": "Orderpicken",
        "wish_en": "Order picking",
        "places": ["GM0983", "AM31"],
        "people_wanted": 1,
        "start": "maand",
        "organisation": "Peelhof Logistiek B.V.",
        "contact_name": "Anke Verbeek",
        "email": "a.verbeek@peelhof.example",
        "email_hash": "e" * 64,
        "phone": "0478 00 00 00",
        "language": "nl",
        "started_at": NOW,
        "confirmed_at": NOW,
        "due_on": datetime.date(2026, 11, 25),
        "status_key_hash": uuid4().hex * 2,
        "fingerprint": "f" * 64,
        **values,
    }
    with as_owner("explorer"):
        request: ContactRequest = ContactRequest.objects.create(number=number, **given)
        RequestEvent.objects.create(
            request=request,
            at=given["confirmed_at"],
            kind="state",
            state=RequestState.RECEIVED,
            by="employer",
        )
    return request


def withdraw(request: ContactRequest, *, at: datetime.datetime) -> None:
    """As the employer does it."""
    with as_owner("explorer"):
        ContactRequest.objects.filter(pk=request.pk).update(state=RequestState.WITHDRAWN, closed_at=at)
        RequestEvent.objects.create(
            request=request, at=at, kind="state", state=RequestState.WITHDRAWN, by="employer"
        )
