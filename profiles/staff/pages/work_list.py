"""The first page: what asks for attention."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from profiles.register.models import Profile
from profiles.register.models.profile import ProfileQuerySet
from profiles.staff.access import StaffRequest, candidates_for, may_change, profiles_for
from profiles.staff.rows import Row, rows_of_profiles, with_facts
from profiles.staff.work import BY_NAME, WORK_LISTS, WorkList

FIRST_FEW = 5
PER_PAGE = 25


@dataclass(frozen=True)
class Section:
    """A list as the page shows it: a few of it, or a page of it when it was asked for alone."""

    work_list: WorkList
    page: Page[Profile]
    rows: Sequence[Row]

    @property
    def total(self) -> int:
        return self.page.paginator.count


@require_safe
def work_list(request: StaffRequest) -> HttpResponse:
    """All lists in short, or one of them in full."""
    today = timezone.localdate()
    profiles = profiles_for(request.user)
    chosen = BY_NAME.get(request.GET.get("lijst", ""))
    sections = [
        _section(work_list, profiles, today, request.GET.get("pagina", 1) if work_list is chosen else None)
        for work_list in WORK_LISTS
    ]
    context = {
        "sections": sections,
        "chosen": chosen,
        "shown": [section for section in sections if chosen in (None, section.work_list)],
        "candidates": candidates_for(request.user).count(),
        "visible": profiles.publishable(on=today).count(),
        "may_change": may_change(request.user),
    }
    return render(request, "profiles/work_list.html", context)


def _section(
    work_list: WorkList, profiles: ProfileQuerySet, on: datetime.date, number: str | int | None
) -> Section:
    found = with_facts(work_list.find(profiles, on))
    page = Paginator(found, PER_PAGE if number is not None else FIRST_FEW).get_page(number)
    return Section(work_list, page, rows_of_profiles(page.object_list, on=on))
