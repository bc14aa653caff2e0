"""Whether the register is well: what a monitor asks at /gezond/, and what the page of the admin shows."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from explorer.release.models import Release
from profiles.configuration.current import values
from profiles.database.router import OUTSIDE
from profiles.staff.operation import Operation, operation

ADDRESS = "/gezond/"
BEAT_SECONDS = 60
"""A worker that gave no sign for so long counts as gone."""
WAITING_MINUTES = 15
LONGEST_WORK_MINUTES = 120
"""A publication of a country takes half an hour, an import some minutes."""
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
    now = operation(at=timezone.now())
    yield from _queue(now)
    yield from _mails(now)
    yield from _work(now)
    yield from _other(now)


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
    # An old release is no fault of a machine, but employers see people that are long at work.
    age = (timezone.localdate() - active.released_on).days
    most = values().release_age_days
    says = _("uitgave %(number)s van %(day)s, %(age)s dagen oud; hoogstens %(most)s") % {
        "number": active.number,
        "day": date_format(active.released_on),
        "age": age,
        "most": most,
    }
    return Check("release_age_days", label, age <= most, says, age)


def _queue(now: Operation) -> Iterator[Check]:
    silent = now.worker_silent_seconds
    # None: no worker has ever started here.
    is_there = silent is not None and silent <= BEAT_SECONDS
    says = _("draait") if is_there else _("draait niet: er gaat geen mail weg en er wordt niets gepubliceerd")
    yield Check("worker_silent_seconds", _("Taakverwerker"), is_there, says, silent)
    label, says = _("Taken die wachten"), _waits(now.jobs_due, now.job_oldest_seconds)
    yield Check("jobs_due", label, _is_soon(now.job_oldest_seconds), says, now.jobs_due)
    failed = now.jobs_failed
    yield Check("jobs_failed", _("Mislukte taken"), not failed, str(failed), failed)


def _mails(now: Operation) -> Iterator[Check]:
    label, says = _("Mails die wachten"), _waits(now.mails_waiting, now.mail_oldest_seconds)
    yield Check("mails_waiting", label, _is_soon(now.mail_oldest_seconds), says, now.mails_waiting)
    failed = now.mails_failed
    says = _("%(number)s in de laatste zeven dagen") % {"number": failed}
    yield Check("mails_failed", _("Mails die niet aankwamen"), not failed, says, failed)


def _work(now: Operation) -> Iterator[Check]:
    longest = LONGEST_WORK_MINUTES * 60
    failed, running = now.publication_failed, now.publication_running_seconds
    says = _("de laatste is mislukt") if failed else _("de laatste is gelukt, of er was er nog geen")
    if running is not None:
        says = _("bezig, al %(minutes)s minuten") % {"minutes": round(running / 60)}
    is_well = not failed and (running or 0) <= longest
    yield Check("publication_failed", _("Publicatie"), is_well, says, int(failed))
    says = _("%(running)s bezig, de langste %(minutes)s minuten; %(refused)s geweigerd in zeven dagen") % {
        "running": now.imports_running,
        "minutes": round(now.import_running_seconds / 60),
        "refused": now.imports_refused,
    }
    is_well = now.import_running_seconds <= longest
    yield Check("imports_running", _("Imports"), is_well, says, now.imports_running)


def _other(now: Operation) -> Iterator[Check]:
    label, says = _("Dagboek, nog te kopiëren"), _waits(now.journal_waiting, now.journal_oldest_seconds)
    yield Check("journal_waiting", label, _is_soon(now.journal_oldest_seconds), says, now.journal_waiting)
    # For the privacy officer to handle: nothing that a technician mends.
    yield Check("alarms_open", _("Meldingen van veel inzage"), True, str(now.alarms_open), now.alarms_open)
    free, least = now.disk_free_percent, values().least_free_percent
    says = _("%(free)s procent vrij op de volste schijf; minstens %(least)s procent") % {
        "free": round(free),
        "least": least,
    }
    yield Check("disk_free_percent", _("Schijfruimte"), free >= least, says, free)


def _waits(number: int, seconds: float) -> str:
    return _("%(number)s wachten, de oudste %(minutes)s minuten") % {
        "number": number,
        "minutes": round(seconds / 60),
    }


def _is_soon(seconds: float) -> bool:
    return seconds <= WAITING_MINUTES * 60


class HealthMiddleware:
    """Answers a monitor before anything asks for a log-in, a host name or TLS: 503 where it cannot work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != ADDRESS:
            return self._get_response(request)
        try:
            state, status = {"ready": True, **health()}, 200
        except Exception:
            # Whatever the reason: a monitor only needs to know that it is so.
            logger.exception("The register is not well")
            state, status = {"ready": False}, 503
        return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})
