"""The value lists of a delivery: by own code, by word, and by code of the VUM standard where it has one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from explorer.words.normalise import normalise
from profiles.imports.fields import FIELDS, RATHER_NOT, ImportField
from profiles.imports.report import FindingKind
from profiles.imports.sonar.words import LEVELS, SECTOR_UNKNOWN
from profiles.vocabulary.models import Concept

# Codes of the standard whose words here have another code.
VUM: Mapping[str, Mapping[str, str]] = {
    "education": {
        "1": "basisonderwijs",
        "2": "vmbo",
        "3": "havo-vwo",
        # No level is guessed: the band. Who knows it already keeps the level.
        "4": "mbo",
        "5": "hbo",
        "6": "wo",
        "9": "anders",
    },
    "transport": {"1": "auto", "2": "bromfiets", "3": "fiets", "4": "motor", "5": "ov", "9": "anders"},
    "distance": {
        "1": "5",
        "2": "10",
        "3": "15",
        "4": "25",
        "5": "50",
        "6": "75",
        "7": "100",
        "8": "125",
        "9": "150",
    },
}
# Of a language, beside its levels 2 to 4 (`LEVELS`): 1 is none and 0 unknown.
SKILLS = {"mondeling": "spreken", "schriftelijk": "schrijven"}


@dataclass(frozen=True)
class ListKey:
    """A key whose value is one word or several. `kind` is what a finding about it is."""

    key: str
    field: ImportField
    kind: FindingKind = FindingKind.WORD


LISTS = (
    ListKey("opleidingsniveau", FIELDS["education"], FindingKind.EDUCATION),
    ListKey("opleidingsrichting", FIELDS["direction"]),
    ListKey("rijbewijs", FIELDS["licence"], FindingKind.LICENCE),
    ListKey("vervoermiddel", FIELDS["transport"], FindingKind.TRANSPORT),
    ListKey("codeReisafstand", FIELDS["distance"]),
    ListKey("sector", FIELDS["sector"], FindingKind.SECTOR),
    ListKey("bemiddelingsberoep", FIELDS["occupation"], FindingKind.OCCUPATION),
    ListKey("taak", FIELDS["task"]),
    ListKey("vakvaardigheid", FIELDS["skill"]),
    ListKey("gedragscompetentie", FIELDS["competence"]),
    ListKey("affiniteit", FIELDS["affinity"]),
    ListKey("taalbeheersing", FIELDS["language"], FindingKind.LANGUAGE),
    ListKey("dagdelen", FIELDS["worktime"]),
    ListKey("dagdelenLieverNiet", RATHER_NOT),
    ListKey("contractvorm", FIELDS["contract"]),
)
__all__ = ["KEY_OF", "LEVELS", "LISTS", "SKILLS", "VUM", "ListKey", "Terms"]
KEY_OF = {
    **{each.field.name: each.key for each in LISTS},
    "municipality": "gemeente",
    "hours": "werktijden",
    "available_from": "beschikbaarVanaf",
    "basis": "toestemming",
}
"""Name of a field -> the key of a delivery under which it is."""


class Terms:
    """All words that are in force on a day, by attribute; one query."""

    def __init__(self, *, on: date) -> None:
        self.codes: dict[int, str] = {}
        """The code of each word by its number."""
        self._codes: dict[str, dict[str, int]] = defaultdict(dict)
        self._words: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        rows = Concept.objects.valid(on=on).values_list(
            "pk", "attribute", "code", "label_nl", "synonyms_nl", "parent_id"
        )
        for pk, attribute, code, label, synonyms, parent in rows:
            if attribute == "place" and not parent:
                continue
            self.codes[pk] = code
            self._codes[attribute][code.casefold()] = pk
            for text in (code, label, *synonyms):
                self._words[attribute][normalise(text)].add(pk)

    def code(self, attribute: str, code: str) -> int | None:
        """The concept of exactly this code."""
        return self._codes[attribute].get(code.casefold())

    def find(self, attribute: str, text: str) -> int | None:
        """The one concept that a text means: by a code of the standard, an own code, a name or a synonym."""
        if attribute == "sector" and (digits := text.replace(".", "")).isdecimal():
            # Of a class its division; that of the code for unknown is none.
            text = "" if digits == SECTOR_UNKNOWN else digits.zfill(2)[:2]
        standard = VUM.get(attribute, {}).get(text)
        if standard is not None:
            return self.code(attribute, standard)
        found = self.code(attribute, text)
        if found is not None:
            return found
        meant = self._words[attribute].get(normalise(text), set())
        return next(iter(meant)) if len(meant) == 1 else None
