"""The profile form in steps: which fields a screen has, and one screen's answers among all others.

The form itself reads a whole profile. What a screen does not show is filled in as it is stored, so
that a screen can change nothing but its own fields.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from explorer.release.models import NOT_RECORDED
from profiles.staff.forms.profile import LONG, words_name
from profiles.staff.forms.profile_values import CONCEPTS, RATHER_NOT, SINGLES

ALL = "alles"
LANGUAGE, SKILL = "language", "skill"
# Fields that a screen asks in another way than the profile keeps them.
START, CERTIFICATE = "begin", "certificaat"
LANGUAGE_FIELDS = ("taal", "taal_spreken", "taal_schrijven")
NEW_LANGUAGES = 2
MOST_LANGUAGES = 12
# Skills that somebody has a paper of. The catalogue has no attribute of certificates.
CERTIFICATES = (
    "veilig-werken-volgens-vca",
    "bedrijfshulpverlening",
    "hygienisch-werken-volgens-haccp",
    "heftruck-rijden",
    "reachtruck-rijden",
)
NOW, TWO_WEEKS, ONE_MONTH, ON_A_DAY = "nu", "2-weken", "1-maand", "datum"
STARTS = {
    NOW: relativedelta(),
    TWO_WEEKS: relativedelta(weeks=2),
    ONE_MONTH: relativedelta(months=1),
}
PLAIN_PARTS = {
    "hours": ("hours_min", "hours_max"),
    "available_from": ("available_from",),
    "basis": ("publication_basis", "basis_recorded_on"),
    "note": ("note",),
    "worktime": ("worktime", RATHER_NOT),
    "certificate": (SKILL,),
}


@dataclass(frozen=True)
class FormStep:
    """A screen of the form: its name in the address, its title and its parts."""

    name: str
    title: str | Promise
    parts: tuple[str, ...]


STEPS = (
    FormStep("werk", _("Werk"), ("occupation", "sector", "contract")),
    FormStep("taken", _("Taken"), ("task", "skill", "competence", "affinity")),
    FormStep("uren", _("Uren en reizen"), ("hours", "available_from", "worktime", "distance")),
    FormStep("opleiding", _("Opleiding"), ("education", "direction", "certificate")),
    FormStep("vervoer", _("Vervoer en talen"), ("licence", "transport", "language")),
    FormStep("meetellen", _("Meetellen"), ("basis", "note")),
)
BY_NAME = {step.name: step for step in STEPS}
STEP_OF = {part: step.name for step in STEPS for part in step.parts}


def step_after(name: str) -> FormStep | None:
    """The screen after this one; None after the last."""
    names = [step.name for step in STEPS]
    i = names.index(name) + 1 if name in names else len(names)
    return STEPS[i] if i < len(names) else None


def shown_parts(name: str) -> Sequence[str]:
    """The parts of a screen, or of all of them on one page, where certificates stand among the skills."""
    if name in BY_NAME:
        return BY_NAME[name].parts
    return [part for step in STEPS for part in step.parts if part != "certificate"]


def fields_of(parts: Iterable[str]) -> frozenset[str]:
    """Names of the values of the profile that these parts ask for."""
    return frozenset(field for part in parts for field in PLAIN_PARTS.get(part, (part,)))


def full_data(
    data: QueryDict, *, stored: Mapping[str, list[str]], parts: Collection[str], on: datetime.date
) -> QueryDict:
    """What was sent from a screen as if all of the form had been: the rest is as stored."""
    asked = fields_of(parts)
    full = QueryDict(mutable=True)
    for name in (*SINGLES, *CONCEPTS, RATHER_NOT):
        full.setlist(name, data.getlist(name) if name in asked else stored[name])
    for attribute in LONG:
        if attribute.name in parts:
            full[words_name(attribute.name)] = data.get(words_name(attribute.name), "")
    if "available_from" in parts and START in data:
        full["available_from"] = _start(data, stored["available_from"][0], on)
    if "language" in parts:
        lists = [data.getlist(name)[:MOST_LANGUAGES] for name in LANGUAGE_FIELDS]
        rows = [LanguageRow(*values) for values in zip(*lists, strict=False) if values[0]]
        codes = [code for code in language_codes(rows) if code != NOT_RECORDED]
        full.setlist(LANGUAGE, [*full.getlist(LANGUAGE), *codes])
    if "certificate" in parts:
        # Certificates are kept among the skills; this screen decides on these alone.
        others = [code for code in stored[SKILL] if code not in CERTIFICATES]
        full.setlist(SKILL, [*others, *(c for c in data.getlist(CERTIFICATE) if c in CERTIFICATES)])
    return full


def start_of(stored: str, *, on: datetime.date) -> str:
    """Which of the choices of a start a stored date is."""
    if not stored:
        return ""
    return NOW if stored <= on.isoformat() else ON_A_DAY


def _start(data: QueryDict, stored: str, on: datetime.date) -> str:
    """The date that a choice means. A typed date goes before a choice that was left as it was."""
    choice, typed = data.get(START, ""), data.get("available_from", "")
    if typed and typed != stored and choice in {start_of(stored, on=on), ON_A_DAY}:
        return typed
    # Left as it was: a day in the past stays, or every save would be a change in the history.
    if choice == NOW and start_of(stored, on=on) == NOW:
        return stored
    if choice in STARTS:
        return (on + STARTS[choice]).isoformat()
    return typed if choice == ON_A_DAY else ""


@dataclass(frozen=True)
class LanguageRow:
    """A language with how it is spoken and written: a level, `ja` for no level, or empty."""

    code: str
    speaks: str = ""
    writes: str = ""


ANY_LEVEL = "ja"
LEVELS = ("redelijk", "goed", "uitstekend")


def language_rows(codes: Iterable[str]) -> list[LanguageRow]:
    """The facts about languages, a row for each language."""
    rows: dict[str, dict[str, str]] = {}
    for code in codes:
        language, _dash, rest = code.partition("-")
        skill, _dash, level = rest.partition("-")
        row = rows.setdefault(language, {})
        if skill in {"spreken", "schrijven"}:
            row[skill] = level or ANY_LEVEL
    return [LanguageRow(code, row.get("spreken", ""), row.get("schrijven", "")) for code, row in rows.items()]


def language_codes(rows: Iterable[LanguageRow]) -> list[str]:
    """The facts that rows say; of a language without any level the language alone."""
    codes = []
    for row in rows:
        skills = [("spreken", row.speaks), ("schrijven", row.writes)]
        said = [
            f"{row.code}-{skill}" + (f"-{level}" if level in LEVELS else "")
            for skill, level in skills
            if level
        ]
        codes += said or [row.code]
    return codes
