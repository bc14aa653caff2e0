import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.contact.working_days import add_working_days, is_holiday, working_days_between

DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-23", 2, "2026-11-25"),
        ("2026-11-27", 2, "2026-12-01"),
        ("2026-11-28", 2, "2026-12-01"),
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2027-04-26", 1, "2027-04-28"),
        ("2026-04-02", 2, "2026-04-08"),
        ("2026-11-23", 0, "2026-11-24"),
    ],
)
def test_promise_is_counted_in_working_days(start: str, days: int, due: str) -> None:
    assert add_working_days(datetime.date.fromisoformat(start), days) == datetime.date.fromisoformat(due)


@given(DAYS, st.integers(1, 40))
def test_promised_day_is_a_working_day(start: datetime.date, days: int) -> None:
    due = add_working_days(start, days)
    assert due.weekday() < 5 and not is_holiday(due)
    assert working_days_between(start, due) == days


@given(DAYS, DAYS)
def test_days_left_and_late_mirror_each_other(one: datetime.date, other: datetime.date) -> None:
    assert working_days_between(one, other) == -working_days_between(other, one)
