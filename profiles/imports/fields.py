"""What a file can say of a person: one declared table for all importers, and how a value is written.

A value is JSON. A municipality is the id of a concept, hours are `[from, up to]` a week, a day is an
ISO date, a basis is its code; an attribute is a list of ids of concepts, ascending, in which
`NOT_APPLICABLE` says that it was asked and does not apply. None or empty: not recorded.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.register.models import Profile
from profiles.vocabulary.attributes import BY_NAME, CHOSEN
from profiles.vocabulary.day_parts import DAY_PART_CODES, rather_not_parts
from profiles.vocabulary.models import Concept

Value = Any
Values = Mapping[str, Value]
NOT_APPLICABLE = 0


@dataclass(frozen=True, eq=False)
class ImportField:
    """`attribute` is empty for a column of the register itself; `prefix` narrows it to codes that begin so.

    `keeps_finer`: a concept just below the one of the file says the same, more precisely. `codes` are all
    that it may have, where that is not the whole list.
    """

    name: str
    label: str | Promise
    attribute: str = ""
    prefix: str = ""
    many: bool = False
    keeps_finer: bool = False
    codes: tuple[str, ...] = ()

    @property
    def may_lack(self) -> bool:
        """Whether *not applicable* can be said of it."""
        return self.many and self.name in BY_NAME


MUNICIPALITY = ImportField("municipality", gettext_lazy("Woonplaats (gemeente)"))
HOURS = ImportField("hours", gettext_lazy("Uren per week"))
AVAILABLE = ImportField("available_from", gettext_lazy("Beschikbaar vanaf"))
BASIS = ImportField("basis", gettext_lazy("Grondslag"))
SPOKEN = ImportField("spoken_dutch", gettext_lazy("Nederlands spreken"), "language", "nld-spreken-")
WRITTEN = ImportField("written_dutch", gettext_lazy("Nederlands schrijven"), "language", "nld-schrijven-")
ATTRIBUTES = tuple(
    ImportField(each.name, each.label, each.name, many=each.many, keeps_finer=each.name == "education")
    for each in CHOSEN
)
RATHER_NOT = ImportField(
    "rather_not", gettext_lazy("Liever niet op"), "worktime", many=True, codes=DAY_PART_CODES
)
FIELDS = {
    each.name: each
    for each in (MUNICIPALITY, HOURS, AVAILABLE, BASIS, SPOKEN, WRITTEN, *ATTRIBUTES, RATHER_NOT)
}


def nothing(field: ImportField) -> Value:
    """The value of a field that is not recorded."""
    if field.attribute:
        return []
    return "" if field is BASIS else None


@dataclass(frozen=True)
class Word:
    """A concept as far as values need it."""

    attribute: str
    code: str
    label: str
    parent: int | None


class Vocabulary:
    """All concepts by id, also those that are no longer in force."""

    def __init__(self) -> None:
        rows = Concept.objects.values_list("pk", "attribute", "code", "label_nl", "parent_id")
        self.words = {pk: Word(attribute, code, label, parent) for pk, attribute, code, label, parent in rows}

    def rather_not(self, profile: Profile, facts: Collection[int]) -> list[int]:
        """The day parts that somebody rather does not work, ascending, beside the facts of the profile."""
        can = {word.code for each in facts if (word := self.words[each]).attribute == RATHER_NOT.attribute}
        codes = rather_not_parts(profile.rather_not, can=can)
        return (
            sorted(
                pk for pk, word in self.words.items() if word.attribute == "worktime" and word.code in codes
            )
            if codes
            else []
        )

    def belongs(self, concept: int, field: ImportField) -> bool:
        word = self.words[concept]
        return word.attribute == field.attribute and word.code.startswith(field.prefix)

    def describe(self, field: ImportField, value: Value) -> str:
        """A value as a person reads it."""
        if value in (None, "", []):
            return _("niet vastgelegd")
        if field is HOURS:
            return str(value[0]) if value[0] == value[1] else f"{value[0]}–{value[1]}"
        if field is BASIS:
            return str(Profile.Basis(value).label)
        if field is MUNICIPALITY:
            value = [value]
        if not isinstance(value, list):
            return str(value)
        # Staged values are JSON: no key of the database protects the concepts in them.
        names = sorted(self.words[each].label for each in value if each in self.words)
        return ", ".join([_("niet van toepassing"), *names] if NOT_APPLICABLE in value else names)
