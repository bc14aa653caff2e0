"""Reminders come on working days, not more often than the cool-down, and name nobody."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from profiles.desk.ask_candidate import ask_candidate
from profiles.desk.mail import send_desk_mail
from profiles.desk.models import Approach, Case, DeskDuty, DeskMail, Reminder
from profiles.desk.remind import next_reminders, remind_desks
from profiles.desk.work_on_case import answer_employer
from profiles.mail.queue import LEASE
from profiles.register.models import Profile
from profiles.staff.models import StaffUser
from tests.factories.requests import NOW
from tests.factories.staff import StaffUserFactory

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
Kind = Reminder.Kind


def on(day: int, month: int = 11) -> datetime.datetime:
    return datetime.datetime(2026, month, day, 7, tzinfo=datetime.UTC)


def kinds(day: datetime.datetime) -> list[str]:
    return sorted(Reminder.objects.filter(on=day.date()).values_list("kind", flat=True))


def test_case_is_reminded_until_it_is_answered(case: Case, adviser: StaffUser) -> None:
    # Received on Monday the 23rd, due on Wednesday the 25th.
    assert remind_desks(at=on(23)) == 0
    assert remind_desks(at=on(24)) == 1 and kinds(on(24)) == [Kind.NO_OWNER]
    assert remind_desks(at=on(24)) == 0
    remind_desks(at=on(25))
    assert kinds(on(25)) == [Kind.DUE_SOON]
    remind_desks(at=on(26))
    assert kinds(on(26)) == sorted([Kind.ESCALATION, Kind.LATE, Kind.NO_OWNER])
    answer_employer(number=case.number, seen=case.version, text="", at=on(26), by=adviser)
    assert remind_desks(at=on(30)) == 0


def test_weekend_and_holiday_are_quiet(case: Case) -> None:
    assert remind_desks(at=on(28)) == 0
    assert remind_desks(at=on(25, 12)) == 0
    assert remind_desks(at=on(28, 12)) > 0


def test_late_case_goes_to_the_head(case: Case) -> None:
    head = StaffUserFactory(email="hoofd@example.org")
    DeskDuty.objects.create(desk=case.desk, head=head)
    remind_desks(at=on(26))
    assert DeskMail.objects.get(purpose="escalation").to == head.email


def test_next_dates_are_known(case: Case) -> None:
    remind_desks(at=on(26))
    coming = {each.kind: each.on for each in next_reminders(Case.objects.get(), on=on(27).date())}
    # Two working days after the last: Monday, since a weekend is between.
    assert coming == dict.fromkeys([Kind.NO_OWNER, Kind.LATE, Kind.ESCALATION], datetime.date(2026, 11, 30))


def test_silent_candidate_is_remembered(case: Case, adviser: StaffUser, order_picker: Profile) -> None:
    ask_candidate(
        number=case.number,
        candidate=order_picker.candidate,
        organisation="Peelhof",
        channel=Approach.Channel.MAIL,
        at=NOW,
        by=adviser,
    )
    remind_desks(at=on(27))
    assert kinds(on(27)) == []
    remind_desks(at=on(30))
    assert kinds(on(30)) == [Kind.CANDIDATE]


def test_mails_name_the_case_and_nobody(case: Case, adviser: StaffUser, order_picker: Profile) -> None:
    ask_candidate(
        number=case.number,
        candidate=order_picker.candidate,
        organisation="Peelhof",
        channel=Approach.Channel.MAIL,
        at=NOW,
        by=adviser,
    )
    for day in (24, 25, 26, 27, 30):
        remind_desks(at=on(day))
    sent = send_desk_mail(clock=lambda: on(30))
    assert sent == len(mail.outbox) == DeskMail.objects.count() > 1
    for message in mail.outbox:
        text = f"{message.subject}\n{message.body}"
        assert case.number in text
        for name in (
            "Thijs",
            "Hendriks",
            "Peelhof",
            "Verbeek",
            "0612345678",
            order_picker.candidate.reference,
        ):
            assert name not in text


def test_mail_that_fails_is_tried_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        assert send_desk_mail(clock=lambda: NOW) == 0
    assert send_desk_mail(clock=lambda: NOW) == 0
    assert send_desk_mail(clock=lambda: NOW + datetime.timedelta(minutes=2)) == 1
    assert send_desk_mail(clock=lambda: NOW + datetime.timedelta(days=2)) == 0


def refuse(self: object, fail_silently: bool = False) -> int:
    raise smtplib.SMTPServerDisconnected


def test_killed_worker_sends_the_same_mail_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    send = EmailMessage.send

    def killed(self: EmailMessage, fail_silently: bool = False) -> int:
        send(self)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", killed)
        with pytest.raises(KeyboardInterrupt):
            send_desk_mail(clock=lambda: NOW)
    assert send_desk_mail(clock=lambda: NOW) == 0
    assert send_desk_mail(clock=lambda: NOW + LEASE) == 1
    assert len(mail.outbox) == 2
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 1
