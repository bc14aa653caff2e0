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
from profiles.staff.forms.profile_values import CONCEPTS, values_of
from profiles.staff.forms.sections import faults, sections
from profiles.staff.forms.words import WordBook
from profiles.staff.pages.coach import coach
from profiles.staff.profile_status import profile_status
from profiles.staff.steps import steps_for
from profiles.vocabulary.attributes import BY_NAME


def profile_of(candidate: Candidate) -> Profile | None:
    """The profile, where there is one already."""
    found: Profile | None = getattr(candidate, "profile", None)
    return found


def form_for(candidate: Candidate, *, data: QueryDict | None = None) -> ProfileForm:
    """The form on the profile as it is, with what was typed."""
    stored = values_of(profile_of(candidate))
    in_hand = {
        attribute.name: {*stored[attribute.name], *(data.getlist(attribute.name) if data else [])}
        for attribute in LONG
    }
    today = timezone.localdate()
    return ProfileForm(data, stored=stored, book=WordBook(in_hand, on=today), on=today)


@dataclass(frozen=True)
class Opened:
    """The state a form was opened on: when it was saved, and the values, signed."""

    updated_at: datetime.datetime | None
    seen: str

    @classmethod
    def on_stored(cls, candidate: Candidate, form: ProfileForm) -> "Opened":
        # For a form that shows the profile as it is.
        profile = profile_of(candidate)
        token = merge.sign(form.stored, of=seen_name(candidate))
        return cls(profile.updated_at if profile else None, token)


def form_page(
    request: StaffRequest,
    candidate: Candidate,
    form: ProfileForm,
    *,
    opened: Opened | None = None,
    found: Sequence[merge.Change] = (),
) -> HttpResponse:
    """Render; `opened` is given for a form that comes back with errors, which keeps its beginning."""
    profile = profile_of(candidate)
    drawn = sections(form)
    opened = opened or Opened.on_stored(candidate, form)
    context = {
        "candidate": candidate,
        "profile": profile,
        "form": form,
        "sections": drawn,
        "faults": list(faults(form)),
        "overtaken": [shown(change, form) for change in found],
        "updated_at": opened.updated_at.isoformat() if opened.updated_at else "",
        "seen": opened.seen,
        "status": profile_status(profile, on=form.on),
        "steps": steps_for(profile),
        "coach": coach(drawn),
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
        return not_applicable_label(BY_NAME[name])
    if name in CONCEPTS:
        concept = form.book.find(name, value)
        return concept.label if concept else value
    if name == "publication_basis":
        return str(Profile.Basis(value).label)
    return value
