"""The Jinja2 environment of the public pages.

Texts are marked as `_("Minstens %(n)s")|format(n=10)`: the message is translated before its
values are put in (newstyle gettext would do it the other way round). One that holds markup is
`_("…")|safe|format(…)`, which escapes the values. A name that is not defined is an error.
"""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from explorer.web.layout import shared


def environment(**options: Any) -> Environment:
    """Named in the settings, made once in a process; `options` are those of Django's backend."""
    options["undefined"] = StrictUndefined
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - autoescape is given
    made.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    made.globals.update(
        shared(),
        date=date_format,
        icons=static("explorer/icons.svg"),
        language=get_language,
        static=static,
        url=reverse,
    )
    return made
