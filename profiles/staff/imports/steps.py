"""What users do with an import: confirm, stop, undo. Each is asked or can be taken back."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, log_use
from profiles.access.rights import Right
from profiles.imports.jobs import wake_worker
from profiles.imports.models import Import
from profiles.imports.run import StepRefused, cancel, confirm, undo
from profiles.staff.access import StaffRequest
from profiles.staff.imports.conflicts import name_of
from profiles.staff.imports.overview import import_for, undo_term

FILE = "bestand"


@needs(Right.IMPORT)
@require_POST
def confirm_import(request: StaffRequest, pk: int) -> HttpResponse:
    """Have it written, with the choices of the user where the file and a colleague differ."""
    imported = import_for(request.user, pk)
    # Hundreds of profiles change at once: the dry run is there to be looked at.
    if "bekeken" not in request.POST:
        messages.error(request, _("Bekijk eerst de proef, en vink dat aan."))
        return _to(imported, "#bevestigen")
    chosen = defaultdict(set)
    for line in imported.lines.exclude(conflicts=[]).only("pk", "conflicts"):
        # Only fields that do conflict: a form that names others chooses nothing.
        for field in line.conflicts:
            if request.POST.get(name_of(line.pk, field)) == FILE:
                chosen[line.pk].add(field)
    try:
        confirm(imported=imported, chosen=chosen)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return _to(imported)
    log_use(action=Action.CONFIRM, objects=[imported], request=request)
    wake_worker()
    return _to(imported)


@needs(Right.IMPORT)
@require_POST
def cancel_import(request: StaffRequest, pk: int) -> HttpResponse:
    """Stop it."""
    imported = import_for(request.user, pk)
    try:
        stopped = cancel(imported=imported)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return _to(imported)
    log_use(action=Action.IMPORT, objects=[imported], request=request, why=_("gestopt"))
    if stopped.stop_asked:
        messages.success(request, _("De import stopt zo."))
        return _to(imported)
    messages.success(request, _("De import is gestopt. Er is niets bewaard."))
    return HttpResponseRedirect(reverse("imports:imports"))


@needs(Right.IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def undo_of_import(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask, and have it undone."""
    imported = import_for(request.user, pk)
    until = undo_term(imported, now=timezone.now())
    if request.method != "POST":
        context = {
            "imported": imported,
            "until": until,
            "made": imported.changes.filter(made_candidate=True).count(),
            "changed": imported.changes.filter(made_candidate=False).exclude(after={}).count(),
        }
        return render(request, "profiles/imports/undo.html", context)
    try:
        undo(imported=imported, now=timezone.now())
    except StepRefused as refused:
        messages.error(request, str(refused))
        return _to(imported)
    log_use(action=Action.IMPORT, objects=[imported], request=request, why=_("terugdraaien"))
    wake_worker()
    return _to(imported)


def _to(imported: Import, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("imports:import", args=[imported.pk]) + anchor)
