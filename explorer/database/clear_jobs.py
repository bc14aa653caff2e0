"""Jobs that have ended are taken away after a while; those that failed stay longer, to be looked into."""

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app

DONE_DAYS, FAILED_DAYS = 7, 90
HOURS = 24


def clear_jobs() -> None:
    """Take away jobs, with what happened to them, that ended before the days of their kind."""
    delete = async_to_sync(app.job_manager.delete_old_jobs)
    delete(nb_hours=DONE_DAYS * HOURS, include_cancelled=True, include_aborted=True)
    delete(nb_hours=FAILED_DAYS * HOURS, include_failed=True)
