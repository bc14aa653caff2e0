"""The job of the accounts; it is a command too."""

from django.core.management import call_command
from procrastinate.contrib.django import app

CLEAR = "profiles.accounts.clear_sessions"


@app.periodic(cron="20 4 * * *")
@app.task(name=CLEAR, queueing_lock=CLEAR, pass_context=False)
def clear_sessions(timestamp: int = 0) -> None:
    """Each night."""
    call_command("clear_sessions")
