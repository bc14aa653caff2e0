"""The jobs of the log of use; each is a command too."""

from django.core.management import call_command
from procrastinate.contrib.django import app

ALARMS, RETAIN = "profiles.access.mail_alarms", "profiles.access.forget_use"


@app.periodic(cron="* * * * *")
@app.task(name=ALARMS, queueing_lock=ALARMS, pass_context=False)
def mail_alarms(timestamp: int = 0) -> None:
    """Mail the privacy officers about bulk viewing."""
    call_command("mail_alarms")


@app.periodic(cron="40 3 * * *")
@app.task(name=RETAIN, queueing_lock=RETAIN, pass_context=False)
def forget_use(timestamp: int = 0) -> None:
    """Each night: what is past its term goes."""
    call_command("forget_use")
