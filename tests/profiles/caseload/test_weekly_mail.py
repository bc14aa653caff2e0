"""The weekly mail: numbers only, once a week, and one click stops it."""

import datetime

import pytest
from django.test import Client

from profiles.caseload.models import Assignment, WeeklyMail
from profiles.caseload.weekly_mail import send_weekly_mails
from profiles.mail.models import QueuedMail
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY, CandidateFactory
from tests.factories.staff import StaffUserFactory

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
MONDAY = datetime.datetime(2026, 11, 23, 7, tzinfo=datetime.UTC)


@pytest.fixture
def worker() -> StaffUser:
    worker = StaffUserFactory(email="klantmanager@example.org")
    for _i in range(3):
        candidate = CandidateFactory(organisation=worker.organisation, family_name="Zqxtracer")
        Assignment.objects.create(candidate=candidate, worker=worker, since=TODAY)
    return worker


def test_mail_has_numbers_and_no_names(worker: StaffUser) -> None:
    assert send_weekly_mails(at=MONDAY) == 1
    mail = QueuedMail.objects.get()
    assert mail.to == "klantmanager@example.org"
    assert "Nog geen profiel: 3" in mail.text
    assert "Zqxtracer" not in mail.text + mail.subject
    assert not any(each.candidate.reference in mail.text for each in Assignment.objects.all())


def test_no_second_mail_in_the_same_week(worker: StaffUser) -> None:
    send_weekly_mails(at=MONDAY)
    assert send_weekly_mails(at=MONDAY + datetime.timedelta(days=5)) == 0
    assert send_weekly_mails(at=MONDAY + datetime.timedelta(days=7)) == 1


def test_nobody_hears_of_nothing_to_do() -> None:
    StaffUserFactory(email="ander@example.org")
    assert send_weekly_mails(at=MONDAY) == 0


def test_one_click_stops_it_without_logging_in(worker: StaffUser) -> None:
    send_weekly_mails(at=MONDAY)
    link = next(line for line in QueuedMail.objects.get().text.splitlines() if "/mail/stop/" in line)
    address = "/" + link.split("/", 3)[3]
    stranger = Client(headers={"accept-language": "nl"})
    assert "Stopt u de wekelijkse mail?" in stranger.get(address).content.decode()
    assert WeeklyMail.objects.get().stopped_at is None
    assert "U krijgt deze mail niet meer" in stranger.post(address).content.decode()
    assert send_weekly_mails(at=MONDAY + datetime.timedelta(days=7)) == 0


def test_link_that_is_not_ours_stops_nothing(worker: StaffUser) -> None:
    send_weekly_mails(at=MONDAY)
    assert Client().post("/mail/stop/1/").status_code == 404
    assert WeeklyMail.objects.get().stopped_at is None
