"""Identity of a candidate: name, reference, contact."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from profiles.access.guard import needs
from profiles.access.rights import Right
from profiles.register.models import Candidate
from profiles.register.verbs.candidate_details import DetailsRefused
from profiles.register.verbs.edit_candidate import CandidateOvertaken, edit_candidate
from profiles.staff.access import StaffRequest
from profiles.staff.candidate_access import open_to_change
from profiles.staff.forms import merge
from profiles.staff.forms.candidate import CandidateForm, as_seen, shown, values_of
from profiles.staff.pending_form import typed_before


@needs(Right.CHANGE_CANDIDATES)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def details(request: StaffRequest, pk: int) -> HttpResponse:
    """Show and change the identifying fields."""
    candidate = open_to_change(request, pk)
    stored = values_of(candidate)
    if request.method != "POST":
        typed = typed_before(request)
        if typed is not None:
            seen = merge.unsign(typed.get("seen", ""), of=_name(candidate))
            return _page(request, candidate, _form(candidate, data=typed), seen=seen)
        form = _form(candidate, initial={name: values[0] for name, values in stored.items()})
        return _page(request, candidate, form, seen=stored)
    seen = merge.unsign(request.POST.get("seen", ""), of=_name(candidate))
    # Without its signed beginning it cannot be said what a colleague changed: show all of it.
    if not seen:
        return _overtaken(request, candidate, seen)
    return _save(request, candidate, seen)


def _save(request: StaffRequest, candidate: Candidate, seen: merge.Values) -> HttpResponse:
    form = _form(candidate, data=request.POST)
    if not form.is_valid():
        return _page(request, candidate, form, seen=seen)
    try:
        edit_candidate(candidate=candidate, details=form.details(), seen=as_seen(seen))
    except DetailsRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, candidate, form, seen=seen)
    except CandidateOvertaken as overtaken:
        return _overtaken(request, overtaken.current, seen)
    messages.success(request, _("De gegevens zijn bewaard."))
    return redirect("staff:profile", candidate.pk)


def _overtaken(request: StaffRequest, current: Candidate, seen: merge.Values) -> HttpResponse:
    # Show what a colleague made of it beside what was typed, ready to be saved on top of that.
    stored = values_of(current)
    typed = {name: request.POST.getlist(name) for name in stored}
    found = merge.changes(seen=seen, stored=stored, typed=typed)
    form = _form(current, data=merge.taken_over(request.POST, found=found))
    # For its errors beside the fields; it is shown whatever the outcome.
    form.is_valid()
    return _page(request, current, form, seen=stored, found=found)


def _page(
    request: StaffRequest,
    candidate: Candidate,
    form: CandidateForm,
    *,
    seen: merge.Values,
    found: Sequence[merge.Change] = (),
) -> HttpResponse:
    context = {
        "candidate": candidate,
        "form": form,
        "seen": merge.sign(seen, of=_name(candidate)),
        "overtaken": [shown(change, form) for change in found],
    }
    return render(request, "profiles/candidate_details.html", context)


def _form(candidate: Candidate, **kwargs: object) -> CandidateForm:
    form = CandidateForm(
        **kwargs,
        on=timezone.localdate(),
        home=candidate.organisation.region_id,
        held=candidate.municipality_id,
    )
    form.kept_reference = candidate.reference
    return form


def _name(candidate: Candidate) -> str:
    return f"candidate {candidate.pk}"
