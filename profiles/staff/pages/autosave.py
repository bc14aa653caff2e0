"""Saving while the user types: each field that can be kept is kept, and what cannot is said at its field."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.http import HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from profiles.access.guard import needs
from profiles.access.rights import Right
from profiles.register.models import Candidate, Profile
from profiles.register.verbs.save_profile import ProfileOvertaken, ProfileRefused, save_profile
from profiles.staff.access import StaffRequest
from profiles.staff.candidate_access import open_to_change
from profiles.staff.forms import merge
from profiles.staff.forms.attribute_input import attribute_input
from profiles.staff.forms.profile import LONG, ProfileForm, words_name
from profiles.staff.forms.profile_values import typed_values, values_of
from profiles.staff.forms.sections import faults, sections
from profiles.staff.forms.steps_of_form import fields_of, full_data, shown_parts
from profiles.staff.forms.words import split_words
from profiles.staff.pages.coach import coach
from profiles.staff.pages.posted import posted_from
from profiles.staff.pages.profile_form import filled_form, screen_of, seen_name, shown
from profiles.staff.profile_status import profile_status

CONFLICT, UNPROCESSABLE = 409, 422
TRIES = 3


@dataclass
class Kept:
    """What became of one round: the form as it was kept, what a colleague changed, what was wrong."""

    profile: Profile
    form: ProfileForm
    disputed: list[merge.Change] = field(default_factory=list)
    wrong: list[dict[str, str]] = field(default_factory=list)


@needs(Right.CHANGE_CANDIDATES)
@posted_from("staff:profile", "pk")
@sensitive_post_parameters()
def autosave(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep what was typed on a screen since it was opened, field by field.

    The answer has the marks that the form goes on with, errors by field, what a colleague
    changed otherwise (that field stays as the colleague left it), and the parts of the page that follow.
    """
    candidate = open_to_change(request, pk)
    screen = screen_of(request.POST)
    seen = merge.unsign(request.POST.get("seen", ""), of=seen_name(candidate))
    if not seen:
        return JsonResponse({"error": _("Laad deze pagina opnieuw.")}, status=CONFLICT)
    try:
        kept = _keep(candidate, request.POST, seen, screen)
    except ProfileOvertaken as overtaken:
        return JsonResponse({"error": str(overtaken)}, status=CONFLICT)
    except ProfileRefused as refusal:
        wrong = {"field": refusal.field, "anchor": f"id_{refusal.field}", "text": str(refusal)}
        return JsonResponse({"wrong": [wrong]}, status=UNPROCESSABLE)
    candidate.profile = kept.profile
    stored = values_of(kept.profile)
    disputed = {change.name for change in kept.disputed}
    # A field that is in dispute keeps its beginning, so that a later save asks about it again.
    goes_on = {name: seen.get(name, []) if name in disputed else values for name, values in stored.items()}
    understood = [name for name, codes in kept.form.understood.items() if codes]
    return JsonResponse(
        {
            "left": {words_name(name): kept.form.left.get(name, "") for name in understood},
            "saved": _("Bewaard om %(time)s uur. U hoeft niets te doen.")
            % {"time": time_format(timezone.localtime(kept.profile.updated_at), "H.i")},
            "updated_at": kept.profile.updated_at.isoformat(),
            "seen": merge.sign(goes_on, of=seen_name(candidate)),
            "wrong": kept.wrong,
            "disputed": [
                {
                    "anchor": change.anchor,
                    "text": _("%(field)s: een collega maakte hiervan “%(now)s”. Druk op Bewaar om te kiezen.")
                    % {"field": change.label, "now": change.now},
                }
                for change in (shown(each, kept.form) for each in kept.disputed)
            ],
            "parts": _parts_that_follow(candidate, kept, screen, understood),
        }
    )


def _parts_that_follow(
    candidate: Candidate, kept: Kept, screen: str, understood: Collection[str]
) -> dict[str, str]:
    """HTML by the id of the part of the page; of the fields only those with words that became options."""
    context = {"candidate": candidate, "profile": kept.profile, "screen": screen}
    stored = filled_form(values_of(kept.profile), data=None)
    parts: dict[str, str] = {
        "coach": render_to_string(
            "profiles/_coach.html",
            {**context, "coach": coach(candidate, kept.profile, on=kept.form.on)},
        ),
        "stappen": render_to_string("profiles/_step_list.html", {**context, "sections": sections(stored)}),
        "toestand": render_to_string(
            "profiles/_state.html", {"status": profile_status(kept.profile, on=kept.form.on)}
        ),
    }
    for name in understood:
        # Drawn anew only where it must be: another field may be in use at this moment.
        drawn = {"input": attribute_input(kept.form, name)}
        parts[f"woorden-{name}"] = render_to_string("profiles/_words.html", drawn)
    return parts


def _keep(candidate: Candidate, data: QueryDict, seen: merge.Values, screen: str) -> Kept:
    for _try in range(TRIES):
        profile = Profile.objects.filter(candidate=candidate).first()
        stored = values_of(profile)
        parts = shown_parts(screen)
        typed = full_data(data, stored=seen, parts=parts, on=timezone.localdate())
        values = typed_values(typed)
        mine = {name for name in fields_of(parts) if sorted(values[name]) != sorted(seen.get(name, []))}
        disputed = [c for c in merge.changes(seen=seen, stored=stored, typed=values) if c.disputed]
        form, wrong = _valid_form(stored, typed, mine - {change.name for change in disputed}, parts)
        try:
            saved = save_profile(
                candidate=candidate, answers=form.answers(), seen_at=profile.updated_at if profile else None
            )
        except ProfileOvertaken:
            # A colleague saved in between: compare once more with what is stored now.
            continue
        except ProfileRefused as refusal:
            wrong.append({"field": refusal.field, "anchor": f"id_{refusal.field}", "text": str(refusal)})
            form, _none = _valid_form(stored, typed, mine - {refusal.field, "basis_recorded_on"}, parts)
            saved = save_profile(
                candidate=candidate, answers=form.answers(), seen_at=profile.updated_at if profile else None
            )
        return Kept(saved, form, disputed, wrong)
    raise ProfileOvertaken(Profile.objects.get(candidate=candidate))


def _valid_form(
    stored: merge.Values, typed: QueryDict, mine: Collection[str], parts: Collection[str]
) -> tuple[ProfileForm, list[dict[str, str]]]:
    """The form with my fields that can be kept and all others as they are stored; and what was wrong."""
    wrong: list[dict[str, str]] = []
    keep = set(mine)
    words = {a.name: typed.get(words_name(a.name), "") for a in LONG if a.name in parts}
    left: dict[str, str] = {}
    while True:
        data = QueryDict(mutable=True)
        for name, values in stored.items():
            data.setlist(name, typed.getlist(name) if name in keep else values)
        for name, text in words.items():
            data[words_name(name)] = text
        form = filled_form(stored, data=data)
        if form.is_valid():
            form.left |= left
            return form, wrong
        found = list(faults(form))
        wrong += [{"field": each.field, "anchor": each.anchor, "text": each.message} for each in found]
        refused = {each.field for each in found}
        # One without the other says nothing.
        if refused & {"hours_min", "hours_max"}:
            refused |= {"hours_min", "hours_max"}
        unread = {name for name in words if words_name(name) in refused and words[name]}
        # Nothing left to drop: what is stored itself no longer passes.
        if not keep & refused and not unread:
            raise ProfileRefused(found[0].field, found[0].message)
        keep -= refused
        for name in unread:
            # Words that are clear are kept all the same; the others stay in their field.
            unclear = {each.word for each in form.unclear.get(name, [])}
            left[name] = ", ".join(sorted(unclear)) or words[name]
            words[name] = ", ".join(w for w in split_words(words[name]) if unclear and w not in unclear)
