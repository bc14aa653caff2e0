"""What an operator of the public site watches: the age of the release, mails and jobs that wait or failed."""

from datetime import date

from django.db import connections

from explorer.release.models import Release

QUEUES = """
SELECT count(*) FILTER (WHERE state IN ('queued', 'sending')) AS waiting,
    count(*) FILTER (WHERE state = 'failed') AS failed,
    coalesce(extract(epoch FROM now() - min(asked_at) FILTER (WHERE state IN ('queued', 'sending'))), 0),
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
    (
        SELECT count(*) FROM procrastinate_jobs
        WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()
    ),
    (SELECT coalesce(extract(epoch FROM now() - max(last_heartbeat)), -1) FROM procrastinate_workers)
FROM explorer_contact_outgoingmail
"""


def gauges() -> dict[str, tuple[str, float]]:
    """Name -> (what it is, value); two statements. Names are those that `deploy/alerts.yaml` watches."""
    release = Release.objects.active()
    with connections["default"].cursor() as cursor:
        cursor.execute(QUEUES)
        waiting, failed, oldest, failed_jobs, due_jobs, silent = map(float, cursor.fetchone())
    age = (date.today() - release.released_on).days if release else -1
    return {
        "release_number": (
            "Number of the visible release, 0 before the first",
            release.number if release else 0,
        ),
        "release_age_days": ("Days since the visible release was counted, -1 without one", age),
        "mails_waiting": ("Mails that are not sent yet", waiting),
        "mails_failed": ("Mails that were given up", failed),
        "mail_oldest_seconds": ("Age of the oldest mail that waits", oldest),
        "worker_silent_seconds": ("Seconds since the worker was heard of, -1 where none ever was", silent),
        "jobs_due": ("Jobs whose time has come", due_jobs),
        "jobs_failed": ("Jobs that failed and were not tried again", failed_jobs),
    }
