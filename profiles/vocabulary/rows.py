"""What a source says about a concept, in the plain values of JSON: the coin of the loaders."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | float | bool | list[str] | None

# What a source may speak of, with the value of a concept of which nothing was said.
BLANK: Mapping[str, Value] = {
    "parent": None,
    "scheme": "",
    "uri": "",
    "label_nl": "",
    "label_en": "",
    "synonyms_nl": [],
    "synonyms_en": [],
    "display_nl": "",
    "display_en": "",
    "is_heading": False,
    "position": 0,
    "valid_from": None,
    "valid_until": None,
    "latitude": None,
    "longitude": None,
}


@dataclass(frozen=True)
class ConceptRow:
    """One concept as a source has it: parent by code, dates in ISO form.

    `values` has only the fields that the source names; the others are left as
    they are. `origin` is the file and line, for messages.
    """

    attribute: str
    code: str
    values: Mapping[str, Value]
    origin: str

    @property
    def key(self) -> tuple[str, str]:
        return self.attribute, self.code

    @property
    def parent(self) -> str | None:
        """Code of the parent within the attribute, or None for a root or where nothing is said."""
        parent = self.values.get("parent")
        return parent if isinstance(parent, str) else None


class VocabularyError(Exception):
    """A source that cannot be loaded; the message names the file and the line."""

    def __init__(self, origin: str, fault: str) -> None:
        super().__init__(f"{origin}: {fault}")
