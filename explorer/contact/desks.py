"""Which desk answers an employer: the desks that the inside shows, and a nameless one where it shows none."""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error
from django.utils import timezone

from explorer.contact.models import Desk

# A change of a desk is on every page within this time; seconds.
KEPT_SECONDS = 60.0


def desk_for(places: Sequence[str]) -> Desk:
    """The desk of the first of these places that one names, else the first desk.

    `places` are codes, a municipality before its region.
    """
    desks = list(Desk.objects.all())
    for place in places:
        for desk in desks:
            if place in desk.places:
                return desk
    # Better a desk of another region than a request that reaches no one: it can be transferred.
    return desks[0] if desks else desk_of_nobody()


def desk_with(code: str) -> Desk:
    """The desk with a code; where it was taken away, the first one."""
    return Desk.objects.filter(code=code).first() or desk_for(())


def desk_of_nobody() -> Desk:
    """What is shown where there is no desk: an invented one in a demo, and in a deployment none to call."""
    if settings.DEPLOYED:
        return Desk(code="loket", name=settings.SITE_NAME, promised_days=0, updated_at=timezone.now())
    return Desk(
        code="loket",
        name="Voorbeeldloket (verzonnen)",
        phone="000 000 00 00",
        email="loket@voorbeeld.example",
        hours_nl="Werkdagen van 8.30 tot 17.00 uur",
        hours_en="Working days from 8.30 to 17.00",
        promised_days=2,
        updated_at=timezone.now(),
    )


@dataclass
class _Kept:
    """The first desk as it was last read, and when. One a process, for all its threads."""

    desk: Desk | None = None
    read_at: float = -KEPT_SECONDS
    lock: threading.Lock = field(default_factory=threading.Lock)


_kept = _Kept()


def first_desk() -> Desk:
    """The desk that every page names, from memory for a minute, and for as long as the database is away."""
    with _kept.lock:
        if time.monotonic() - _kept.read_at >= KEPT_SECONDS:
            # Without the database a page that names yesterday's desk helps more than none.
            with suppress(Error):
                _kept.desk = Desk.objects.first()
            _kept.read_at = time.monotonic()
        return _kept.desk or desk_of_nobody()


def forget_first_desk() -> None:
    """Read it anew at the next page, as after a change that must be seen at once."""
    with _kept.lock:
        _kept.desk, _kept.read_at = None, -KEPT_SECONDS


def require_desk() -> None:
    """Refuse to serve employers that could ask and would reach no desk. Raises `ImproperlyConfigured`."""
    unreachable = Desk.objects.filter(phone="") | Desk.objects.filter(email="")
    if unreachable.exists() or not Desk.objects.exists():
        raise ImproperlyConfigured(
            "no desk can be reached: give each a telephone and a mail address in the admin of the register,"
            " then run publish_desks there"
        )
