"""The profile of a candidate: read it, change it, take the next step with it."""

import datetime
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from profiles.publication.locks import own_transactions
from profiles.register.models import Candidate, Profile
from profiles.register.verbs.save_profile import ProfileOvertaken, ProfileRefused, save_profile
from profiles.staff.access import StaffRequest, may_change
from profiles.staff.candidate_access import open_candidate, open_to_change, refuse_readers
from profiles.staff.forms import merge
from profiles.staff.forms.profile import ProfileForm
from profiles.staff.forms.profile_values import typed_values, values_of
from profiles.staff.pages.profile_form import Opened, form_for, form_page, profile_of, seen_name
from profiles.staff.pages.profile_read import read_page
from profiles.staff.pages.safe_next import safe_next
from profiles.staff.pending_form import typed_before
from profiles.staff.steps import BY_NAME, Refused, Step


@own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def profile(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form, or the facts to a user that may only read; a POST saves and takes its step."""
    candidate = open_candidate(request, pk, page="profiel")
    if request.method == "POST":
        refuse_readers(request)
        return _submit(request, candidate)
    if not may_change(request.user):
        return read_page(request, candidate)
    typed = typed_before(request)
    form = form_for(candidate, data=typed)
    return form_page(request, candidate, form, opened=_opened(typed) if typed else None)


@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """One click on a list: it is still right."""
    candidate = open_to_change(request, pk, page="klopt nog")
    current = profile_of(candidate)
    if current is None:
        messages.error(request, _("Deze kandidaat heeft nog geen profiel."))
    else:
        _take(request, current, BY_NAME["confirm"])
    return redirect(safe_next(request))


def _submit(request: StaffRequest, candidate: Candidate) -> HttpResponse:
    # Hide first if that was asked: no error in the form may hold it up. Then save, then any other step.
    step = BY_NAME.get(request.POST.get("then", ""))
    opened = _opened(request.POST)
    if step and step.hides:
        opened = replace(opened, updated_at=_hide(request, candidate, step, opened.updated_at))
    form = form_for(candidate, data=request.POST)
    if not form.is_valid():
        return form_page(request, candidate, form, opened=opened)
    try:
        saved = _save(request, candidate, form, opened.updated_at)
    except ProfileRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return form_page(request, candidate, form, opened=opened)
    except ProfileOvertaken:
        return _overtaken(request, candidate)
    messages.success(request, _("Het profiel is bewaard."))
    if step and not step.hides:
        _take(request, saved, step)
    return redirect("staff:profile", candidate.pk)


def _save(
    request: StaffRequest, candidate: Candidate, form: ProfileForm, seen_at: datetime.datetime | None
) -> Profile:
    # Save; over a step or a confirmation of a colleague too, since the form says nothing of those.
    try:
        return save_profile(candidate=candidate, answers=form.answers(), seen_at=seen_at)
    except ProfileOvertaken as overtaken:
        candidate.profile = overtaken.current
        if _changes(request, candidate):
            raise
        return save_profile(candidate=candidate, answers=form.answers(), seen_at=overtaken.current.updated_at)


def _hide(
    request: StaffRequest, candidate: Candidate, step: Step, seen_at: datetime.datetime | None
) -> datetime.datetime | None:
    # Take the step, and return as of when the form is up to date: our own change does not overtake it.
    current = profile_of(candidate)
    hidden = _take(request, current, step) if current else None
    if current is None or hidden is None:
        return seen_at
    candidate.profile = hidden
    return hidden.updated_at if current.updated_at == seen_at else seen_at


def _take(request: StaffRequest, current: Profile, step: Step) -> Profile | None:
    try:
        taken = step.take(current, timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, str(step.done))
    return taken


def _changes(request: StaffRequest, candidate: Candidate) -> list[merge.Change]:
    # What a colleague made of the fields since the form was opened.
    seen = merge.unsign(request.POST.get("seen", ""), of=seen_name(candidate))
    stored = values_of(profile_of(candidate))
    return merge.changes(seen=seen, stored=stored, typed=typed_values(request.POST))


def _overtaken(request: StaffRequest, candidate: Candidate) -> HttpResponse:
    # Show what a colleague made of it beside what was typed, ready to be saved on top of that.
    found = _changes(request, candidate)
    form = form_for(candidate, data=merge.taken_over(request.POST, found=found))
    form.is_valid()
    return form_page(request, candidate, form, found=found)


def _opened(data: QueryDict) -> Opened:
    try:
        seen_at = parse_datetime(data.get("updated_at", ""))
    except ValueError:
        seen_at = None
    return Opened(seen_at, data.get("seen", ""))
