"""The log itself: a list that is narrowed, one use, and the way to the uses of one person."""

import datetime
import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.models import UseAlarm, UseLog, UseSubject
from profiles.access.rights import Right, has_right
from profiles.staff.access import StaffRequest
from profiles.staff.log.filters import UseFilter
from profiles.staff.log.find_person import PersonForm
from profiles.staff.log.rows import rows_of

PER_PAGE = 50
MOST_SUBJECTS = 500


@require_safe
@needs(Right.READ_LOG)
def uses(request: StaffRequest) -> HttpResponse:
    """The newest uses first, 50 a page. Reading the log is a use of its own."""
    chosen = UseFilter(request.GET, UseLog.objects.all())
    found = list(_before(chosen.qs if chosen.is_valid() else UseLog.objects.none(), request)[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    log_use(action=Action.LIST, objects=searched_for(request), request=request, activity=Activity.SUPERVISION)
    context = {
        "filter": chosen,
        "rows": list(rows_of(shown)),
        "older": f"{shown[-1].at.isoformat()} {shown[-1].pk}" if len(found) > PER_PAGE else "",
        "is_narrowed": any(value for name, value in request.GET.items() if name != "voor"),
        "open_alarms": UseAlarm.objects.filter(handled_at=None).count(),
        "may_export": has_right(request.user, Right.EXPORT_LOG),
    }
    return render(request, "profiles/log/uses.html", context, status=200 if chosen.is_valid() else 422)


@require_safe
@needs(Right.READ_LOG)
def use(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """One use, with all that was done in the same request and the people it was about."""
    found = get_object_or_404(UseLog, pk=pk)
    log_use(action=Action.VIEW, objects=[f"uselog:{pk}"], request=request, activity=Activity.SUPERVISION)
    # By pseudonym, which says nothing of the order in which they were looked at.
    subjects = UseSubject.objects.filter(use=found).order_by("subject").values_list("subject", flat=True)
    same = UseLog.objects.filter(trace_id=found.trace_id).exclude(pk=pk)[:PER_PAGE]
    context = {
        "row": next(rows_of([found])),
        "subjects": list(subjects[:MOST_SUBJECTS]),
        "same": list(rows_of(same)),
    }
    return render(request, "profiles/log/use.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@needs(Right.READ_LOG)
def person(request: StaffRequest) -> HttpResponse:
    """Look up a person that asks what was done with the own data; the address that follows has no name."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        subject = form.subject()
        if subject is not None:
            return HttpResponseRedirect(f"{reverse('log:uses')}?betrokkene={subject}")
        messages.error(request, _("Niemand van deze organisatie heeft dit kenmerk."))
    return render(
        request,
        "profiles/log/person.html",
        {"form": form},
        status=422 if form.is_bound and form.errors else 200,
    )


def searched_for(request: StaffRequest) -> Sequence[str]:
    """What the log was narrowed by, as an object in the log."""
    named = [f"{name}={value}" for name, value in request.GET.items() if value and name != "voor"]
    return ["gebruikslog", *named]


def _before(found: QuerySet[UseLog], request: StaffRequest) -> QuerySet[UseLog]:
    """From where the former page ended: no counting of pages in a log of millions."""
    written, _space, pk = request.GET.get("voor", "").rpartition(" ")
    try:
        at, last = parse_datetime(written), uuid.UUID(pk)
    except ValueError:
        return found
    if not isinstance(at, datetime.datetime) or at.tzinfo is None:
        return found
    # The last filter is implied by the first, and lets PostgreSQL begin in the index at that moment.
    return found.filter(Q(at__lt=at) | Q(at=at, pk__gt=last)).filter(at__lte=at)
