"""What the worker of each site does with its own table of jobs."""

from django.core.management import call_command
from procrastinate.contrib.django import app

CLEAR = "explorer.database.clear_jobs"


@app.periodic(cron="10 4 * * *")
@app.task(name=CLEAR, queueing_lock=CLEAR, pass_context=False)
def clear_jobs(timestamp: int = 0) -> None:
    """Each night."""
    call_command("clear_jobs")
