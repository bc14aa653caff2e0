"""What an operator of the register watches; the same numbers as /gezond/ and the page of the admin.

Names are those that `deploy/alerts.yaml` watches.
"""

from dataclasses import asdict

from django.utils import timezone

from explorer.release.models import Release
from profiles.staff.operation import operation

TEXTS = {
    "worker_silent_seconds": "Seconds since the worker was heard of, -1 where none ever was",
    "jobs_due": "Jobs whose time has come",
    "job_oldest_seconds": "Age of the oldest job whose time has come",
    "jobs_failed": "Jobs that failed and were not tried again",
    "mails_waiting": "Mails that are not sent yet",
    "mail_oldest_seconds": "Age of the oldest mail that waits",
    "mails_failed": "Mails that were given up in the last seven days",
    "publication_failed": "1 when the last publication that was asked for failed",
    "publication_running_seconds": "Seconds since the publication at work was asked for, -1 without one",
    "imports_running": "Imports that are read, written or undone",
    "import_running_seconds": "Seconds since the oldest of these began",
    "imports_refused": "Imports of the last seven days that were refused",
    "journal_waiting": "Entries of the journal that are not on the other disk yet",
    "journal_oldest_seconds": "Age of the oldest of these",
    "alarms_open": "Alarms on bulk viewing that nobody handled",
    "disk_free_percent": "Free share of the fullest disk that is written to",
}


def gauges() -> dict[str, tuple[str, float]]:
    """Name -> (what it is, value)."""
    now, active = timezone.now(), Release.objects.active()
    age = (timezone.localdate(now) - active.released_on).days if active else -1
    values = asdict(operation(at=now))
    return {
        "release_number": (
            "Number of the visible release, 0 before the first",
            active.number if active else 0,
        ),
        "release_age_days": ("Days since the visible release was counted, -1 without one", age),
        **{name: (TEXTS[name], -1.0 if value is None else float(value)) for name, value in values.items()},
    }
