"""Jobs that ended go after their days; what waits or runs stays."""

import pytest
from django.core.management import call_command
from django.db import connection

from explorer.database.clear_jobs import DONE_DAYS, FAILED_DAYS

pytestmark = pytest.mark.django_db

ADD = "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('q', 'x', %s) RETURNING id"
FORGET = "DELETE FROM procrastinate_events WHERE job_id = %s"
HAPPENED = """
INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'deferred', now() - make_interval(days => %s))
"""


def job(status: str, *, days: int) -> int:
    """A job with this end, so many days ago."""
    with connection.cursor() as cursor:
        cursor.execute(ADD, [status])
        (number,) = cursor.fetchone()
        cursor.execute(FORGET, [number])
        cursor.execute(HAPPENED, [number, days])
    return int(number)


def test_jobs_go_by_how_they_ended() -> None:
    kept = [
        job("succeeded", days=DONE_DAYS - 1),
        job("failed", days=FAILED_DAYS - 1),
        job("todo", days=FAILED_DAYS + 1),
        job("doing", days=FAILED_DAYS + 1),
    ]
    for status, days in (("succeeded", DONE_DAYS), ("cancelled", DONE_DAYS), ("failed", FAILED_DAYS)):
        job(status, days=days + 1)
    call_command("clear_jobs")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs ORDER BY id")
        assert [number for (number,) in cursor.fetchall()] == kept
