"""Steps outside the form: the question before one that cannot be undone, *klopt nog*, and undoing that."""

import datetime

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, log_use
from profiles.access.rights import Right
from profiles.caseload.work import must_be_opened
from profiles.publication.locks import own_transactions
from profiles.register.models import Candidate, Profile
from profiles.register.verbs.confirm_profile import ConfirmationRefused, confirm_profile
from profiles.register.verbs.undo_confirmation import undo_confirmation
from profiles.staff.access import StaffRequest, profiles_for
from profiles.staff.candidate_access import open_to_change, refuse_readers
from profiles.staff.pages.posted import posted_from
from profiles.staff.pages.safe_next import safe_next
from profiles.staff.steps import BY_NAME, Refused, Step

UNDO, OPENS_FOR = "undo", 60 * 60
MOST_AT_ONCE = 100


def take(request: StaffRequest, candidate: Candidate, current: Profile | None, step: Step) -> Profile | None:
    """Take a step and say so; None when it was refused, or there is no profile."""
    try:
        taken = step.take(candidate, current, timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    log_use(action=Action.CHANGE, objects=[candidate], request=request, why=step.name)
    messages.success(request, str(step.done))
    return taken


@needs(Right.CHANGE_CANDIDATES)
@own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Ask whether a step is meant; the answer takes it."""
    asked = BY_NAME.get(name)
    if asked is None:
        raise Http404
    candidate = open_to_change(request, pk)
    profile: Profile | None = getattr(candidate, "profile", None)
    if not asked.possible(candidate, profile):
        messages.error(request, _("Deze stap kan nu niet."))
        return redirect("staff:profile", pk)
    if request.method == "POST":
        take(request, candidate, profile, asked)
        return redirect("staff:profile", pk)
    return render(request, "profiles/step.html", {"candidate": candidate, "profile": profile, "step": asked})


@needs(Right.CHANGE_CANDIDATES)
@posted_from("staff:profile", "pk")
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """One click: it is still right."""
    candidate = open_to_change(request, pk, action=Action.CONFIRM)
    current: Profile | None = getattr(candidate, "profile", None)
    if current is None:
        messages.error(request, _("Deze kandidaat heeft nog geen profiel."))
        return redirect(safe_next(request))
    _confirm(request, [current])
    return redirect(safe_next(request))


@needs(Right.CHANGE_CANDIDATES)
@posted_from("staff:work_list")
def confirm_many(request: StaffRequest) -> HttpResponse:
    """Those that were ticked on the list are still right, but for those that must be opened first."""
    refuse_readers(request)
    numbers = [int(text) for text in request.POST.getlist("wie") if text.isascii() and text.isdigit()]
    today = timezone.localdate()
    chosen = profiles_for(request.user).filter(candidate__in=numbers[:MOST_AT_ONCE])
    ready = []
    for profile in chosen.select_related("candidate").order_by("pk"):
        if must_be_opened(profile, on=today):
            messages.error(
                request,
                _("%(who)s: langer dan een jaar geleden. Open het profiel eerst.")
                % {"who": profile.candidate},
            )
        else:
            ready.append(profile)
    if not numbers:
        messages.error(request, _("Vink eerst aan wie nog klopt."))
    _confirm(request, ready)
    return HttpResponseRedirect(safe_next(request))


@needs(Right.CHANGE_CANDIDATES)
@posted_from("staff:work_list")
def undo(request: StaffRequest) -> HttpResponse:
    """Take the last confirmations of this user back."""
    refuse_readers(request)
    try:
        day, before = signing.loads(request.POST.get(UNDO, ""), salt=_salt(request), max_age=OPENS_FOR)
    except signing.BadSignature:
        messages.error(request, _("Dit kan niet meer ongedaan worden gemaakt."))
        return redirect(safe_next(request))
    undone = []
    for profile in profiles_for(request.user).filter(pk__in=before.keys()).select_related("candidate"):
        was = before[str(profile.pk)]
        try:
            undo_confirmation(
                profile=profile,
                confirmed_on=datetime.date.fromisoformat(day),
                before=datetime.date.fromisoformat(was) if was else None,
            )
        except ConfirmationRefused as refusal:
            messages.error(request, str(refusal))
        else:
            undone.append(profile.candidate)
    if undone:
        log_use(action=Action.CHANGE, objects=undone, request=request, why="undo confirm")
        count = len(undone)
        text = ngettext(
            "%(count)s bevestiging is ongedaan gemaakt.",
            "%(count)s bevestigingen zijn ongedaan gemaakt.",
            count,
        )
        messages.success(request, text % {"count": count})
    return redirect(safe_next(request))


def _confirm(request: StaffRequest, profiles: list[Profile]) -> None:
    """Confirm, and leave a way back for the next page."""
    today = timezone.localdate()
    before: dict[str, str] = {}
    done = []
    for profile in profiles:
        was = profile.confirmed_on
        try:
            confirm_profile(profile=profile, on=today)
        except ConfirmationRefused as refusal:
            messages.error(request, str(refusal))
        else:
            before[str(profile.pk)] = was.isoformat() if was else ""
            done.append(profile.candidate)
    if done:
        # One person was logged when the page was asked for.
        if len(profiles) > 1:
            log_use(action=Action.CONFIRM, objects=done, request=request)
        request.session[UNDO] = {
            # Signed, as the page sends the former dates back: nobody may choose what is restored.
            "token": signing.dumps((today.isoformat(), before), salt=_salt(request), compress=True),
            "who": [candidate.pk for candidate in done],
        }


def _salt(request: StaffRequest) -> str:
    # A token of a colleague opens nothing.
    return f"{__name__}:{request.user.pk}"
