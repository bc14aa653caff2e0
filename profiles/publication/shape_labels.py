"""The kinds of groups in words, for staff."""

from django.utils.translation import gettext_lazy as _

SHAPE_LABELS = {
    "place": _("werk in een gemeente of regio"),
    "circle": _("werk in een straal"),
    "place-condition": _("met uren, rijbewijs, opleiding of start"),
    "circle-condition": _("hetzelfde in een straal"),
    "regional-condition": _("in de regio met vervoer, taal, competentie en meer"),
    "pair": _("twee soorten werk in de regio"),
}
