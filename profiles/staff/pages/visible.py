"""In which groups a candidate counts, which facts are in none, and from when on a change shows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from explorer.release.models import Release
from profiles.publication.models import Policy
from profiles.publication.preview import PreviewGroup, preview_profile
from profiles.staff.access import StaffRequest, may_change
from profiles.staff.candidate_access import open_candidate
from profiles.staff.pages.profile_form import profile_of
from profiles.staff.profile_status import profile_status

FIRST_GROUPS = 8


@dataclass(frozen=True)
class GroupLine:
    """A group without a condition, and below it those of the same work and place with one."""

    what: str
    area: str
    at_least: int
    conditions: Sequence[PreviewGroup]


@require_safe
def visible(request: StaffRequest, pk: int) -> HttpResponse:
    """What employers see of the groups of the candidate. They cannot see which people are in them."""
    candidate = open_candidate(request, pk)
    profile = profile_of(candidate)
    today = timezone.localdate()
    preview = preview_profile(profile=profile, on=today) if profile else None
    lines = group_lines(preview.groups) if preview else []
    context = {
        "candidate": candidate,
        "profile": profile,
        "status": profile_status(profile, on=today),
        "preview": preview,
        "lines": lines[:FIRST_GROUPS],
        "other_lines": lines[FIRST_GROUPS:],
        "next_release": earliest_release(on=today),
        "may_change": may_change(request.user),
    }
    return render(request, "profiles/visible.html", context)


def group_lines(groups: Sequence[PreviewGroup]) -> list[GroupLine]:
    """The groups by work and place, in the order in which they come."""
    lines: dict[tuple[str, str], list[PreviewGroup]] = {}
    for group in groups:
        lines.setdefault((group.what_label, group.area_label), []).append(group)
    return [
        GroupLine(
            what=what,
            area=area,
            # The list is closed: without a condition there are at least as many.
            at_least=max(group.at_least for group in of_line),
            conditions=[group for group in of_line if group.condition_label],
        )
        for (what, area), of_line in lines.items()
    ]


def earliest_release(*, on: datetime.date) -> datetime.date:
    """The first day on which the rules let a next release follow the one that employers see."""
    active = Release.objects.active()
    policy = Policy.objects.default() or Policy()
    if active is None:
        return on
    return max(on, active.released_on + datetime.timedelta(days=policy.least_days))
