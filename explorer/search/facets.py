"""The facets of the search page: the one declared table that code, pages, docs, API and tests read."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS = "q"
"""The pseudo facet of free words, matched over `WORD_ATTRIBUTES`."""
WORD_ATTRIBUTES = ("occupation", "task", "skill")

RADII = (5, 10, 15, 25, 50, 75, 100, 125, 150)
DEFAULT_RADIUS = 15


class Widget(StrEnum):
    """What a facet looks like: a place with a radius, a range of hours, a list or a tree of options."""

    PLACE = "place"
    HOURS = "hours"
    LIST = "list"
    TREE = "tree"


@dataclass(frozen=True)
class Facet:
    """`name` is the parameter in the address; `combine` says in a sentence how choices combine.

    A `long` facet shows its options behind "search within" and "more".
    """

    name: str
    attribute: str
    label: str | Promise
    combine: str | Promise
    widget: Widget = Widget.LIST
    long: bool = False

    @property
    def unknown_parameter(self) -> str:
        return f"{self.name}_onbekend"

    @property
    def narrow_parameter(self) -> str:
        return f"zoek_{self.name}"


FACETS: tuple[Facet, ...] = (
    Facet(
        "plaats",
        "place",
        _("Plaats"),
        _("De kandidaat woont in één van de plaatsen die u kiest."),
        widget=Widget.PLACE,
        long=True,
    ),
    Facet(
        "opleiding",
        "education",
        _("Opleiding"),
        _("De kandidaat heeft één van de opleidingen die u kiest."),
        widget=Widget.TREE,
    ),
    Facet(
        "richting",
        "direction",
        _("Opleidingsrichting"),
        _("De kandidaat heeft minstens één van de richtingen die u kiest."),
        widget=Widget.TREE,
    ),
    Facet(
        "uren",
        "hours",
        _("Uren per week"),
        _("De kandidaat kan werken in minstens één van de aantallen uren die u kiest."),
        widget=Widget.HOURS,
    ),
    Facet(
        "beschikbaar",
        "availability",
        _("Beschikbaar"),
        _("De kandidaat kan beginnen op één van de momenten die u kiest."),
    ),
    Facet(
        "rijbewijs",
        "licence",
        _("Rijbewijs"),
        _("De kandidaat heeft minstens één van de rijbewijzen die u kiest."),
    ),
    Facet(
        "vervoer",
        "transport",
        _("Vervoer"),
        _("De kandidaat heeft minstens één van de soorten vervoer die u kiest."),
    ),
    Facet(
        "sector",
        "sector",
        _("Sector"),
        _("De kandidaat past bij minstens één van de sectoren die u kiest."),
        widget=Widget.TREE,
        long=True,
    ),
    Facet(
        "beroep",
        "occupation",
        _("Beroep"),
        _("De kandidaat past bij minstens één van de beroepen die u kiest."),
        widget=Widget.TREE,
        long=True,
    ),
    Facet(
        "taak",
        "task",
        _("Taken"),
        _("De kandidaat kan minstens één van de taken die u kiest."),
        widget=Widget.TREE,
        long=True,
    ),
    Facet(
        "vaardigheid",
        "skill",
        _("Vaardigheden"),
        _("De kandidaat heeft minstens één van de vaardigheden die u kiest."),
        widget=Widget.TREE,
        long=True,
    ),
    Facet(
        "competentie",
        "competence",
        _("Gaat goed"),
        _("Minstens één van deze dingen gaat de kandidaat goed af."),
    ),
    Facet(
        "affiniteit",
        "affinity",
        _("Werkt graag"),
        _("De kandidaat werkt graag op minstens één van deze manieren."),
        widget=Widget.TREE,
    ),
    Facet(
        "taal",
        "language",
        _("Talen"),
        _("De kandidaat kent minstens één van de talen die u kiest, op dat niveau of hoger."),
        widget=Widget.TREE,
        long=True,
    ),
)
BY_NAME = {facet.name: facet for facet in FACETS}
BY_ATTRIBUTE = {facet.attribute: facet for facet in FACETS}
