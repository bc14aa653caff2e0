"""The Jinja2 environment of the public pages.

Texts are marked as `_("Minstens %(n)s")|format(n=10)`: the message is translated before
its values are put in (newstyle gettext would do it the other way round). A name that is
not defined is an error, not an empty place.
"""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup


def environment(**options: Any) -> Environment:
    """Named in the settings; the options are those of Django's backend, with autoescape on."""
    # A value that is missing must be seen by whoever forgot it, so tests fail instead of pages.
    made = Environment(  # noqa: S701 - the backend passes autoescape=True
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    made.globals.update(
        date=date_format,
        html=html,
        icons=icons,
        language=lambda: get_language() or "nl",
        static=static,
        url=reverse,
    )
    return made


def html(text: str, **values: object) -> Markup:
    """A translated text that holds markup of its own; the values are escaped, the text is trusted."""
    return Markup(text) % values  # noqa: S704 - texts are ours, values are escaped here


def icons() -> str:
    """Address of the file of icons."""
    return static("explorer/icons.svg")
