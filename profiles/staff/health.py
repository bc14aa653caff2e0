"""Whether the register is well: what a monitor asks at /gezond/, and what the page of the admin shows."""

import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from explorer.release.models import Release
from profiles.configuration.current import values
from profiles.database.router import OUTSIDE

ADDRESS = "/gezond/"
BEAT_SECONDS = 60
"""A worker that said nothing for so long is no more."""
WAITING_MINUTES = 15
GIB = 1024**3
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: `name` for a monitor, `label` and `says` for a reader."""

    name: str
    label: str
    is_well: bool
    says: str
    number: float | None = None


def health() -> dict[str, object]:
    """For a monitor: numbers by name, and the names of what is not well. Raises where a database is away."""
    found = list(checks())
    return {
        "warnings": [check.name for check in found if not check.is_well],
        **{check.name: check.number for check in found if check.number is not None},
    }


def checks() -> Iterator[Check]:
    """Everything that is looked at, in the order of the page."""
    yield from _databases()
    yield _release()
    yield from _queue()
    yield _disk()


def _databases() -> Iterator[Check]:
    labels = {DEFAULT_DB_ALIAS: _("Databank van het register"), OUTSIDE: _("Databank van de openbare site")}
    for alias, label in labels.items():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            size = cursor.fetchone()[0]
        says = _("bereikbaar, %(size)s GB") % {"size": f"{size / GIB:.2f}".replace(".", ",")}
        yield Check(f"database_{alias}_bytes", label, True, says, size)


def _release() -> Check:
    active = Release.objects.active()
    label = _("Zichtbare uitgave")
    if active is None:
        return Check("release_age_days", label, False, _("er is geen uitgave zichtbaar"))
    age = (timezone.localdate() - active.released_on).days
    most = values().release_age_days
    says = _("uitgave %(number)s van %(day)s, %(age)s dagen oud; hoogstens %(most)s") % {
        "number": active.number,
        "day": date_format(active.released_on),
        "age": age,
        "most": most,
    }
    return Check("release_age_days", label, age <= most, says, age)


def _queue() -> Iterator[Check]:
    now = timezone.now()
    beat = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
    silent = (now - beat.last_heartbeat).total_seconds() if beat else None
    is_there = silent is not None and silent <= BEAT_SECONDS
    says = _("draait") if is_there else _("draait niet: er gaat geen mail weg en er wordt niets gepubliceerd")
    yield Check("worker_silent_seconds", _("Taakverwerker"), is_there, says, silent)
    due = ProcrastinateJob.objects.filter(status="todo").exclude(scheduled_at__gt=now)
    found = due.aggregate(number=Count("pk"), oldest=Min("procrastinateevent__at"))
    minutes = (now - found["oldest"]).total_seconds() / 60 if found["oldest"] else 0
    says = _("%(number)s wachten, de oudste %(minutes)s minuten") % {
        "number": found["number"],
        "minutes": round(minutes),
    }
    yield Check("jobs_waiting", _("Taken die wachten"), minutes <= WAITING_MINUTES, says, found["number"])
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    yield Check("jobs_failed", _("Mislukte taken"), not failed, str(failed), failed)


def _disk() -> Check:
    usage = shutil.disk_usage(settings.BASE_DIR)
    free = round(100 * usage.free / usage.total)
    least = values().least_free_percent
    says = _("%(free)s procent vrij, %(size)s GB; minstens %(least)s procent") % {
        "free": free,
        "size": round(usage.free / GIB),
        "least": least,
    }
    return Check("disk_free_percent", _("Schijfruimte"), free >= least, says, free)


class HealthMiddleware:
    """Answers a monitor before anything asks for a log-in, a host name or TLS: 503 where it cannot work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _answer() if request.path == ADDRESS else self._get_response(request)


def _answer() -> HttpResponse:
    try:
        state, status = {"ready": True, **health()}, 200
    except Exception:
        # Whatever the reason: a monitor only needs to know that it is so.
        logger.exception("The register is not well")
        state, status = {"ready": False}, 503
    return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})
