"""Old and new values of an event of history, in words: the row before it has the former ones."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Field, Model
from django.utils.formats import date_format, localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

NOTHING = "–"


@dataclass(frozen=True)
class FieldChange:
    """One field of an event: its label, and both values in words."""

    field: str
    label: str
    old: str
    new: str


def former_event(event: Any) -> Any | None:
    """The event of the same object before this one."""
    events = type(event)._default_manager.filter(pgh_obj_id=event.pgh_obj_id, pgh_id__lt=event.pgh_id)
    return events.order_by("-pgh_id").first()


def changes(event: Any, former: Any | None, *, but: Collection[str] = ()) -> Iterator[FieldChange]:
    """The fields in which two events of one object differ; of a first or last one each field with a value."""
    for field in tracked_fields(type(event)):
        if field.name in but:
            continue
        old = in_words(field, former) if former is not None else NOTHING
        # The event of a deletion has the last values: after it there are none.
        new = in_words(field, event) if event.pgh_label != "delete" else NOTHING
        if old != new:
            yield FieldChange(field.name, str(field.verbose_name), old, new)


def tracked_fields(model: type[Model]) -> list["Field[Any, Any]"]:
    """The fields of an event that are those of the object itself, without its number."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.name.startswith("pgh_") and field.name != "id"
    ]


def in_words(field: "Field[Any, Any]", row: Any) -> str:
    """A value as a reader expects it: the label of a choice, yes and no, a date, a list with commas."""
    value = getattr(row, field.name)
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(field, BooleanField):
        return _("ja") if value else _("nee")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_word(each)}" for name, each in value.items())
    if isinstance(value, (list, tuple)):
        of_list = getattr(field, "base_field", None)
        labels = dict(of_list.flatchoices) if of_list is not None and of_list.choices else {}
        return ", ".join(str(labels.get(each, each)) for each in value)
    if hasattr(value, "isoformat"):
        return date_format(value, "DATE_FORMAT")
    return str(localize(value))


def as_list(found: Collection[FieldChange]) -> SafeString:
    """Changes for a cell of the admin."""
    if not found:
        return format_html("{}", NOTHING)
    lines = ((each.label, each.old, each.new) for each in found)
    return format_html('<ul class="changes">{}</ul>', format_html_join("", "<li>{}: {} → {}</li>", lines))


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return str(localize(value))
