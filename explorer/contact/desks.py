"""Which desk answers an employer."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from explorer.contact.models import Desk


def desk_for(places: Sequence[str]) -> Desk:
    """The desk of the first of these places that one names, else the first desk.

    `places` are codes, a municipality before its region. Before the inside published any
    desk: the one of the settings.
    """
    desks = list(Desk.objects.all())
    for place in places:
        for desk in desks:
            if place in desk.places:
                return desk
    return desks[0] if desks else desk_of_settings()


def desk_with(code: str) -> Desk:
    """The desk with a code; where it was taken away, the first one."""
    return Desk.objects.filter(code=code).first() or desk_for(())


def desk_of_settings() -> Desk:
    """The desk that a deployment names in its settings; not a row of the table."""
    return Desk(
        code="loket",
        name=_given("NAME"),
        phone=_given("PHONE"),
        email=_given("EMAIL"),
        hours_nl=_given("HOURS"),
        hours_en=_given("HOURS"),
        promised_days=int(_given("DAYS") or 0),
        updated_at=timezone.now(),
    )


def _given(name: str) -> str:
    """The public site alone has these settings."""
    return str(getattr(settings, f"DESK_{name}", ""))
