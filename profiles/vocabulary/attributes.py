"""The attributes a profile is made of: one declared table that models, forms, publication and tests read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Attribute:
    """`derived` concepts follow from other fields (hours, dates, municipality), not from a choice."""

    name: str
    label: str | Promise
    many: bool = True
    derived: bool = False
    long: bool = False
    not_applicable: str | Promise | None = None

    @property
    def chosen(self) -> bool:
        return not self.derived


ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("place", _("Plaats"), many=False, derived=True),
    Attribute("education", _("Opleidingsniveau"), many=False),
    Attribute("direction", _("Opleidingsrichting"), not_applicable=_("Geen richting")),
    Attribute("hours", _("Uren per week"), derived=True),
    Attribute("availability", _("Beschikbaar"), many=False, derived=True),
    Attribute("licence", _("Rijbewijs"), not_applicable=_("Geen rijbewijs")),
    Attribute("transport", _("Vervoer"), not_applicable=_("Geen eigen vervoer")),
    Attribute("distance", _("Reisafstand"), many=False),
    Attribute("sector", _("Sector"), long=True),
    Attribute("occupation", _("Beroep"), long=True),
    Attribute("task", _("Taken"), long=True),
    Attribute("skill", _("Vaardigheden"), long=True),
    Attribute("competence", _("Gaat goed")),
    Attribute("affinity", _("Werkt graag")),
    Attribute("language", _("Talen"), long=True),
    Attribute("worktime", _("Werktijden")),
    Attribute("contract", _("Soort contract")),
)
BY_NAME = {attribute.name: attribute for attribute in ATTRIBUTES}
CHOSEN = tuple(attribute for attribute in ATTRIBUTES if attribute.chosen)
CHOICES = [(attribute.name, attribute.label) for attribute in ATTRIBUTES]
