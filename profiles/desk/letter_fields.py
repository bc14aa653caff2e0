"""What an introduction letter can say of a candidate: one declared table. Nothing else ever goes into one."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.register.models import Candidate, Profile


@dataclass(frozen=True)
class LetterField:
    """A field that a candidate agrees to or not; `read` gives its words, empty where nothing is known."""

    name: str
    label: str | Promise
    read: Callable[[Candidate, Profile, datetime.date], str]


def _of(attribute: str) -> Callable[[Candidate, Profile, datetime.date], str]:
    def labels(candidate: Candidate, profile: Profile, on: datetime.date) -> str:
        # Filtered here and not in SQL: all fields of a letter share the facts that were read once.
        concepts = [fact.concept for fact in profile.facts.all() if fact.concept.attribute == attribute]
        concepts.sort(key=lambda concept: (concept.position, concept.code))
        plain = (concept.display_nl or concept.label_nl for concept in concepts if not concept.is_heading)
        return ", ".join(plain)

    return labels


def _hours(candidate: Candidate, profile: Profile, on: datetime.date) -> str:
    if profile.hours_min is None:
        return ""
    if profile.hours_min == profile.hours_max:
        return _("%(hours)s uur per week") % {"hours": profile.hours_min}
    return _("%(first)s tot %(last)s uur per week") % {"first": profile.hours_min, "last": profile.hours_max}


def _start(candidate: Candidate, profile: Profile, on: datetime.date) -> str:
    if profile.available_from is None:
        return ""
    if profile.available_from <= on:
        return _("meteen")
    return _("over %(weeks)s weken") % {"weeks": max(1, round((profile.available_from - on).days / 7))}


LETTER_FIELDS: tuple[LetterField, ...] = (
    LetterField("given_name", gettext_lazy("Voornaam"), lambda candidate, profile, on: candidate.given_name),
    LetterField(
        "family_name", gettext_lazy("Achternaam"), lambda candidate, profile, on: candidate.family_name
    ),
    LetterField("phone", gettext_lazy("Telefoonnummer"), lambda candidate, profile, on: candidate.phone),
    LetterField("email", gettext_lazy("E-mailadres"), lambda candidate, profile, on: candidate.email),
    LetterField(
        "municipality",
        gettext_lazy("Woont in"),
        lambda candidate, profile, on: candidate.municipality.label_nl if candidate.municipality else "",
    ),
    LetterField("task", gettext_lazy("Kan"), _of("task")),
    LetterField("skill", gettext_lazy("Heeft ervaring met"), _of("skill")),
    LetterField("hours", gettext_lazy("Wil werken"), _hours),
    LetterField("availability", gettext_lazy("Kan beginnen"), _start),
    LetterField("worktime", gettext_lazy("Werktijden"), _of("worktime")),
    LetterField("licence", gettext_lazy("Rijbewijs"), _of("licence")),
    LetterField("transport", gettext_lazy("Vervoer"), _of("transport")),
    LetterField("education", gettext_lazy("Opleiding"), _of("education")),
    LetterField("language", gettext_lazy("Talen"), _of("language")),
    LetterField("competence", gettext_lazy("Gaat goed"), _of("competence")),
    LetterField("affinity", gettext_lazy("Werkt graag"), _of("affinity")),
)
BY_NAME = {field.name: field for field in LETTER_FIELDS}
HEADING = frozenset({"given_name", "family_name"})
"""In the title of a letter and not in its list."""


def field_labels(names: Collection[str]) -> list[str]:
    """The labels of fields, in the order of the table."""
    return [str(field.label) for field in LETTER_FIELDS if field.name in names]


def letter_lines(
    candidate: Candidate, profile: Profile, fields: Collection[str], *, on: datetime.date
) -> Iterable[tuple[str, str]]:
    """(label, words) of the agreed fields that say something, in the order of the table."""
    for field in LETTER_FIELDS:
        if (
            field.name in fields
            and field.name not in HEADING
            and (words := field.read(candidate, profile, on))
        ):
            yield str(field.label), words


def letter_name(candidate: Candidate, fields: Collection[str]) -> str:
    """The name as far as the candidate agreed to it."""
    parts = (getattr(candidate, name) for name in ("given_name", "family_name") if name in fields)
    return " ".join(part for part in parts if part) or _("de kandidaat")
