"""The profile of a candidate: read it, change it, take the next step with it."""

import datetime
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from profiles.access.guard import needs
from profiles.access.rights import Right
from profiles.publication.locks import own_transactions
from profiles.register.models import Candidate, Profile
from profiles.register.verbs.save_profile import ProfileOvertaken, ProfileRefused, save_profile
from profiles.staff.access import StaffRequest, may_change
from profiles.staff.candidate_access import open_candidate, refuse_readers
from profiles.staff.forms import merge
from profiles.staff.forms.profile import ProfileForm
from profiles.staff.forms.profile_values import typed_values, values_of
from profiles.staff.forms.steps_of_form import ALL, BY_NAME, fields_of, full_data, shown_parts
from profiles.staff.pages.profile_form import (
    Opened,
    filled_form,
    form_for,
    form_page,
    profile_of,
    screen_of,
    seen_name,
)
from profiles.staff.pages.profile_read import read_page
from profiles.staff.pages.take_step import take
from profiles.staff.pending_form import typed_before
from profiles.staff.steps import BY_NAME as STEPS
from profiles.staff.steps import Step


@needs(Right.VIEW_CANDIDATES)
@own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def profile(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a screen of the form, or the facts to a reader; a POST saves and takes its step."""
    candidate = open_candidate(request, pk)
    if request.method == "POST":
        refuse_readers(request)
        return _submit(request, candidate)
    if not may_change(request.user):
        return read_page(request, candidate)
    typed = typed_before(request)
    if typed is None:
        screen = screen_of(request.GET, candidate=candidate)
        return form_page(request, candidate, form_for(candidate), screen=screen)
    screen = screen_of(typed)
    form = form_for(candidate, data=typed, screen=screen)
    return form_page(request, candidate, form, screen=screen, opened=opened_on(typed))


def _submit(request: StaffRequest, candidate: Candidate) -> HttpResponse:
    # Hide first if that was asked: no error in the form may hold it up. Then save, then any other step.
    screen = screen_of(request.POST)
    step = STEPS.get(request.POST.get("then", ""))
    # It has a page of its own; a button of this form cannot skip the question.
    if step and step.asks_first:
        step = None
    opened = opened_on(request.POST)
    if step and step.hides:
        opened = replace(opened, updated_at=_hide(request, candidate, step, opened.updated_at))
    form = form_for(candidate, data=request.POST, screen=screen)
    if not form.is_valid():
        return form_page(request, candidate, form, screen=screen, opened=opened)
    asked = fields_of(shown_parts(screen))
    if any(c.disputed and c.name in asked for c in changes_since(request.POST, candidate, screen)):
        return _overtaken(request, candidate, screen)
    try:
        saved = _save(request, candidate, form, screen, opened.updated_at)
    except ProfileRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return form_page(request, candidate, form, screen=screen, opened=opened)
    except ProfileOvertaken:
        return _overtaken(request, candidate, screen)
    messages.success(request, _("Het profiel is bewaard."))
    # After the save: what is released is what was typed.
    if step and not step.hides:
        take(request, candidate, saved, step)
    after = request.POST.get("verder", "")
    if after == "klaar":
        return redirect("staff:work_list")
    screen = after if after in BY_NAME else screen
    address = reverse("staff:profile", args=[candidate.pk])
    return redirect(address if screen == ALL and "stap" not in request.POST else f"{address}?stap={screen}")


def _save(
    request: StaffRequest,
    candidate: Candidate,
    form: ProfileForm,
    screen: str,
    seen_at: datetime.datetime | None,
) -> Profile:
    # Save; over a step or a confirmation of a colleague too, since the form says nothing of those.
    try:
        return save_profile(candidate=candidate, answers=form.answers(), seen_at=seen_at)
    except ProfileOvertaken as overtaken:
        candidate.profile = overtaken.current
        found = changes_since(request.POST, candidate, screen)
        if any(change.name in fields_of(shown_parts(screen)) for change in found):
            raise
        # What a colleague did on another screen is not on this one: take it over.
        form = form_for(candidate, data=request.POST, screen=screen)
        form.is_valid()
        return save_profile(candidate=candidate, answers=form.answers(), seen_at=overtaken.current.updated_at)


def _hide(
    request: StaffRequest, candidate: Candidate, step: Step, seen_at: datetime.datetime | None
) -> datetime.datetime | None:
    # Take the step, and return as of when the form is up to date: our own change does not overtake it.
    current = profile_of(candidate)
    hidden = take(request, candidate, current, step) if current else None
    if current is None or hidden is None:
        return seen_at
    candidate.profile = hidden
    return hidden.updated_at if current.updated_at == seen_at else seen_at


def changes_since(data: QueryDict, candidate: Candidate, screen: str) -> list[merge.Change]:
    """What a colleague made of the fields since the form was opened."""
    seen = merge.unsign(data.get("seen", ""), of=seen_name(candidate))
    stored = values_of(profile_of(candidate))
    full = full_data(data, stored=dict(seen) or stored, parts=shown_parts(screen), on=timezone.localdate())
    return merge.changes(seen=seen, stored=stored, typed=typed_values(full))


def _overtaken(request: StaffRequest, candidate: Candidate, screen: str) -> HttpResponse:
    # Show what a colleague made of it beside what was typed, ready to be saved on top of that.
    asked = fields_of(shown_parts(screen))
    found = [change for change in changes_since(request.POST, candidate, screen) if change.name in asked]
    stored = values_of(profile_of(candidate))
    full = full_data(request.POST, stored=stored, parts=shown_parts(screen), on=timezone.localdate())
    form = filled_form(stored, data=merge.taken_over(full, found=found))
    # For its errors beside the fields; it is shown whatever the outcome.
    form.is_valid()
    return form_page(request, candidate, form, screen=screen, found=found)


def opened_on(data: QueryDict) -> Opened:
    """What a form that was sent says of its beginning."""
    try:
        seen_at = parse_datetime(data.get("updated_at", ""))
    except ValueError:
        seen_at = None
    return Opened(seen_at, data.get("seen", ""))
