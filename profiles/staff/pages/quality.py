"""How well people can be found: what is missing, and what that costs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.access.guard import needs
from profiles.access.rights import PeopleScope, Right, line_of
from profiles.configuration.current import values
from profiles.quality.report import quality_of
from profiles.staff import quality_tables
from profiles.staff.access import StaffRequest, is_admin, profiles_for
from profiles.staff.models import StaffUser
from profiles.staff.shares import place_name, shown


@needs(Right.VIEW_QUALITY)
@require_safe
def quality(request: StaffRequest) -> HttpResponse:
    """The figures of the profiles that the user may see."""
    counted = quality_of(profiles_for(request.user), on=timezone.localdate())
    places = shown(counted.municipalities)
    context = {
        "scope": _scope(request.user),
        "total": counted.total,
        "months": values().fresh_months,
        "asked": counted.asked,
        "found": counted.found,
        "left_open": quality_tables.left_open(counted.found),
        "answers": quality_tables.answers(counted.found),
        "parts": quality_tables.parts(counted.found),
        "steps": [quality_tables.step(action, counted.tree) for action in counted.actions],
        "columns": [(place_name(each), each.profiles) for each in places],
        "left_out": len(counted.municipalities) - len(places),
        "fields": quality_tables.fields(counted, places),
        "freshness": [quality_tables.freshness(each) for each in (*counted.municipalities, counted.total)],
        "unmet": quality_tables.unmet(counted),
    }
    return render(request, "profiles/quality.html", context)


def _scope(user: StaffUser) -> str:
    if is_admin(user) or user.organisation is None:
        return _("Alle organisaties")
    if line_of(user) is PeopleScope.REGION:
        return user.organisation.region.label
    return user.organisation.name
