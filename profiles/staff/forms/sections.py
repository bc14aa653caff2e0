"""The screens of the profile form, drawn in the order of a conversation: work first, health never."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from profiles.staff.forms.attribute_input import AttributeInput, Option, attribute_input
from profiles.staff.forms.profile import ProfileForm, words_name
from profiles.staff.forms.profile_values import RATHER_NOT
from profiles.staff.forms.steps_of_form import (
    ANY_LEVEL,
    CERTIFICATES,
    LEVELS,
    NEW_LANGUAGES,
    NOW,
    ON_A_DAY,
    ONE_MONTH,
    PLAIN_PARTS,
    STEPS,
    TWO_WEEKS,
    LanguageRow,
    language_rows,
    start_of,
)
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.day_parts import DAY_PARTS, DAYS

# What need not be filled in for a section to be done.
OPTIONAL = {"note", "certificate"}
WORKTIME = "worktime"


@dataclass(frozen=True)
class Part:
    """A field or a few, with the template that draws them; `input` for an attribute."""

    name: str
    template: str
    is_filled: bool
    input: AttributeInput | None = None


@dataclass(frozen=True)
class Section:
    """A screen of the form; `is_done` when each of its parts says something."""

    name: str
    title: str | Promise
    parts: Sequence[Part]

    @property
    def is_done(self) -> bool:
        return all(part.is_filled for part in self.parts if part.name not in OPTIONAL)


@dataclass(frozen=True)
class Fault:
    """An error for the summary above the form: the field, its anchor, what is wrong."""

    label: str
    anchor: str
    message: str
    field: str


@dataclass(frozen=True)
class DayGrid:
    """The day parts: heads of columns, and rows of (label, boxes); None where the list has no such part.

    `rows` say when somebody can work, `rather_not` when they rather do not; a box in neither: not.
    """

    days: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Option | None]]]
    rather_not: Sequence[tuple[str, Sequence[Option | None]]]
    others: Sequence[Option]
    errors: Sequence[str]

    @property
    def rather_not_count(self) -> int:
        return sum(box.ticked for _label, boxes in self.rather_not for box in boxes if box)


@dataclass(frozen=True)
class LanguageInput:
    """The languages to choose from, the rows, and the levels with their words."""

    languages: Sequence[tuple[str, str]]
    rows: Sequence[LanguageRow]
    levels: Sequence[tuple[str, str]]


def sections(form: ProfileForm) -> list[Section]:
    """The form, drawn."""
    return [Section(step.name, step.title, [_part(form, name) for name in step.parts]) for step in STEPS]


def faults(form: ProfileForm) -> Iterator[Fault]:
    """All errors in the order of the form."""
    for name in (part for step in STEPS for part in step.parts if part != "certificate"):
        fields = PLAIN_PARTS.get(name) or (name, words_name(name))
        for field in fields:
            for message in form.errors.get(field, []):
                yield Fault(str(form.fields[field].label), f"id_{field}", str(message), field)


def day_grid(drawn: AttributeInput, form: ProfileForm) -> DayGrid:
    """The day parts of the working times as two tables, and what is left of them as plain boxes."""
    boxes = {option.code: option for _label, options in drawn.groups for option in options}
    cells = {(day, part): boxes.pop(f"{day}-{part}", None) for part in DAY_PARTS for day in DAYS}
    rows = [(str(_labels()[part]), [cells[day, part] for day in DAYS]) for part in DAY_PARTS]
    ticked = set(form[RATHER_NOT].value() or [])
    rather_not = [
        (label, [box and replace(box, ticked=box.code in ticked) for box in row]) for label, row in rows
    ]
    has_any = any(cells.values())
    return DayGrid(
        [str(_labels()[day]) for day in DAYS],
        rows if has_any else [],
        rather_not if has_any else [],
        list(boxes.values()),
        [str(message) for message in form.errors.get(RATHER_NOT, [])],
    )


def certificates(form: ProfileForm) -> list[Option]:
    """The skills that go with a certificate, as boxes."""
    ticked = set(form["skill"].value() or [])
    known = [form.book.find("skill", code) for code in CERTIFICATES]
    return [Option(c.code, c.label, c.code in ticked) for c in known if c]


def language_input(form: ProfileForm) -> LanguageInput:
    """A row for each language, and a few empty ones."""
    ticked = [code for code in form["language"].value() or [] if form.book.find("language", code)]
    rows = language_rows(ticked)
    levels = [
        ("", _("Niet vastgelegd")),
        (ANY_LEVEL, _("Ja, niveau onbekend")),
        *zip(LEVELS, (_("Redelijk"), _("Goed"), _("Uitstekend")), strict=True),
    ]
    languages = [
        (concept.code, concept.label)
        for concept in form.book.of("language")
        # The languages themselves: what is below one is a level of it.
        if concept.parent_id is None and concept.is_valid(on=form.on)
    ]
    return LanguageInput(languages, [*rows, *(LanguageRow("") for _i in range(NEW_LANGUAGES))], levels)


def starts(form: ProfileForm, *, on: datetime.date) -> list[Option]:
    """When somebody can begin, as a choice; a date belongs to the last one."""
    value = form["available_from"].value() or ""
    chosen = start_of(str(value), on=on)
    choices = [
        ("", _("Niet vastgelegd")),
        (NOW, _("Meteen")),
        (TWO_WEEKS, _("Over 2 weken")),
        (ONE_MONTH, _("Over 1 maand")),
        (ON_A_DAY, _("Op een datum")),
    ]
    return [Option(code, label, code == chosen) for code, label in choices]


def task_groups(form: ProfileForm) -> list[tuple[str, list[Option]]]:
    """All tasks by group, to choose by clicking."""
    ticked = set(form["task"].value() or []) | set(form.understood.get("task", []))
    groups: dict[str, list[Option]] = defaultdict(list)
    for concept in form.book.of("task"):
        if concept.parent and concept.is_valid(on=form.on) and concept.code not in ticked:
            groups[concept.parent.label].append(Option(concept.code, concept.label, False))
    return list(groups.items())


def _part(form: ProfileForm, name: str) -> Part:
    if name in BY_NAME and BY_NAME[name].chosen:
        drawn = attribute_input(form, name)
        own = {WORKTIME: "profiles/_part_worktime.html", "language": "profiles/_part_language.html"}
        return Part(name, own.get(name, drawn.template), drawn.is_recorded, drawn)
    filled = all(form[field].value() for field in PLAIN_PARTS[name][:1])
    return Part(name, f"profiles/_part_{name}.html", filled)


def _labels() -> dict[str, str]:
    return {
        "maandag": _("Ma"),
        "dinsdag": _("Di"),
        "woensdag": _("Wo"),
        "donderdag": _("Do"),
        "vrijdag": _("Vr"),
        "zaterdag": _("Za"),
        "zondag": _("Zo"),
        "ochtend": _("Ochtend"),
        "middag": _("Middag"),
        "avond": _("Avond"),
        "nacht": _("Nacht"),
    }
