"""The jobs of the worker of the register; each is a command too.

A job that died is given back by procrastinate, and goes on where the rows say it was.
"""

from django.core.management import call_command
from procrastinate.contrib.django import app

FETCH, OUTSIDE = "profiles.desk.fetch_requests", "profiles.desk.send_acts"
MAIL, REMIND = "profiles.desk.send_desk_mail", "profiles.desk.remind_desks"
FIGURES, ERASE = "profiles.desk.publish_promise", "profiles.desk.erase_cases"


@app.periodic(cron="* * * * *")
@app.task(name=FETCH, queueing_lock=FETCH, pass_context=False)
def fetch_requests(timestamp: int = 0) -> None:
    """New requests, and what employers did."""
    call_command("fetch_requests")


@app.periodic(cron="* * * * *")
@app.task(name=OUTSIDE, queueing_lock=OUTSIDE, pass_context=False)
def send_acts(timestamp: int = 0) -> None:
    """What a page could not bring outside, or to the candidate's profile, at once."""
    call_command("send_acts")


@app.periodic(cron="* * * * *")
@app.task(name=MAIL, queueing_lock=MAIL, pass_context=False)
def send_desk_mail(timestamp: int = 0) -> None:
    """Mails to the desks."""
    call_command("send_desk_mail")


@app.periodic(cron="0 7 * * 1-5")
@app.task(name=REMIND, queueing_lock=REMIND, pass_context=False)
def remind_desks(timestamp: int = 0) -> None:
    """Each working morning."""
    call_command("remind_desks")


@app.periodic(cron="15 3 * * *")
@app.task(name=FIGURES, queueing_lock=FIGURES, pass_context=False)
def publish_promise(timestamp: int = 0) -> None:
    """Each night: the figures of the months that are over."""
    call_command("publish_promise")


@app.periodic(cron="45 3 * * *")
@app.task(name=ERASE, queueing_lock=ERASE, pass_context=False)
def erase_cases(timestamp: int = 0) -> None:
    """Each night, after the outside erased the same requests."""
    call_command("erase_cases")
