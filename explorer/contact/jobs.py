"""The jobs of the worker of the public site; each is a command too, for another scheduler.

A job is found again by a worker that died: procrastinate gives it back after its heartbeat
ended, and each job goes on where the rows say it was.
"""

from django.core.management import call_command
from procrastinate.contrib.django import app

from explorer.contact.mail.wake import SEND_MAIL

NOTIFY, ERASE = "explorer.contact.notify_saved_searches", "explorer.contact.erase_requests"


@app.periodic(cron="* * * * *")
@app.task(name=SEND_MAIL, queueing_lock=SEND_MAIL, pass_context=False)
def send_mail(timestamp: int = 0) -> None:
    """Mails that could not be sent at once, and those that the inside asked for."""
    call_command("send_mail")


@app.periodic(cron="*/5 * * * *")
@app.task(name=NOTIFY, queueing_lock=NOTIFY, pass_context=False)
def notify_saved_searches(timestamp: int = 0) -> None:
    """Soon after a release became active; else it finds nothing to do."""
    call_command("notify_saved_searches")


@app.periodic(cron="30 3 * * *")
@app.task(name=ERASE, queueing_lock=ERASE, pass_context=False)
def erase_requests(timestamp: int = 0) -> None:
    """Each night."""
    call_command("erase_requests")
