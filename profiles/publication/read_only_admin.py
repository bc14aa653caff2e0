"""Stored JSON of releases and figures as admin pages show it: names and values, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.publication.models import Policy
from profiles.publication.shape_labels import SHAPE_LABELS

COUNTS = {
    "people": gettext_lazy("mensen geteld"),
    "without_place": gettext_lazy("mensen zonder gemeente, niet geteld"),
    "groups": gettext_lazy("groepen"),
    "shapes": gettext_lazy("groepen per soort"),
    "changed": gettext_lazy("deel van de mensen dat veranderde"),
}


def as_list(content: Any) -> SafeString:
    """Stored JSON as a list of names and values, nested where it is, in words where there are."""
    if isinstance(content, Mapping):
        rows = ((label_of(name), as_list(value)) for name, value in content.items())
        return format_html('<ul class="stored">{}</ul>', format_html_join("", "<li>{}: {}</li>", rows))
    if isinstance(content, (list, tuple)):
        if not any(isinstance(each, (Mapping, list, tuple)) for each in content):
            return format_html("{}", ", ".join(str(localize(each)) for each in content))
        lines = ((as_list(each),) for each in content)
        return format_html('<ul class="stored">{}</ul>', format_html_join("", "<li>{}</li>", lines))
    if isinstance(content, bool):
        return format_html("{}", _("ja") if content else _("nee"))
    return format_html("{}", "–" if content is None else localize(content))


def label_of(name: str) -> str:
    """What a stored name is called elsewhere in the admin, or the name itself."""
    of_policy = {field.name: field.verbose_name for field in Policy._meta.fields}
    return str(COUNTS.get(name) or SHAPE_LABELS.get(name) or of_policy.get(name) or name)
