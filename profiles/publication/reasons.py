"""The reasons of a change in words, for the case worker."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.anonymisation.reasons import Reason

EXPLANATIONS: dict[str, str | Promise] = {
    Reason.RARE_IN_CLASS: _("Te weinig mensen met deze plaats en opleiding delen dit gegeven."),
    Reason.COVERS_FOR_OTHERS: _("Niet getoond, zodat iemand met een zeldzaam gegeven niet opvalt."),
    Reason.PLACE_FLOOR: _("Te weinig mensen die hier wonen met deze opleiding delen genoeg met elkaar."),
    Reason.BAND_FLOOR: _("Te weinig mensen in deze omgeving met deze opleiding delen genoeg met elkaar."),
    Reason.TOO_FEW_PEOPLE: _("Er zijn te weinig mensen om iets te tonen."),
    Reason.OVER_CAP: _("Van dit kenmerk toont een profiel een beperkt aantal gegevens, de nuttigste eerst."),
    Reason.TOO_FEW_TOGETHER: _(
        "Te weinig mensen met deze plaats en opleiding delen dit samen met wat verder is getoond."
    ),
    Reason.TOO_FEW_TWINS: _("Te weinig mensen delen dit samen met al het andere op hun kaart."),
}
UNNAMED = _("Niet getoond, zodat niemand de kandidaat eraan herkent.")


def explanation_of(reason: str) -> str | Promise:
    """Why a fact is not shown as it was given; in general where a release knew a reason that is no more."""
    return EXPLANATIONS.get(reason, UNNAMED)
