"""Paste a CV or notes: what the text says comes back as suggestions, and only what is ticked is saved."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from explorer.release.models import NOT_APPLICABLE
from profiles.access.guard import needs
from profiles.access.log_of_use import Action, log_use
from profiles.access.rights import Right
from profiles.register.models import Candidate, Profile
from profiles.register.name_keys import PREFIXES, words_of
from profiles.register.verbs.save_profile import ProfileOvertaken, ProfileRefused, save_profile
from profiles.staff.access import StaffRequest
from profiles.staff.candidate_access import open_to_change
from profiles.staff.forms import merge
from profiles.staff.forms.pasted_text import LONGEST_TEXT, pieces, suggestions
from profiles.staff.forms.profile_values import CONCEPTS, RATHER_NOT, values_of
from profiles.staff.forms.steps_of_form import STEPS
from profiles.staff.pages.profile_form import filled_form
from profiles.vocabulary.attributes import BY_NAME

TICKED = "geldt"


@needs(Right.CHANGE_CANDIDATES)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables("text")
def paste(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for a text; show what it says; save what was ticked. The text itself goes nowhere."""
    candidate = open_to_change(request, pk)
    if request.method == "POST" and "bewaar" in request.POST:
        return _keep(request, candidate)
    text = request.POST.get("tekst", "")[:LONGEST_TEXT]
    names = [
        word for word in words_of(f"{candidate.given_name} {candidate.family_name}") if word not in PREFIXES
    ]
    found = suggestions(text, on=timezone.localdate()) if text.strip() else []
    stored = values_of(getattr(candidate, "profile", None))
    context = {
        "candidate": candidate,
        "asked": request.method == "POST",
        "text": text,
        "found": [each for each in found if not _is_held(each.value, stored)],
        "held": [each for each in found if _is_held(each.value, stored)],
        "pieces": pieces(text, names=names),
        "marked": any(piece.kind for piece in pieces(text, names=names)),
        "most": LONGEST_TEXT,
    }
    return render(request, "profiles/paste.html", context)


def _keep(request: StaffRequest, candidate: Candidate) -> HttpResponse:
    profile = Profile.objects.filter(candidate=candidate).first()
    stored = values_of(profile)
    ticked = request.POST.getlist(TICKED)
    form = filled_form(stored, data=_with(stored, ticked))
    if not form.is_valid():
        messages.error(request, _("Er klopt iets niet. Vul het in op het formulier zelf."))
        return redirect("staff:paste", candidate.pk)
    try:
        save_profile(
            candidate=candidate, answers=form.answers(), seen_at=profile.updated_at if profile else None
        )
    except (ProfileOvertaken, ProfileRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:paste", candidate.pk)
    log_use(action=Action.CHANGE, objects=[candidate], request=request, why="paste")
    text = ngettext("%(n)s gegeven is overgenomen.", "%(n)s gegevens zijn overgenomen.", len(ticked))
    messages.success(request, text % {"n": len(ticked)})
    return redirect(f"{reverse('staff:profile', args=[candidate.pk])}?stap={STEPS[0].name}")


def _with(stored: merge.Values, ticked: list[str]) -> QueryDict:
    """The stored values and what was ticked besides; of a single answer the last one counts."""
    data = QueryDict(mutable=True)
    for name, values in stored.items():
        data.setlist(name, values)
    for value in ticked:
        name, _colon, code = value.partition(":")
        if name == "hours":
            least, _dash, most = code.partition("-")
            data["hours_min"], data["hours_max"] = least, most
        elif name == "available_from":
            data[name] = timezone.localdate().isoformat()
        elif name in CONCEPTS:
            others = [each for each in data.getlist(name) if each not in (NOT_APPLICABLE, code)]
            data.setlist(name, [*others, code] if BY_NAME[name].many else [code])
        elif name == RATHER_NOT:
            data.appendlist(name, code)
    # Ticked twice, the one of them says that somebody can: then they can.
    can = data.getlist("worktime")
    data.setlist(RATHER_NOT, [part for part in data.getlist(RATHER_NOT) if part not in can])
    return data


def _is_held(value: str, stored: merge.Values) -> bool:
    name, _colon, code = value.partition(":")
    if name == "hours":
        return "-".join([stored["hours_min"][0], stored["hours_max"][0]]) == code
    if name == "available_from":
        return bool(stored[name][0])
    return code in stored.get(name, [])
