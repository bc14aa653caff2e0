"""The job that sends what is queued; it is a command too."""

from django.core.management import call_command
from procrastinate.contrib.django import app

SEND = "profiles.mail.send_queued_mail"


@app.periodic(cron="* * * * *")
@app.task(name=SEND, queueing_lock=SEND, pass_context=False)
def send_queued_mail(timestamp: int = 0) -> None:
    """Mails to staff."""
    call_command("send_queued_mail")
