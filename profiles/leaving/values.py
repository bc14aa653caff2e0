"""How a value of a column is written outside and read again: by its name where it is a row, else as JSON."""

from collections.abc import Mapping
from typing import Any

from profiles.imports.fields import FIELDS, MUNICIPALITY, NOT_APPLICABLE
from profiles.leaving.tables import NAMED_BY, ExportTable, StaffUser, is_link, target
from profiles.vocabulary.models import Concept

LACKS = "niet-van-toepassing"
# Of a moment of history only this goes: an address of a page has the number of a person in it.
KEPT_OF_MOMENT = ("source", "why", "supplier")


class Names:
    """Names of rows by number, read when they are first needed."""

    def __init__(self) -> None:
        self._known: dict[Any, dict[int, str]] = {}

    def of(self, model: Any, pk: int | None) -> Any:
        """What a row is called outside; its number where it is a row of the export itself."""
        if pk is None or (model is not Concept and model not in NAMED_BY):
            return pk
        if model not in self._known:
            if model is Concept:
                rows = Concept.objects.values_list("pk", "attribute", "code")
                self._known[model] = {pk: f"{attribute}:{code}" for pk, attribute, code in rows}
            else:
                self._known[model] = dict(model.objects.values_list("pk", NAMED_BY[model]))
        return self._known[model].get(pk)


def record_of(row: Any, table: ExportTable, names: Names) -> dict[str, Any]:
    """A row as it is written outside."""
    record: dict[str, Any] = {}
    for column in table.columns:
        value = getattr(row, column.attname)
        record[column.name] = names.of(target(column), value) if is_link(column) else value
    if table.name == "loketten":
        record["municipalities"] = sorted(names.of(Concept, place.pk) for place in row.municipalities.all())
    if table.name == "ingelezen":
        record["values"] = {name: _said(name, value, names) for name, value in row.values.items()}
    if table.name == "momenten":
        record["metadata"] = {name: row.metadata[name] for name in KEPT_OF_MOMENT if row.metadata.get(name)}
        record["user"] = names.of(StaffUser, row.metadata.get("user"))
    return record


def said_again(values: Mapping[str, Any], concepts: Mapping[str, int]) -> dict[str, Any]:
    """What a file said of a person, with the numbers of the words here."""
    return {
        name: concepts[value]
        if name == MUNICIPALITY.name and value is not None
        else sorted(NOT_APPLICABLE if each == LACKS else concepts[each] for each in value)
        if FIELDS[name].attribute
        else value
        for name, value in values.items()
    }


def _said(name: str, value: Any, names: Names) -> Any:
    if name == MUNICIPALITY.name:
        return names.of(Concept, value)
    if FIELDS[name].attribute:
        return [LACKS if each == NOT_APPLICABLE else names.of(Concept, each) for each in value]
    return value
