"""The inbox: open requests of employers, their owners and terms."""

import logging
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from profiles.access.guard import needs
from profiles.access.rights import Right
from profiles.access.scope import as_system
from profiles.desk.fetch_requests import NoDesk, fetch_requests
from profiles.publication.locks import own_transactions
from profiles.staff.access import StaffRequest
from profiles.staff.desk.access import cases_for, require_desk
from profiles.staff.desk.filters import LISTS, OPEN, CaseFilter, in_list
from profiles.staff.desk.rows import rows_of_cases

PER_PAGE = 25
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tile:
    """A list of the inbox and how many it has."""

    name: str
    title: str | Promise
    total: int


@needs(Right.WORK_AT_DESK)
@own_transactions
@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """The requests of the user's region; new ones are fetched first."""
    require_desk(request)
    is_fresh = _fetch()
    today = timezone.localdate()
    cases = cases_for(request.user)
    chosen = request.GET.get("lijst", OPEN)
    if chosen not in dict(LISTS):
        chosen = OPEN
    narrowed = CaseFilter(request.GET, in_list(cases, chosen, user=request.user, on=today))
    ordered = narrowed.qs if request.GET.get("volgorde") else narrowed.qs.order_by("due_on", "number")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "tiles": [
            Tile(code, title, in_list(cases, code, user=request.user, on=today).count())
            for code, title in LISTS
        ],
        "chosen": chosen,
        "filter": narrowed,
        "is_narrowed": any(
            request.GET.get(name) for name in ("zoek", "toestand", "soort", "behandelaar", "loket")
        ),
        "page": page,
        "rows": rows_of_cases(list(page.object_list), on=today),
        "is_fresh": is_fresh,
    }
    return render(request, "profiles/desk/inbox.html", context)


def _fetch() -> bool:
    """The job does it each minute; a page that shows what is known is better than none."""
    try:
        with as_system():  # new requests are of every region
            fetch_requests(at=timezone.now())
    except (DatabaseError, NoDesk):
        logger.exception("Requests could not be fetched.")
        return False
    return True
