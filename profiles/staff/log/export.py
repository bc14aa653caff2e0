"""Files from the log: of what was narrowed, and of one person for that person. Both are logged."""

import csv
import io
import uuid
from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.models import UseLog
from profiles.access.rights import Right
from profiles.staff.access import StaffRequest
from profiles.staff.log.filters import UseFilter
from profiles.staff.log.rows import rows_of
from profiles.staff.log.uses import searched_for

MOST_ROWS = 100_000
LONGEST_WHY = 300


@require_POST
@needs(Right.EXPORT_LOG)
def export(request: StaffRequest) -> HttpResponse:
    """The narrowed log as a file, with pseudonyms of people and names of accounts, for a reason."""
    # A file leaves the system, where nothing is logged any more: so never without a reason.
    why = request.POST.get("reden", "").strip()[:LONGEST_WHY]
    if not why:
        messages.error(request, _("Schrijf op waarom u dit bestand nodig hebt."))
        return redirect(f"{request.path.rpartition('bestand/')[0]}?{request.GET.urlencode()}")
    chosen = UseFilter(request.GET, UseLog.objects.all())
    found = chosen.qs[:MOST_ROWS] if chosen.is_valid() else UseLog.objects.none()
    rows = [
        (
            *_common(row.use),
            row.account,
            row.use.page,
            " ".join(row.use.named_objects),
            row.use.people,
            row.use.origin,
            row.use.why,
            row.use.trace_id,
            row.use.pk,
        )
        for row in rows_of(found.iterator(chunk_size=2000))
    ]
    log_use(
        action=Action.EXPORT,
        objects=searched_for(request),
        request=request,
        activity=Activity.SUPERVISION,
        why=why,
    )
    columns = (
        *_COMMON,
        _("medewerker"),
        _("waar"),
        _("onderwerpen"),
        _("mensen"),
        _("adres"),
        _("reden"),
        "trace_id",
        "operation_id",
    )
    return _file("gebruikslog", columns, rows)


@require_POST
@needs(Right.EXPORT_LOG)
def export_person(request: StaffRequest, subject: uuid.UUID) -> HttpResponse:
    """What was done with the data of one person, for that person: roles, not names of staff."""
    found = UseLog.objects.filter(subjects__subject=subject)[:MOST_ROWS]
    # Of the colleague only the role: a person has a right to what was done, not to who did it.
    rows = [_common(use) for use in found]
    log_use(
        action=Action.EXPORT,
        objects=[f"betrokkene={subject}"],
        request=request,
        activity=Activity.SUPERVISION,
        why=_("verzoek van de persoon zelf"),
    )
    return _file("inzage", _COMMON, rows)


_COMMON = ("datum", "tijd", "rol", "handeling", "resultaat", "verwerking")


def _common(use: UseLog) -> tuple[str, ...]:
    at = timezone.localtime(use.at)
    return (
        f"{at:%Y-%m-%d}",
        f"{at:%H:%M:%S}",
        str(use.get_role_display()),
        str(use.get_action_display()),
        str(use.get_result_display()),
        str(use.get_activity_display()),
    )


def _file(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    # A spreadsheet takes the file for UTF-8 by its first bytes.
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    return response


def _harmless(cell: object) -> str:
    """A reason or a page that begins as a formula stays text in a spreadsheet."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
