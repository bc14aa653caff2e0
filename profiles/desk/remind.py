"""Remind the desk of what waits, not more often than the cool-down, and its head of what is late."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from explorer.contact.working_days import add_working_days
from profiles.configuration.current import values
from profiles.desk.mail import ask_for_mail, recipient
from profiles.desk.models import Case, DeskMail, Reminder

Kind = Reminder.Kind
WITHOUT_OWNER_DAYS = 1


@dataclass(frozen=True)
class NextReminder:
    """A reminder that comes, and on which day, if nothing happens."""

    kind: Kind
    on: datetime.date

    @property
    def label(self) -> str:
        return str(self.kind.label)


def remind_desks(*, at: datetime.datetime) -> int:
    """Ask for the mails of today; returns how many. None on a day off; twice a day is once."""
    today = timezone.localtime(at).date()
    # What fell on a day off comes on the next working day, see `next_reminders`.
    if _working_day(today) != today:
        return 0
    asked = 0
    open_cases = Case.objects.filter(closed_at=None).select_related("desk__duty__head", "owner")
    for case in open_cases.prefetch_related("reminders", "approaches"):
        for next_one in next_reminders(case, on=today):
            if next_one.on <= today:
                asked += _remind(case, next_one.kind, at, today)
    return asked


def next_reminders(case: Case, *, on: datetime.date) -> Iterator[NextReminder]:
    """What comes for an open case and when, by its facts as they are; past days are for today."""
    if case.is_closed:
        return
    for kind, first in _first_days(case):
        if kind == Kind.DUE_SOON and on > case.due_on:
            # Being late has a reminder of its own.
            continue
        last = max((each.on for each in case.reminders.all() if each.kind == kind), default=None)
        if last is None:
            yield NextReminder(kind, _working_day(max(first, on)))
        else:
            again = add_working_days(last, values().remind_again_days)
            yield NextReminder(kind, _working_day(max(again, first)))


def _working_day(day: datetime.date) -> datetime.date:
    """The day itself, or the first working day after a day off."""
    return add_working_days(day - datetime.timedelta(days=1), 1)


def _first_days(case: Case) -> Iterator[tuple[Kind, datetime.date]]:
    """The first day of each kind that this case gets."""
    received = timezone.localtime(case.confirmed_at).date()
    if case.owner is None:
        yield Kind.NO_OWNER, add_working_days(received, WITHOUT_OWNER_DAYS)
    if case.first_answer_at is None:
        yield Kind.DUE_SOON, case.due_on
        late = add_working_days(case.due_on, 1)
        yield Kind.LATE, late
        yield Kind.ESCALATION, add_working_days(case.due_on, values().escalate_days)
    waiting = [each.asked_at for each in case.approaches.all() if not each.answer]
    if waiting:
        asked_on = timezone.localtime(min(waiting)).date()
        yield Kind.CANDIDATE, add_working_days(asked_on, values().candidate_days)


def _remind(case: Case, kind: Kind, at: datetime.datetime, today: datetime.date) -> bool:
    head = getattr(case.desk, "duty", None) and case.desk.duty.head
    to = (
        (head.email if head and head.email else case.desk.email)
        if kind == Kind.ESCALATION
        else recipient(case)
    )
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        reminder = Reminder(case=case, kind=kind, on=today)
        # The constraint makes twice a day once; the mail below is recognised by its cause.
        Reminder.objects.bulk_create([reminder], ignore_conflicts=True)
        purpose = DeskMail.Purpose.ESCALATION if kind == Kind.ESCALATION else DeskMail.Purpose.REMINDER
        ask_for_mail(purpose, case=case, cause=f"{kind}:{today}", to=to, at=at, kind=kind)
    return True
