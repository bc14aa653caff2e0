"""Retention: what is kept of employers goes when its time is over, and not before."""

from datetime import timedelta
from uuid import uuid4

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import connection

from explorer.contact.confirm_request import confirm_request
from explorer.contact.desk_side import set_state
from explorer.contact.erase_requests import erase_requests
from explorer.contact.mail.send_mail import send_mail
from explorer.contact.models import (
    Attempt,
    ContactRequest,
    MailLink,
    OutgoingMail,
    PendingRequest,
    RequestEvent,
)
from explorer.contact.models.request import EndReason, RequestState
from explorer.contact.my_requests import ask_for_link
from explorer.contact.withdraw_request import withdraw_request
from tests.explorer.contact.conftest import NOW, Employer, as_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desks")]
YEAR = relativedelta(months=12)


def test_request_goes_a_year_after_its_end(employer: Employer) -> None:
    request = employer.request()
    withdraw_request(key=employer.status_key(request), at=NOW)
    send_mail(clock=lambda: NOW)
    assert erase_requests(at=NOW + YEAR - timedelta(seconds=1)).requests == 0
    assert erase_requests(at=NOW + YEAR).requests == 1
    assert not ContactRequest.objects.exists() and not RequestEvent.objects.exists()
    assert erase_requests(at=NOW + YEAR).requests == 0


def test_nothing_of_the_employer_is_left(employer: Employer) -> None:
    request = employer.request()
    withdraw_request(key=employer.status_key(request), at=NOW)
    ask_for_link(email=request.email, language="nl", address="192.0.2.1", at=NOW)
    send_mail(clock=lambda: NOW)
    erase_requests(at=NOW + YEAR)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("explorer_contact", "procrastinate")):
                cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
                stored = cursor.fetchone()[0].casefold()
                assert "peelhof" not in stored and "verbeek" not in stored, table


def test_setting_counts_for_requests_that_ended_before_it(employer: Employer, settings: object) -> None:
    request = employer.request()
    withdraw_request(key=employer.status_key(request), at=NOW)
    send_mail(clock=lambda: NOW)
    settings.KEEP_MONTHS = 6  # type: ignore[attr-defined]
    assert erase_requests(at=NOW + relativedelta(months=6)).requests == 1


def test_request_that_nobody_ends_expires(employer: Employer) -> None:
    quiet = employer.request()
    busy = employer.request(organisation="Ander")
    with as_role("register_web"):
        set_state(number=busy.number, state=RequestState.IN_PROGRESS, at=NOW + timedelta(days=200))
    assert erase_requests(at=NOW + YEAR).expired == 1
    quiet.refresh_from_db()
    busy.refresh_from_db()
    assert (quiet.state, quiet.closed_at) == (RequestState.EXPIRED, NOW + YEAR)
    assert quiet.events.last().by == RequestEvent.By.SITE
    assert busy.state == RequestState.IN_PROGRESS


def test_unconfirmed_request_goes_when_its_link_does(employer: Employer) -> None:
    employer.start()
    assert erase_requests(at=NOW + timedelta(hours=47)).pending == 0
    assert erase_requests(at=NOW + timedelta(hours=48)).pending == 1
    assert not PendingRequest.objects.exists() and not OutgoingMail.objects.exists()


def test_confirmed_link_opens_its_request_for_a_month(employer: Employer) -> None:
    pending = employer.start()
    request = confirm_request(key=employer.key(pending), at=NOW)
    erase_requests(at=NOW + timedelta(days=29))
    assert confirm_request(key=employer.key(pending), at=NOW + timedelta(days=29)) == request
    erase_requests(at=NOW + timedelta(days=33))
    assert not PendingRequest.objects.exists()
    assert ContactRequest.objects.get() == request


def test_mail_about_an_end_goes_before_the_request(employer: Employer) -> None:
    request = employer.request()
    with as_role("register_web"):
        set_state(number=request.number, state=RequestState.PLACED, reason=EndReason.JOB, at=NOW)
    assert erase_requests(at=NOW + YEAR).requests == 0
    send_mail(clock=lambda: NOW + YEAR)
    assert erase_requests(at=NOW + YEAR).requests == 1


def test_links_and_counts_go_within_days(employer: Employer) -> None:
    employer.start(submission=uuid4())
    ask_for_link(email="a@b.example", language="nl", address="192.0.2.1", at=NOW)
    erase_requests(at=NOW + timedelta(days=3))
    assert not MailLink.objects.exists() and not Attempt.objects.exists()


def test_commands_do_the_same() -> None:
    for name in ("erase_requests", "send_mail", "notify_saved_searches"):
        call_command(name)
