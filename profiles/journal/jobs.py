"""The job of the journal; it is a command too."""

from django.core.management import call_command
from procrastinate.contrib.django import app

COPY = "profiles.journal.copy_journal"


@app.periodic(cron="* * * * *")
@app.task(name=COPY, queueing_lock=COPY, pass_context=False)
def copy_journal(timestamp: int = 0) -> None:
    """Each minute: what a restored backup would undo goes to the files that are kept apart."""
    call_command("copy_journal")
