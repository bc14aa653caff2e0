"""The page with the profile form, put together: fresh, sent back, or overtaken."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from explorer.release.models import NOT_APPLICABLE
from profiles.register.models import Candidate, Profile
from profiles.staff.access import StaffRequest
from profiles.staff.forms import merge
from profiles.staff.forms.concept_field import not_applicable_label
from profiles.staff.forms.profile import LONG, ProfileForm
from profiles.staff.forms.profile_values import CONCEPTS, RATHER_NOT, values_of
from profiles.staff.forms.sections import (
    Section,
    certificates,
    day_grid,
    faults,
    language_input,
    sections,
    starts,
    task_groups,
)
from profiles.staff.forms.steps_of_form import (
    ALL,
    BY_NAME,
    CERTIFICATES,
    STEP_OF,
    STEPS,
    full_data,
    shown_parts,
    step_after,
)
from profiles.staff.forms.words import WordBook
from profiles.staff.pages.coach import coach
from profiles.staff.pages.visible import groups_in_short
from profiles.staff.profile_status import profile_status
from profiles.staff.steps import steps_for
from profiles.vocabulary.attributes import BY_NAME as ATTRIBUTES
from profiles.vocabulary.day_parts import DAY_PART_CHOICES


def profile_of(candidate: Candidate) -> Profile | None:
    """The profile, where there is one already."""
    found: Profile | None = getattr(candidate, "profile", None)
    return found


def form_for(candidate: Candidate, *, data: QueryDict | None = None, screen: str = ALL) -> ProfileForm:
    """The form on the profile as it is, with what was typed on one of its screens."""
    stored = values_of(profile_of(candidate))
    today = timezone.localdate()
    if data is not None:
        data = full_data(data, stored=stored, parts=shown_parts(screen), on=today)
    return filled_form(stored, data=data)


def filled_form(stored: merge.Values, *, data: QueryDict | None) -> ProfileForm:
    """The form on stored values, with values for all of its fields."""
    in_hand = {
        attribute.name: {*stored[attribute.name], *(data.getlist(attribute.name) if data else [])}
        for attribute in LONG
    }
    # A paper is offered by itself, whatever else is chosen.
    in_hand["skill"] |= set(CERTIFICATES)
    today = timezone.localdate()
    return ProfileForm(data, stored=stored, book=WordBook(in_hand, on=today), on=today)


@dataclass(frozen=True)
class Opened:
    """The state a form was opened on: when it was saved, the values, signed, and the screen."""

    updated_at: datetime.datetime | None
    seen: str

    @classmethod
    def on_stored(cls, candidate: Candidate, form: ProfileForm) -> "Opened":
        # For a form that shows the profile as it is.
        profile = profile_of(candidate)
        token = merge.sign(form.stored, of=seen_name(candidate))
        return cls(profile.updated_at if profile else None, token)


def screen_of(data: QueryDict, *, candidate: Candidate | None = None) -> str:
    """The screen that an address or a form names: one of the steps, or all of them.

    Without a name it is all for a form that was sent, and the first that is not done for an address.
    """
    name = data.get("stap", "")
    if name in BY_NAME or name == ALL:
        return name
    if candidate is None:
        return ALL
    drawn = sections(form_for(candidate))
    return next((section.name for section in drawn if not section.is_done), STEPS[0].name)


def form_page(
    request: StaffRequest,
    candidate: Candidate,
    form: ProfileForm,
    *,
    screen: str,
    opened: Opened | None = None,
    found: Sequence[merge.Change] = (),
) -> HttpResponse:
    """Render; `opened` is given for a form that comes back with errors, which keeps its beginning."""
    profile = profile_of(candidate)
    drawn = sections(form)
    opened = opened or Opened.on_stored(candidate, form)
    if screen == ALL:
        # All on one page: certificates are among the skills already.
        names = STEP_OF.keys() - {"certificate"}
        shown_sections = [
            Section(each.name, each.title, [part for part in each.parts if part.name in names])
            for each in drawn
        ]
    else:
        shown_sections = [each for each in drawn if each.name == screen]
    worktime = next(part.input for section in drawn for part in section.parts if part.name == "worktime")
    context = {
        "candidate": candidate,
        "profile": profile,
        "form": form,
        "screen": screen,
        "sections": drawn,
        "shown": shown_sections,
        "after": step_after(screen),
        "faults": list(faults(form)),
        "overtaken": [shown(change, form) for change in found],
        "updated_at": opened.updated_at.isoformat() if opened.updated_at else "",
        "seen": opened.seen,
        "status": profile_status(profile, on=form.on, objected_on=candidate.objected_on),
        "steps": steps_for(candidate, profile),
        "coach": coach(candidate, profile, on=form.on),
        "groups": groups_in_short(profile, on=form.on),
        "grid": day_grid(worktime, form) if worktime else None,
        "spoken": language_input(form),
        "certificates": certificates(form),
        "starts": starts(form, on=form.on),
        "task_groups": task_groups(form),
        "may_assign": candidate.organisation_id == request.user.organisation_id,
    }
    return render(request, "profiles/profile.html", context)


def seen_name(candidate: Candidate) -> str:
    """The object with the values that the form was opened on."""
    return f"profile of {candidate.pk}"


def shown(change: merge.Change, form: ProfileForm) -> merge.ShownChange:
    """A colleague's change in the words of the form."""

    def text(values: list[str]) -> str:
        return ", ".join(_word(form, change.name, value) for value in values if value) or _("niet vastgelegd")

    label = str(form.fields[change.name].label)
    return merge.ShownChange(label, f"id_{change.name}", text(change.was), text(change.now), change.disputed)


def _word(form: ProfileForm, name: str, value: str) -> str:
    if name in CONCEPTS and value == NOT_APPLICABLE:
        return not_applicable_label(ATTRIBUTES[name])
    if name == RATHER_NOT:
        return str(dict(DAY_PART_CHOICES).get(value, value))
    if name in CONCEPTS:
        concept = form.book.find(name, value)
        return concept.label if concept else value
    if name == "publication_basis":
        return str(Profile.Basis(value).label)
    return value
