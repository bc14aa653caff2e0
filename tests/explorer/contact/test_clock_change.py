"""The nights on which the clock is put forward and back, and the last night of a year: no promise moves."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from explorer.contact.confirm_request import LinkExpired, confirm_request
from explorer.contact.limits import Limit, TooMany, count_try
from explorer.contact.mail.send_mail import LEASE, send_mail
from explorer.contact.models import OutgoingMail
from explorer.contact.timeline import progress
from tests.explorer.contact.conftest import Employer

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")
# At three it is two again; at two it is three.
BACK, FORWARD = datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("change", [BACK, FORWARD], ids=["back", "forward"])
@pytest.mark.parametrize("before", [timedelta(minutes=1), timedelta(hours=47), timedelta(hours=48)])
def test_link_lives_forty_eight_hours_that_pass(
    employer: Employer, change: datetime, before: timedelta
) -> None:
    asked = Employer(employer.content, change - before)
    key = asked.key(asked.start())
    with pytest.raises(LinkExpired):
        confirm_request(key=key, at=asked.at + 48 * HOUR)
    assert confirm_request(key=key, at=asked.at + 48 * HOUR - timedelta(seconds=1)).number


@pytest.mark.usefixtures("desks")
@pytest.mark.parametrize(
    ("at", "due"),
    [
        # Twice half past two in one night: the same day, the same promise.
        (BACK - HOUR / 2, date(2026, 10, 27)),
        (BACK + HOUR / 2, date(2026, 10, 27)),
        (FORWARD - HOUR / 2, date(2027, 3, 31)),
        (FORWARD + HOUR / 2, date(2027, 3, 31)),
        # Ten minutes before midnight here, and ten minutes after it; in UTC the day before both.
        (datetime(2026, 10, 23, 23, 50, tzinfo=HERE), date(2026, 10, 27)),
        (datetime(2026, 10, 27, 0, 10, tzinfo=HERE), date(2026, 10, 29)),
        (datetime(2027, 1, 1, 0, 10, tzinfo=HERE), date(2027, 1, 5)),
    ],
)
def test_promise_goes_by_days_of_here(employer: Employer, at: datetime, due: date) -> None:
    request = Employer(employer.content, at).request()
    assert request.due_on == due
    assert request.number.startswith(f"{at.astimezone(HERE).year}-")
    shown = progress(request, request.events.all(), at=at)
    assert shown.days_left == 2


@pytest.mark.parametrize("change", [BACK, FORWARD], ids=["back", "forward"])
def test_mail_of_a_killed_worker_is_not_sent_early(employer: Employer, change: datetime) -> None:
    Employer(employer.content, change - timedelta(minutes=5)).start()
    begun = change - timedelta(minutes=5)
    OutgoingMail.objects.update(state=OutgoingMail.State.SENDING, next_at=begun + LEASE)
    assert send_mail(clock=lambda: begun + LEASE - timedelta(seconds=1)).sent == 0
    assert send_mail(clock=lambda: begun + LEASE).sent == 1


@pytest.mark.parametrize("change", [BACK, FORWARD], ids=["back", "forward"])
def test_limit_of_an_hour_counts_an_hour(change: datetime) -> None:
    once = [Limit("test", "address", 1, HOUR)]
    for at in (change - timedelta(seconds=1), change):
        count_try("test", at=at, limits=once, address="192.0.2.1")
    with pytest.raises(TooMany) as refused:
        count_try("test", at=change + timedelta(minutes=30), limits=once, address="192.0.2.1")
    assert refused.value.retry_at == change + HOUR
