"""*Geschiedenis van deze persoon*: each change with its user, old and new value, time and reason."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from profiles.access.guard import needs
from profiles.access.rights import Right
from profiles.staff.access import StaffRequest
from profiles.staff.candidate_access import open_candidate
from profiles.staff.person_history import history_of

PER_PAGE = 50


@require_safe
@needs(Right.VIEW_CANDIDATES)
def history(request: StaffRequest, pk: int) -> HttpResponse:
    """One page, for every user that may see the person."""
    candidate = open_candidate(request, pk)
    page = Paginator(history_of(candidate), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"candidate": candidate, "page": page, "happened": page.object_list}
    return render(request, "profiles/history.html", context)
