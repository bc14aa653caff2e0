"""The clock of the promise, exact, for the desks of a user."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from profiles.access.guard import needs
from profiles.access.rights import Right
from profiles.desk.clock import SMALLEST, desk_months
from profiles.staff.access import StaffRequest
from profiles.staff.desk.access import cases_for, require_desk


@needs(Right.WORK_AT_DESK)
@require_safe
def clock(request: StaffRequest) -> HttpResponse:
    """By desk and month: requests, days to the first answer, in time, and what came of them."""
    require_desk(request)
    lines = desk_months(cases_for(request.user), on=timezone.localdate())
    return render(request, "profiles/desk/clock.html", {"lines": lines, "smallest": SMALLEST})
