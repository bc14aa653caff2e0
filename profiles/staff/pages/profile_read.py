"""A profile for a user that may look and not change."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.register.models import Candidate, Profile
from profiles.staff.access import StaffRequest
from profiles.staff.forms.concept_field import not_applicable_label
from profiles.staff.forms.steps_of_form import STEPS
from profiles.staff.profile_status import profile_status
from profiles.staff.rows import hours_text, with_facts
from profiles.vocabulary.attributes import BY_NAME, Attribute
from profiles.vocabulary.day_parts import DAY_PART_CHOICES, rather_not_parts


@dataclass(frozen=True)
class Line:
    """An attribute in words; `is_unknown` when it is not recorded."""

    label: str
    texts: Sequence[str]

    @property
    def is_unknown(self) -> bool:
        return not self.texts


def read_page(request: StaffRequest, candidate: Candidate) -> HttpResponse:
    """All facts in the order of the form. The note is for colleagues of the organisation, and stays out."""
    profile = with_facts(Profile.objects.filter(candidate=candidate)).first()
    lines = (
        [(step.title, [line for name in step.parts for line in _lines(profile, name)]) for step in STEPS]
        if profile
        else []
    )
    context = {
        "candidate": candidate,
        "profile": profile,
        "status": profile_status(profile, on=timezone.localdate(), objected_on=candidate.objected_on),
        "sections": [(title, of_step) for title, of_step in lines if of_step],
    }
    return render(request, "profiles/profile_read.html", context)


def recorded_facts(profile: Profile) -> list[tuple[str, Sequence[str]]]:
    """What is recorded and counts, attribute by attribute in the order of the form."""
    lines = [line for step in STEPS for name in step.parts if (line := _line(profile, name))]
    return [(line.label, line.texts) for line in lines if line.texts]


def _lines(profile: Profile, name: str) -> list[Line]:
    lines = [line] if (line := _line(profile, name)) else []
    if name == "worktime" and (parts := rather_not_of(profile)):
        lines.append(Line(_("Liever niet op"), parts))
    return lines


def rather_not_of(profile: Profile) -> list[str]:
    """The day parts that the candidate would rather not work, in words."""
    if not profile.rather_not:
        return []
    can = {fact.concept.code for fact in profile.facts.all() if fact.concept.attribute == "worktime"}
    labels = dict(DAY_PART_CHOICES)
    return [str(labels[code]) for code in rather_not_parts(profile.rather_not, can=can)]


def _line(profile: Profile, name: str) -> Line | None:
    if name == "hours":
        return Line(_("Uren per week"), [text] if (text := hours_text(profile)) else [])
    if name == "available_from":
        day = profile.available_from
        return Line(_("Beschikbaar vanaf"), [f"{day:%d-%m-%Y}"] if day else [])
    if name in BY_NAME:
        return Line(str(BY_NAME[name].label), _texts(profile, BY_NAME[name]))
    return None


def _texts(profile: Profile, attribute: Attribute) -> list[str]:
    if attribute.name in profile.not_applicable:
        return [not_applicable_label(attribute)]
    concepts = [fact.concept for fact in profile.facts.all() if fact.concept.attribute == attribute.name]
    return [concept.label for concept in sorted(concepts, key=lambda concept: concept.position)]
