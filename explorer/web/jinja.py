"""The Jinja2 environment of the public pages.

Texts are marked as `_("Minstens %(n)s")|format(n=10)`: the message is translated before its
values are put in (newstyle gettext would do it the other way round). One that holds markup is
`_("…")|safe|format(…)`, which escapes the values. A name that is not defined is an error.
"""

from functools import cache, lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from explorer.web.layout import shared
from explorer.web.pages import NamedDesk, site_text


def environment(**options: Any) -> Environment:
    """Named in the settings, made once in a process; `options` are those of Django's backend."""
    # A misspelt name would else be an empty place on a page.
    options["undefined"] = StrictUndefined
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - autoescape is given
    made.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    made.globals.update(
        shared(),
        _=gettext,
        date=date_format,
        desk=NamedDesk(),
        drawing=drawing,
        icon=icon,
        language=get_language,
        site_text=site_text,
        # A page names the same few files and pages many times. Parts of an address are given as a tuple.
        static=cache(static),
        url=lru_cache(maxsize=512)(reverse),
    )
    return made


@cache
def icon(name: str) -> SafeString:
    """A drawing of the sprite in the size of the text beside it."""
    return drawing(name, "icon")


@cache
def drawing(name: str, kind: str, box: str = "") -> SafeString:
    """A drawing of the sprite; `kind` is its class, `box` its SVG viewBox."""
    return format_html(
        '<svg class="explorer-{}"{} aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        kind,
        format_html(' viewBox="{}"', box) if box else "",
        static("explorer/icons.svg"),
        name,
    )
