"""The cookies that pages set, as the page about cookies lists them; a test compares it with what is set."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Cookie:
    """`where`: the pages that get it. `until`: how long a browser keeps it, in words."""

    name: str
    purpose: str
    where: str
    until: str


def cookies() -> Iterator[Cookie]:
    """All cookies, in the language that is active."""
    below, everywhere = _("alleen onder /aanvraag/"), _("de hele site")
    minutes = settings.MY_REQUESTS_MINUTES
    yield Cookie(
        settings.LANGUAGE_COOKIE_NAME,
        _("Onthoudt welke taal u koos. Kiest u geen taal, dan is deze cookie er niet."),
        everywhere,
        _("tot u de browser sluit")
        if settings.LANGUAGE_COOKIE_AGE is None
        else _days(settings.LANGUAGE_COOKIE_AGE),
    )
    yield Cookie("explorer_selection", _("Onthoudt de groepen in uw selectie."), below, _days(30 * 86_400))
    yield Cookie("explorer_sent", _("Onthoudt welke vraag u net verstuurde."), below, _days(2 * 86_400))
    yield Cookie(
        "explorer_mine",
        _("Laat u uw eigen aanvragen zien nadat u de link in de mail opende."),
        below,
        ngettext("%(n)d minuut", "%(n)d minuten", minutes) % {"n": minutes},
    )
    yield Cookie(
        settings.CSRF_COOKIE_NAME,
        _("Zorgt dat alleen u een formulier kunt versturen."),
        everywhere if settings.CSRF_COOKIE_PATH == "/" else below,
        _days(settings.CSRF_COOKIE_AGE or 0),
    )


def _days(seconds: int) -> str:
    days = max(1, seconds // 86_400)
    return ngettext("%(n)d dag", "%(n)d dagen", days) % {"n": days}
