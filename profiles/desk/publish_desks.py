"""Show the desks of the register outside."""

import datetime
from collections.abc import Iterator

from explorer.contact import desk_side
from explorer.contact.desk_side import PublishedDesk
from profiles.register.models import Desk
from profiles.vocabulary.models import Concept


class DesksRefused(Exception):
    """There is no desk, or one that cannot be reached. Nothing was changed outside."""


def publish_desks(*, at: datetime.datetime) -> int:
    """Show exactly the desks of the register outside; returns how many. Raises `DesksRefused`."""
    desks = list(Desk.objects.select_related("region").prefetch_related("municipalities"))
    if not desks:
        raise DesksRefused("there is no desk")
    for desk in desks:
        # One desk that cannot be reached stops all: employers of its region would ask and hear nothing.
        if not desk.is_reachable:
            raise DesksRefused(f"desk {desk.code} has no telephone or no mail address")
    taken = {place.pk for desk in desks for place in desk.municipalities.all()}
    shown = [
        PublishedDesk(
            code=desk.code,
            name=desk.name,
            address=desk.address,
            phone=desk.phone,
            email=desk.email,
            hours_nl=desk.hours_nl,
            hours_en=desk.hours_en or desk.hours_nl,
            promised_days=desk.promised_days,
            places=tuple(_places(desk, taken, on=at.date())),
        )
        for desk in desks
    ]
    desk_side.publish_desks(shown, at=at)
    return len(shown)


def _places(desk: Desk, taken: set[int], *, on: datetime.date) -> Iterator[str]:
    """Codes of its municipalities; without any the region and every municipality that no desk names."""
    own = [place.code for place in desk.municipalities.all()]
    if own:
        yield from own
        return
    yield desk.region.code
    for place in Concept.objects.valid(on=on).filter(parent=desk.region).order_by("code"):
        if place.pk not in taken:
            yield place.code
