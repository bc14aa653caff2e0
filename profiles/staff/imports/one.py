"""The page of one import: how far it is, what it would do, and what was found."""

import csv
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, log_use
from profiles.access.rights import Right
from profiles.imports.models import Import
from profiles.imports.report import Done, FindingKind, inert
from profiles.staff.access import StaffRequest
from profiles.staff.imports.conflicts import conflicts_of
from profiles.staff.imports.overview import (
    State,
    import_for,
    outcomes_of,
    status_of,
    undo_term,
)

PER_PAGE = 50
# Where each state is in the three steps; 4 is past the last.
_STEP = {State.READ: 1, State.CHECKED: 2, State.WRITE: 3, State.REFUSED: 1, State.CANCELLED: 2}


@needs(Right.IMPORT)
@require_safe
def one_import(request: StaffRequest, pk: int) -> HttpResponse:
    """The page, in whatever state the import is."""
    imported = import_for(request.user, pk)
    conflicts, left = conflicts_of(imported)
    if conflicts:
        log_use(action=Action.LIST, objects=[each.candidate for each in conflicts], request=request)
    context = {
        **_findings(request, imported),
        **_progress_of(imported),
        "imported": imported,
        "status": status_of(imported),
        "step": _STEP.get(State(imported.state), 4),
        "outcomes": outcomes_of(imported),
        "conflicts": conflicts,
        "more_conflicts": left,
        "undo_until": undo_term(imported, now=timezone.now()),
        "undo_days": settings.IMPORT_UNDO_DAYS,
        "changes": imported.counts.get("changes", 0),
    }
    return render(request, "profiles/imports/import.html", context)


@needs(Right.IMPORT)
@require_safe
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is, as a part of the page; once it is done the page is fetched anew."""
    imported = import_for(request.user, pk)
    response = render(
        request, "profiles/imports/_progress.html", {"imported": imported, **_progress_of(imported)}
    )
    if not imported.is_at_work:
        # The rest of the page follows from the state too.
        response["HX-Refresh"] = "true"
    return response


@needs(Right.IMPORT)
@require_safe
def report(request: StaffRequest, pk: int) -> StreamingHttpResponse:
    """All findings as a file for a Dutch spreadsheet; no cell of it computes anything."""
    imported = import_for(request.user, pk)
    log_use(action=Action.EXPORT, objects=[imported], request=request)
    # Read here: after the answer began the database no longer knows the user.
    rows = list(
        imported.findings.order_by("line", "pk").values_list("line", "column", "value", "kind", "done", "why")
    )
    response = StreamingHttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="verslag-import-{imported.pk}.csv"'
    return response


class _Echo:
    def write(self, text: str) -> str:
        return text


def _csv(rows: list[tuple[Any, ...]]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    # Without this mark Excel takes the file for another encoding.
    yield "\ufeff"
    yield writer.writerow([_("regel"), _("kolom"), _("waarde"), _("soort"), _("gedaan"), _("reden")])
    kinds, done_as = dict(FindingKind.choices), dict(Done.choices)
    for line, column, value, kind, done, why in rows:
        texts = (column, value, str(kinds.get(kind, kind)), str(done_as.get(done, done)), why)
        yield writer.writerow([line, *(inert(text) for text in texts)])


def _progress_of(imported: Import) -> dict[str, Any]:
    # The job counts each time that it takes an import up.
    return {"waits": imported.is_at_work and not imported.tries}


def _findings(request: StaffRequest, imported: Import) -> dict[str, Any]:
    """The findings, all or of one kind, a page at a time."""
    found = imported.findings.order_by("line", "pk")
    numbers = found.order_by().values_list("kind", "done").annotate(number=Count("pk"))
    kinds, done_as = dict(FindingKind.choices), dict(Done.choices)
    filters = [
        {"value": f"{kind}.{done}", "label": kinds[kind], "done": done_as[done], "number": number}
        for kind, done, number in sorted(numbers, key=lambda each: (list(done_as).index(each[1]), -each[2]))
    ]
    chosen = request.GET.get("soort", "")
    if chosen in {each["value"] for each in filters}:
        kind, done = chosen.split(".")
        found = found.filter(kind=kind, done=done)
    else:
        chosen = ""
    return {
        "filters": filters,
        "chosen": chosen,
        "all_findings": sum(each["number"] for each in filters),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("pagina")),
    }
