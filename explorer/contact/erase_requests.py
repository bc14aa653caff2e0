"""Retention: what is kept of employers goes when its time is over."""

import datetime
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import router, transaction
from django.db.models import Q, QuerySet

from explorer.contact.limits import DAY
from explorer.contact.models import (
    Attempt,
    ContactRequest,
    MailLink,
    OutgoingMail,
    PendingRequest,
    RequestEvent,
    SavedSearch,
)
from explorer.contact.models.request import ENDS, RequestState

# How long a row about a mail that was sent, or a link that was used, is kept to answer it a second time.
KEPT_DONE = datetime.timedelta(days=30)
Done = OutgoingMail.State


@dataclass(frozen=True)
class Erased:
    """How many rows went, or ended because nothing happened to them."""

    requests: int
    expired: int
    pending: int
    searches: int


def erase_requests(*, at: datetime.datetime) -> Erased:
    """Erase requests so many months after their end, and what was never confirmed or has done its work.

    A request without an end expires when it is as old. Repeating it changes nothing.
    """
    before = at - relativedelta(months=settings.KEEP_MONTHS)
    with transaction.atomic(using=router.db_for_write(ContactRequest)):
        # Without an end a request would be kept for ever; one that is quiet for so long gets it here.
        recent = RequestEvent.objects.filter(at__gt=before)
        quiet = ContactRequest.objects.filter(confirmed_at__lte=before).exclude(state__in=ENDS)
        quiet = quiet.exclude(pk__in=recent.values("request"))
        requests = list(quiet.select_for_update())
        RequestEvent.objects.bulk_create(
            RequestEvent(
                request=request,
                at=at,
                kind=RequestEvent.Kind.STATE,
                state=RequestState.EXPIRED,
                by=RequestEvent.By.SITE,
            )
            for request in requests
        )
        ContactRequest.objects.filter(pk__in=[one.pk for one in requests]).update(
            state=RequestState.EXPIRED, closed_at=at
        )
        expired = len(requests)
        # The mail of an end goes first: with the request its text would be gone.
        waiting = OutgoingMail.objects.filter(state__in=[Done.QUEUED, Done.SENDING]).exclude(request=None)
        old = ContactRequest.objects.filter(closed_at__lte=before).exclude(pk__in=waiting.values("request"))
        erased = Erased(
            requests=_delete(old),
            expired=expired,
            pending=_delete(
                PendingRequest.objects.filter(
                    Q(request=None, expires_at__lte=at) | Q(expires_at__lte=at - KEPT_DONE)
                )
            ),
            searches=_delete(SavedSearch.objects.filter(confirmed_at=None, expires_at__lte=at)),
        )
        _delete(MailLink.objects.filter(expires_at__lte=at - DAY))
        _delete(OutgoingMail.objects.filter(done_at__lte=at - KEPT_DONE))
        # Longer than the longest window, so that no limit is forgotten while it counts.
        _delete(Attempt.objects.filter(window_start__lte=at - 2 * DAY))
    return erased


def _delete(rows: QuerySet) -> int:
    _, by_model = rows.delete()
    return by_model.get(rows.model._meta.label, 0)
