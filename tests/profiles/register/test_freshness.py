import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.register.freshness import fresh_until
from profiles.register.models.profile import oldest_confirmation

A_DAY = datetime.timedelta(days=1)


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31)))
def test_last_fresh_day_is_the_last(confirmed_on: datetime.date) -> None:
    last = fresh_until(confirmed_on=confirmed_on)
    assert oldest_confirmation(on=last) <= confirmed_on < oldest_confirmation(on=last + A_DAY)


@given(
    st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31)),
    st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31)),
)
def test_later_confirmation_never_lasts_shorter(one: datetime.date, other: datetime.date) -> None:
    first, second = sorted((one, other))
    assert fresh_until(confirmed_on=first) <= fresh_until(confirmed_on=second)


@pytest.mark.parametrize(
    ("confirmed", "until"),
    [("2026-05-23", "2026-11-23"), ("2026-08-31", "2027-02-28"), ("2026-02-28", "2026-08-31")],
)
def test_six_months_are_counted_by_the_calendar(confirmed: str, until: str) -> None:
    assert fresh_until(confirmed_on=datetime.date.fromisoformat(confirmed)) == datetime.date.fromisoformat(
        until
    )
