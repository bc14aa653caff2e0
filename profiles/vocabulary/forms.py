"""The form of a concept in the admin."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from profiles.vocabulary.models import Concept


class LinesField(SimpleArrayField):
    """Words, one on each line."""

    def __init__(self, **kwargs: Any) -> None:
        word = forms.CharField(max_length=200, required=False)
        widget = AdminTextareaWidget(attrs={"rows": 5})
        super().__init__(word, delimiter="\n", required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> list[str]:
        return [word for word in dict.fromkeys(super().clean(value)) if word]


class ConceptForm(forms.ModelForm):
    synonyms_nl = LinesField(label=_("Synoniemen"), help_text=_("Eén per regel."))
    synonyms_en = LinesField(label=_("Engelse synoniemen"), help_text=_("Eén per regel."))

    class Meta:
        model = Concept
        fields = (
            *("attribute", "code", "parent", "label_nl", "label_en", "synonyms_nl", "synonyms_en"),
            *("display_nl", "display_en", "is_heading"),
            *("position", "valid_from", "valid_until", "scheme", "uri", "latitude", "longitude"),
        )


class ParentSelect(AutocompleteSelect):
    """Looks for a parent among the concepts of one attribute only."""

    attribute = ""

    def get_url(self) -> str:
        address = super().get_url()
        return f"{address}?{urlencode({'attribute': self.attribute})}" if self.attribute else address
