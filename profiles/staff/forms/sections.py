"""The parts of the profile form in the order of a conversation: work first, health never."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.staff.forms.attribute_input import AttributeInput, attribute_input
from profiles.staff.forms.profile import ProfileForm, words_name
from profiles.vocabulary.attributes import BY_NAME

# Anchor, title, fields.
PLAN: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("werk", _("Werk en uren"), ("hours", "available_from", "occupation", "sector", "worktime", "contract")),
    ("taken", _("Taken"), ("task", "affinity")),
    ("opleiding", _("Opleiding"), ("education", "direction")),
    ("vaardigheden", _("Vaardigheden"), ("skill", "competence", "language")),
    ("vervoer", _("Vervoer"), ("licence", "transport", "distance")),
    ("publiceren", _("Publiceren"), ("basis", "note")),
)
PLAIN_PARTS = {
    "hours": ("hours_min", "hours_max"),
    "available_from": ("available_from",),
    "basis": ("publication_basis", "basis_recorded_on"),
    "note": ("note",),
}
# What need not be filled in for a section to be done.
OPTIONAL = {"note"}


@dataclass(frozen=True)
class Part:
    """A field or a few, with the template that draws them; `input` for an attribute."""

    name: str
    template: str
    is_filled: bool
    input: AttributeInput | None = None


@dataclass(frozen=True)
class Section:
    """A panel of the form; `is_done` when each of its parts says something."""

    anchor: str
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


def sections(form: ProfileForm) -> list[Section]:
    """The form, drawn."""
    return [Section(anchor, title, [_part(form, name) for name in names]) for anchor, title, names in PLAN]


def faults(form: ProfileForm) -> Iterator[Fault]:
    """All errors in the order of the form."""
    for _anchor, _title, names in PLAN:
        for name in names:
            fields = PLAIN_PARTS.get(name) or (name, words_name(name))
            for field in fields:
                for message in form.errors.get(field, []):
                    yield Fault(str(form.fields[field].label), f"id_{field}", str(message))


def _part(form: ProfileForm, name: str) -> Part:
    if name in BY_NAME and BY_NAME[name].chosen:
        drawn = attribute_input(form, name)
        return Part(name, drawn.template, drawn.is_recorded, drawn)
    filled = all(form[field].value() for field in PLAIN_PARTS[name][:1])
    return Part(name, f"profiles/_part_{name}.html", filled)
