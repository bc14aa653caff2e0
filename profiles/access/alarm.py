"""Bulk viewing: an account that looks at more people than its work asks for raises an alarm.

One account of a sister site read 117,000 CVs unnoticed. The limits are settings that an admin
changes; people are counted once, however often they were looked at.
"""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils import timezone

from profiles.access.models import UseAlarm, UseSubject
from profiles.configuration import current


@dataclass(frozen=True)
class Limit:
    """At most so many different people in so many minutes."""

    kind: str
    minutes: int
    most: int


def limits() -> Iterator[Limit]:
    """What holds now. A list shows many people at once, so that its limit is a multiple."""
    values = current.values()
    yield Limit(UseAlarm.Kind.OPENED, values.bulk_minutes, values.bulk_views)
    yield Limit(UseAlarm.Kind.LISTED, values.bulk_minutes, values.bulk_views * settings.BULK_LIST_FACTOR)


def raise_alarms(*, actor: uuid.UUID, role: str) -> None:
    """Count what the account saw lately, and add an alarm for each limit that it passed.

    Once a window: the unique constraint keeps parallel requests from adding a second.
    """
    alarms = []
    for limit in limits():
        since = Now() - datetime.timedelta(minutes=limit.minutes)
        seen = UseSubject.objects.filter(actor=actor, at__gt=since)
        only = Q(opened=True) if limit.kind == UseAlarm.Kind.OPENED else Q()
        people = seen.aggregate(people=Count("subject", filter=only, distinct=True))["people"]
        if people > limit.most:
            # Counted from 1970, so that every process numbers the same minutes alike.
            window = int(timezone.now().timestamp()) // (60 * limit.minutes)
            alarms.append(
                UseAlarm(
                    kind=limit.kind,
                    actor=actor,
                    role=role,
                    window=window,
                    minutes=limit.minutes,
                    most=limit.most,
                    people=people,
                )
            )
    if alarms:
        # A second of the same window is left out by the constraint: no look-up before, no race.
        UseAlarm.objects.bulk_create(alarms, ignore_conflicts=True)
