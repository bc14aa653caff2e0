"""The state of the accessibility statement, by the Dutch model; the adopter sets what an audit found."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATES: dict[str, str | Promise] = {
    "": _("Nog niet onderzocht: een onafhankelijk onderzoek is er nog niet geweest."),
    "A": _("Status A: voldoet volledig."),
    "B": _("Status B: voldoet gedeeltelijk."),
    "C": _("Status C: eerste maatregelen zijn genomen."),
    "D": _("Status D: voldoet niet."),
}


def state() -> str | Promise:
    """What the statement says; a state that the model does not have counts as not audited."""
    return STATES.get(getattr(settings, "ACCESSIBILITY_STATUS", ""), STATES[""])


def report() -> str:
    """The address of the report of the audit; empty without one."""
    return getattr(settings, "ACCESSIBILITY_REPORT", "")
