"""The weekly mail to a case worker: numbers and a link, never a name. One click stops it."""

import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from profiles.access.rights import Right, has_right
from profiles.caseload.models import Assignment, WeeklyMail
from profiles.caseload.work import BY_NAME, count_lists
from profiles.mail.queue import queue_mail
from profiles.register.models import Candidate

COOL_DOWN = datetime.timedelta(days=6)
"""No two mails within so many days, however often the job runs."""
MENTIONED = ("bevestigen", "aanvullen", "zonder-profiel", "kennismaken", "vrijgeven", "bewaartermijn")
_SALT = __name__


def send_weekly_mails(*, at: datetime.datetime) -> int:
    """Queue a mail for each case worker with something to do that did not stop it; returns how many."""
    sent = 0
    day = at.date()
    workers = {each.worker for each in Assignment.objects.select_related("worker")}
    for worker in sorted(workers, key=lambda each: each.pk):
        if not worker.email or not has_right(worker, Right.CHANGE_CANDIDATES):
            continue
        kept, _made = WeeklyMail.objects.get_or_create(worker=worker)
        if kept.stopped_at or (kept.sent_on and day - kept.sent_on < COOL_DOWN):
            continue
        numbers = numbers_of(worker, on=day)
        if not numbers:
            continue
        with translation.override("nl"):
            queue_mail(
                to=worker.email,
                subject=_("Uw werklijst deze week"),
                text=_text(worker.pk, numbers),
                cause=f"weekly:{worker.pk}:{day.isoformat()}",
                at=at,
            )
        # After the mail is queued: a run that dies in between asks for it again, and its cause is known.
        kept.sent_on = day
        kept.save(update_fields=["sent_on"])
        sent += 1
    return sent


def numbers_of(worker: Any, *, on: datetime.date) -> list[tuple[str, int]]:
    """(title, number of own candidates) of each list that is not empty."""
    counts = count_lists(Candidate.objects.filter(assignment__worker=worker), on=on)
    return [(str(BY_NAME[name].title), counts[name]) for name in MENTIONED if counts[name]]


def is_stop_link(token: str) -> bool:
    """Whether a link is ours."""
    return _worker_of(token) is not None


def stop_weekly_mail(token: str, *, at: datetime.datetime) -> bool:
    """Stop the mail that the link came with; False for a link that is not ours. May be repeated."""
    worker = _worker_of(token)
    if worker is None:
        return False
    WeeklyMail.objects.filter(worker=worker, stopped_at=None).update(stopped_at=at)
    return True


def _worker_of(token: str) -> int | None:
    try:
        return int(signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        return None


def _text(worker: int, numbers: list[tuple[str, int]]) -> str:
    # Signed, so that stopping needs no log-in and nobody stops the mail of a colleague.
    stop = reverse("staff:stop_mail", args=[signing.dumps(worker, salt=_SALT)])
    return render_to_string(
        "profiles/weekly_mail.txt",
        {
            "numbers": numbers,
            "link": settings.REGISTER_URL + reverse("staff:work_list"),
            "stop": settings.REGISTER_URL + stop,
        },
    )
