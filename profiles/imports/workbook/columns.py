"""The columns of the profile workbook, and the words of its lists. A workbook is Dutch, whoever makes it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _

from explorer.words.normalise import normalise
from profiles.imports.fields import (
    ATTRIBUTES,
    AVAILABLE,
    BASIS,
    HOURS,
    MUNICIPALITY,
    NOT_APPLICABLE,
    RATHER_NOT,
    ImportField,
    Value,
)
from profiles.register.models import Profile
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.models import Concept

REFERENCE = "Kenmerk"
HOURS_FROM, HOURS_TO, AVAILABLE_FROM = "Uren van", "Uren tot en met", "Beschikbaar vanaf"
RATHER_NOT_AT = "Liever niet op"
# Hidden: what the cells said when the workbook was made, so that only what was edited is read.
BEFORE = "Stand bij ophalen"
BASES = {Profile.Basis.CONSENT.value: "toestemming", Profile.Basis.LEGAL_TASK.value: "wettelijke taak"}
NO_BASIS = "geen"
SEPARATOR = "; "
_PLAIN = {
    "Woonplaats": (MUNICIPALITY, "De gemeente."),
    HOURS_FROM: (HOURS, "Een heel getal van 1 tot en met 60."),
    HOURS_TO: (HOURS, "Een heel getal van 1 tot en met 60."),
    AVAILABLE_FROM: (AVAILABLE, "Een datum, zoals 31-01-2027."),
    "Grondslag": (BASIS, "Waarom het profiel mee mag tellen. Dit geeft niets vrij."),
}


@dataclass(frozen=True)
class WorkbookColumn:
    """`hint` is shown beside a cell when it is chosen."""

    header: str
    field: ImportField
    hint: str


@cache
def columns() -> tuple[WorkbookColumn, ...]:
    """All columns after the reference, in order."""
    with translation.override("nl"):
        plain = [WorkbookColumn(header, field, hint) for header, (field, hint) in _PLAIN.items()]
        attributes = [
            WorkbookColumn(
                str(each.label),
                each,
                "Meer antwoorden? Zet er een puntkomma tussen." if each.many else "Kies één antwoord.",
            )
            for each in ATTRIBUTES
        ]
    rather_not = WorkbookColumn(RATHER_NOT_AT, RATHER_NOT, "Dagdelen. Deze tellen niet als beschikbaar.")
    return (*plain, *attributes, rather_not)


@cache
def lacking(name: str) -> str:
    """What a cell says of an attribute that was asked and does not apply."""
    with translation.override("nl"):
        return str(BY_NAME[name].not_applicable or "Niet van toepassing")


class WordUnknown(Exception):
    """A word is not in the list of its column; the message says which."""


class Choices:
    """The words of each list as cells have them: labels, and the code too where a label is there twice."""

    def __init__(self, *, on: datetime.date) -> None:
        self._texts: dict[str, dict[int, str]] = {}
        self._codes: dict[int, str] = {}
        self._ids: dict[str, dict[str, int]] = {}
        concepts: dict[str, list[Concept]] = {}
        for concept in Concept.objects.valid(on=on).exclude(attribute="place", parent=None):
            concepts.setdefault(concept.attribute, []).append(concept)
            self._codes[concept.pk] = concept.code
        for attribute, of_this in concepts.items():
            labels = [normalise(each.label_nl) for each in of_this]
            texts = {
                each.pk: _text(each, is_once=labels.count(label) == 1)
                for each, label in zip(of_this, labels, strict=True)
            }
            self._texts[attribute] = texts
            self._ids[attribute] = {normalise(text): pk for pk, text in texts.items()}

    def texts(self, field: ImportField) -> Sequence[str]:
        """What may be chosen in a column, in the order of its list."""
        if field is BASIS:
            return [*BASES.values(), NO_BASIS]
        lacks = [lacking(field.name)] if field.may_lack else []
        return [*lacks, *self._of(field).values()]

    def find(self, field: ImportField, text: str) -> int:
        """The concept that a text of a cell is, or `NOT_APPLICABLE`. Raises WordUnknown."""
        plain = normalise(text)
        if field.may_lack and plain == normalise(lacking(field.name)):
            return NOT_APPLICABLE
        found = self._ids.get(_attribute(field), {}).get(plain)
        if found is None or found not in self._of(field):
            raise WordUnknown(_("Dit staat niet in de lijst: %(word)s.") % {"word": text[:60]})
        return found

    def text(self, field: ImportField, concept: int) -> str:
        """A concept as a cell has it; "" for one that is no longer in the list: it cannot be edited there."""
        return lacking(field.name) if concept == NOT_APPLICABLE else self._of(field).get(concept, "")

    def cells(self, values: Mapping[str, Value]) -> dict[str, str]:
        """What the register says, by header."""
        cells = {}
        for column in columns():
            value = values[column.field.name]
            if value in (None, "", []):
                continue
            if column.field is HOURS:
                cells[column.header] = str(value[column.header == HOURS_TO])
            elif column.field is BASIS:
                cells[column.header] = BASES[value]
            elif column.field is AVAILABLE:
                cells[column.header] = value
            elif column.field is MUNICIPALITY:
                cells[column.header] = self.text(MUNICIPALITY, value)
            else:
                texts = [self.text(column.field, each) for each in value]
                cells[column.header] = SEPARATOR.join(filter(None, texts))
        return cells

    def _of(self, field: ImportField) -> Mapping[int, str]:
        texts = self._texts.get(_attribute(field), {})
        # Of the working times only day parts can be rather not worked.
        return {pk: texts[pk] for pk in texts if self._codes[pk] in field.codes} if field.codes else texts


def _attribute(field: ImportField) -> str:
    return "place" if field is MUNICIPALITY else field.attribute


def _text(concept: Concept, *, is_once: bool) -> str:
    label = concept.label_nl.replace(";", ",")
    return label if is_once else f"{label} ({concept.code})"
