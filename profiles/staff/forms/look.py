"""Fields in the clothes of the design system."""

from typing import Any

from django import forms

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.PasswordInput, "utrecht-textbox utrecht-textbox--html-input"),
    (forms.EmailInput, "utrecht-textbox utrecht-textbox--html-input"),
    (forms.TextInput, "utrecht-textbox utrecht-textbox--html-input"),
    (forms.DateInput, "utrecht-textbox utrecht-textbox--html-input"),
)


class Dressed(forms.BaseForm):
    """A form with fields that carry the classes of the design system."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field.widget)


def dress(widget: forms.Widget) -> None:
    """Give a widget the classes that go with its kind."""
    for kind, classes in CLASSES:
        if isinstance(widget, kind):
            widget.attrs.setdefault("class", classes)
            return
