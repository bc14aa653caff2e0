"""The clock of the promise: how long requests waited and what came of them, by desk and month.

A month has the requests that were confirmed in it, whenever what followed happened.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from explorer.contact.desk_side import PublishedMonth, publish_months
from explorer.contact.working_days import working_days_between
from profiles.desk.models import Case, CaseOutcome
from profiles.register.models import Desk

SMALLEST = 5
"""A smaller number is not shown outside; nor is a share or a median of fewer requests."""
MONTHS = 24


@dataclass(frozen=True)
class DeskMonth:
    """One desk in one month. `median_days` and `in_time` (a share) are None where nothing was due yet."""

    desk: Desk
    month: datetime.date
    requests: int
    median_days: float | None
    in_time: float | None
    introductions: int
    trials: int
    placements: int

    @property
    def percent_in_time(self) -> int | None:
        """The share in time in whole hundredths."""
        return None if self.in_time is None else round(100 * self.in_time)


def desk_months(cases: QuerySet[Case], *, on: datetime.date) -> list[DeskMonth]:
    """The clock of these cases, newest month first."""
    counted = cases.select_related("desk").annotate(
        introduced=Count("approaches", filter=Q(approaches__introductions__isnull=False), distinct=True)
    )
    by_month: dict[tuple[Desk, datetime.date], list[Case]] = defaultdict(list)
    for case in counted:
        # By confirmation: only then the promised days begin, and a month that is over gets no new
        # requests.
        by_month[case.desk, _day(case.confirmed_at).replace(day=1)].append(case)
    lines = [_line(desk, month, of_it, on) for (desk, month), of_it in by_month.items()]
    return sorted(lines, key=lambda line: (-line.month.toordinal(), line.desk.position, line.desk.name))


def publish_promise(*, at: datetime.datetime) -> int:
    """Show the months that are over outside, without small figures; returns how many lines. Repeatable."""
    today = _day(at)
    this_month = today.replace(day=1)
    oldest = this_month - relativedelta(months=MONTHS)
    lines = [line for line in desk_months(Case.objects.all(), on=today) if oldest <= line.month < this_month]
    publish_months([_published(line) for line in lines], at=at)
    return len(lines)


def _line(desk: Desk, month: datetime.date, cases: Sequence[Case], on: datetime.date) -> DeskMonth:
    days = [
        working_days_between(_day(case.confirmed_at), _day(case.first_answer_at))
        for case in cases
        if case.first_answer_at is not None
    ]
    # Withdrawn before an answer was due: nothing was promised any more, so it is not counted.
    due = [
        case
        for case in cases
        if case.first_answer_at is not None or (_day(case.closed_at) if case.closed_at else on) > case.due_on
    ]
    in_time = [case.first_answer_at is not None and _day(case.first_answer_at) <= case.due_on for case in due]
    return DeskMonth(
        desk=desk,
        month=month,
        requests=len(cases),
        median_days=median(days) if days else None,
        in_time=sum(in_time) / len(in_time) if in_time else None,
        introductions=sum(case.introduced for case in cases),  # type: ignore[attr-defined]
        trials=sum(case.outcome == CaseOutcome.TRIAL for case in cases),
        placements=sum(case.outcome == CaseOutcome.PLACED for case in cases),
    )


def _published(line: DeskMonth) -> PublishedMonth:
    enough = line.requests >= SMALLEST
    return PublishedMonth(
        desk=line.desk.code,
        month=line.month,
        requests=line.requests if enough else None,
        median_days=line.median_days if enough else None,
        in_time=round(line.in_time, 2) if enough and line.in_time is not None else None,
        introductions=_large(line.introductions),
        trials=_large(line.trials),
        placements=_large(line.placements),
    )


def _large(number: int) -> int | None:
    return number if number >= SMALLEST else None


def _day(at: datetime.datetime) -> datetime.date:
    return timezone.localtime(at).date()
