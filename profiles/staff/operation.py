"""What runs, waits and failed inside, in numbers, for /gezond/, the page of the admin and the metrics."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Min, Q
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from profiles.access.models import UseAlarm
from profiles.access.scope import as_system
from profiles.desk.models import DeskMail
from profiles.imports.models import Import
from profiles.journal.models import Entry
from profiles.mail.models import QueuedMail
from profiles.publication.models import Run

FAILED_WITHIN = timedelta(days=7)
"""An older failure is no news: a monitor would warn of it for ever."""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """Counts, seconds and a share in percent; None where nothing of the kind is there."""

    worker_silent_seconds: float | None
    jobs_due: int
    job_oldest_seconds: float
    jobs_failed: int
    mails_waiting: int
    mail_oldest_seconds: float
    mails_failed: int
    publication_failed: bool
    publication_running_seconds: float | None
    imports_running: int
    import_running_seconds: float
    imports_refused: int
    journal_waiting: int
    journal_oldest_seconds: float
    alarms_open: int
    disk_free_percent: float


def operation(*, at: datetime) -> Operation:
    """How it goes at this moment, over all organisations whoever asks: numbers that say nothing of anyone."""
    recent = at - FAILED_WITHIN
    beat = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
    due = ProcrastinateJob.objects.filter(status="todo").exclude(scheduled_at__gt=at)
    jobs = due.aggregate(number=Count("pk", distinct=True), oldest=Min("procrastinateevent__at"))
    waiting = Q(state__in=["queued", "sending"])
    # Row-level security hides mails, imports, journal and alarms from most users; here they are counted.
    with as_system():
        mails = [
            model._default_manager.aggregate(
                waiting=Count("pk", filter=waiting),
                oldest=Min("asked_at", filter=waiting),
                failed=Count("pk", filter=Q(state="failed", done_at__gte=recent)),
            )
            for model in (QueuedMail, DeskMail)
        ]
        at_work = Q(state__in=Import.AT_WORK)
        imports = Import.objects.aggregate(
            running=Count("pk", filter=at_work),
            oldest=Min("made_at", filter=at_work),
            refused=Count("pk", filter=Q(state=Import.State.REFUSED, made_at__gte=recent)),
        )
        journal = Entry.objects.filter(copied_at=None).aggregate(number=Count("pk"), oldest=Min("at"))
        alarms = UseAlarm.objects.filter(handled_at=None).count()
    publications = Run.objects.filter(kind=Run.Kind.PUBLISH)
    ended = publications.exclude(state__in=Run.UNFINISHED).order_by("-ended_at").first()
    running = publications.filter(state__in=Run.UNFINISHED).first()
    # All that is written to; a folder that is made on first use may not be there.
    folders = [settings.BASE_DIR, Path(settings.IMPORT_FOLDER), Path(settings.JOURNAL_FOLDER)]
    disks = [shutil.disk_usage(folder) for folder in folders if folder.is_dir()]
    return Operation(
        worker_silent_seconds=_seconds(beat.last_heartbeat, at) if beat else None,
        jobs_due=jobs["number"],
        job_oldest_seconds=_seconds(jobs["oldest"], at),
        jobs_failed=ProcrastinateJob.objects.filter(status="failed").count(),
        mails_waiting=sum(each["waiting"] for each in mails),
        mail_oldest_seconds=max(_seconds(each["oldest"], at) for each in mails),
        mails_failed=sum(each["failed"] for each in mails),
        publication_failed=ended is not None and ended.state == Run.State.FAILED,
        publication_running_seconds=_seconds(running.asked_at, at) if running else None,
        imports_running=imports["running"],
        import_running_seconds=_seconds(imports["oldest"], at),
        imports_refused=imports["refused"],
        journal_waiting=journal["number"],
        journal_oldest_seconds=_seconds(journal["oldest"], at),
        alarms_open=alarms,
        disk_free_percent=min(round(100 * usage.free / usage.total, 1) for usage in disks),
    )


def _seconds(since: datetime | None, at: datetime) -> float:
    """Seconds since then; 0 where nothing waits, or where it began this very moment."""
    return max((at - since).total_seconds(), 0.0) if since else 0.0
