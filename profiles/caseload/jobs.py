"""The jobs of the case worker's side; each is a command too."""

from django.core.management import call_command
from procrastinate.contrib.django import app

RETENTION, MAIL = "profiles.caseload.apply_retention", "profiles.caseload.send_weekly_mail"


@app.periodic(cron="30 2 * * *")
@app.task(name=RETENTION, queueing_lock=RETENTION, pass_context=False)
def apply_retention(timestamp: int = 0) -> None:
    """Each night: pause and erase what the terms of keeping say."""
    call_command("apply_retention", "--apply")


@app.periodic(cron="0 7 * * 1")
@app.task(name=MAIL, queueing_lock=MAIL, pass_context=False)
def send_weekly_mail(timestamp: int = 0) -> None:
    """Each Monday morning."""
    call_command("send_weekly_mail")
