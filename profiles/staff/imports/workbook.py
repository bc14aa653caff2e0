"""The profile workbook to take away: empty, or with the people of an organisation."""

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, log_use
from profiles.access.rights import Right
from profiles.imports.workbook.columns import Choices
from profiles.imports.workbook.write import cells_of_people, write_workbook
from profiles.register.models import Organisation
from profiles.staff.access import StaffRequest, candidates_for, is_admin

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Right.IMPORT)
@require_safe
def template(request: StaffRequest) -> HttpResponse:
    """The empty workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "werkboek.xlsx"
        write_workbook(path, people=(), choices=Choices(on=timezone.localdate()))
        return _answer(path, "profielwerkboek.xlsx")


@needs(Right.IMPORT)
@require_POST
def export(request: StaffRequest) -> HttpResponse:
    """The workbook with the people of one organisation; each of them is in the log of use."""
    organisation = request.user.organisation
    if is_admin(request.user):
        chosen = request.POST.get("organisatie", "")
        organisation = get_object_or_404(Organisation, pk=int(chosen) if chosen.isdecimal() else 0)
    candidates = candidates_for(request.user).of(organisation).order_by("pk")
    people = list(candidates.only("organisation", "municipality", "reference", "objected_on"))
    # Before the file is made: whatever becomes of it, it was asked for.
    log_use(action=Action.EXPORT, objects=people, request=request)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "werkboek.xlsx"
        choices = Choices(on=timezone.localdate())
        write_workbook(
            path, people=cells_of_people(people, choices=choices), choices=choices, total=len(people)
        )
        return _answer(path, f"profielwerkboek-{timezone.localdate().isoformat()}.xlsx")


def _answer(path: Path, name: str) -> HttpResponse:
    response = HttpResponse(path.read_bytes(), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
