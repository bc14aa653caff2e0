"""The clock of the promise equals SQL, and what is small does not come outside."""

import datetime
import random

import pytest
from django.db import connection

from explorer.contact.models import PromiseMonth
from explorer.contact.working_days import working_days_between
from profiles.desk.clock import SMALLEST, desk_months, publish_promise
from profiles.desk.models import Approach, Case, Introduction
from profiles.register.models import Desk
from profiles.staff.models import StaffUser
from tests.factories.register import CandidateFactory, DeskFactory

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
AT = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
COUNTS = """
SELECT d.code, date_trunc('month', c.confirmed_at AT TIME ZONE 'Europe/Amsterdam')::date AS month,
    count(DISTINCT c.id) AS requests,
    count(DISTINCT a.id) FILTER (WHERE i.id IS NOT NULL) AS introductions,
    count(DISTINCT c.id) FILTER (WHERE c.outcome = 'trial') AS trials,
    count(DISTINCT c.id) FILTER (WHERE c.outcome = 'placed') AS placements
FROM desk_case c JOIN register_desk d ON d.id = c.desk_id
LEFT JOIN desk_approach a ON a.case_id = c.id LEFT JOIN desk_introduction i ON i.approach_id = a.id
GROUP BY 1, 2 ORDER BY 1, 2
"""
WAITS = """
WITH waited AS (
    SELECT d.code, date_trunc('month', c.confirmed_at AT TIME ZONE 'Europe/Amsterdam')::date AS month,
        c.first_answer_at IS NOT NULL AS answered,
        (c.first_answer_at AT TIME ZONE 'Europe/Amsterdam')::date <= c.due_on AS in_time,
        COALESCE((c.closed_at AT TIME ZONE 'Europe/Amsterdam')::date, %(on)s) > c.due_on AS was_due,
        (SELECT count(*) FROM generate_series(
            (c.confirmed_at AT TIME ZONE 'Europe/Amsterdam')::date + 1,
            (c.first_answer_at AT TIME ZONE 'Europe/Amsterdam')::date, interval '1 day') AS day
         WHERE extract(isodow FROM day) < 6 AND day::date <> ALL(%(holidays)s)) AS days
    FROM desk_case c JOIN register_desk d ON d.id = c.desk_id
)
SELECT code, month, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE answered),
    avg(COALESCE(in_time, false)::int) FILTER (WHERE answered OR was_due)
FROM waited GROUP BY 1, 2 ORDER BY 1, 2
"""
HOLIDAYS = [datetime.date(2026, 4, 27), datetime.date(2026, 5, 14), datetime.date(2026, 5, 25)]


@pytest.fixture
def history(organisation: object, adviser: StaffUser) -> None:
    """Two desks, half a year, all kinds of ends."""
    rng = random.Random(5)
    desks = [DeskFactory(code=code, region=adviser.organisation.region) for code in ("noord", "zuid")]
    for number in range(160):
        received = datetime.datetime(2026, 4, 1, 7, tzinfo=datetime.UTC) + datetime.timedelta(
            hours=rng.randrange(24 * 230)
        )
        answered = rng.random() < 0.8
        outcome = rng.choice(["", "placed", "trial", "nobody_found", "employer_withdrew"])
        case = Case.objects.create(
            number=f"2026-{number:05}",
            desk=rng.choice(desks),
            kind="vacature",
            confirmed_at=received,
            due_on=received.date() + datetime.timedelta(days=4),
            first_answer_at=received + datetime.timedelta(days=rng.randrange(9)) if answered else None,
            state={"": "in_progress", "placed": "placed", "trial": "placed", "nobody_found": "not_found",
                   "employer_withdrew": "withdrawn"}[outcome],
            closed_at=received + datetime.timedelta(days=rng.randrange(9)) if outcome else None,
            outcome=outcome,
        )  # fmt: skip
        for _ in range(rng.randrange(3)):
            approach = Approach.objects.create(
                case=case, candidate=CandidateFactory(), channel="phone", asked_at=received, asked_by=adviser
            )
            if rng.random() < 0.6:
                Introduction.objects.create(approach=approach, fields=[], made_at=received, made_by=adviser)


def rows(statement: str, **values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def test_clock_equals_sql(history: None) -> None:
    lines = sorted(
        desk_months(Case.objects.all(), on=AT.date()), key=lambda line: (line.desk.code, line.month)
    )
    counted = rows(COUNTS)
    assert len(counted) > 10
    assert [
        (line.desk.code, line.month, line.requests, line.introductions, line.trials, line.placements)
        for line in lines
    ] == counted
    waited = rows(WAITS, on=AT.date(), holidays=HOLIDAYS)
    assert [(line.desk.code, line.month, line.median_days) for line in lines] == [row[:3] for row in waited]
    for line, (_code, _month, _median, share) in zip(lines, waited, strict=True):
        assert line.in_time == (None if share is None else pytest.approx(float(share)))


def test_small_figures_stay_inside(history: None) -> None:
    shown = publish_promise(at=AT)
    months = list(PromiseMonth.objects.all())
    assert len(months) == shown > 0
    # The month that is not over is not shown.
    assert max(month.month for month in months) == datetime.date(2026, 10, 1)
    exact = {(line.desk.code, line.month): line for line in desk_months(Case.objects.all(), on=AT.date())}
    held_back = 0
    for month in months:
        line = exact[month.desk, month.month]
        for name in ("requests", "introductions", "trials", "placements"):
            value, true = getattr(month, name), getattr(line, name)
            assert value == (true if true >= SMALLEST else None)
            held_back += value is None
        if month.requests is None:
            assert month.median_days is None and month.in_time is None
    assert held_back
    assert publish_promise(at=AT) == shown == PromiseMonth.objects.count()


def test_days_are_working_days() -> None:
    assert working_days_between(datetime.date(2026, 4, 24), datetime.date(2026, 4, 28)) == 1


def test_desk_without_requests_has_no_line(organisation: object) -> None:
    DeskFactory()
    assert desk_months(Case.objects.all(), on=AT.date()) == [] and Desk.objects.count() == 1
