"""The facets of a search: the one declared table that reading, answers, pages, docs and tests share."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from explorer.release.shapes import LOCAL_CONDITIONS, PLACE, WHATS

# The parameter of typed words, which are read as options of facets.
WORDS = "q"
DISTANCES = (5, 10, 15, 25, 50, 75, 100, 125, 150)
DEFAULT_DISTANCE = 15


class FacetKind(StrEnum):
    """Which part of a group a facet asks for."""

    WHAT = "what"
    WHERE = "where"
    CONDITION = "condition"


@dataclass(frozen=True, eq=False)
class Facet:
    """`name` is the parameter in the address; `explanation` says in at most twelve words what is asked.

    `is_main`: in the panel at once, the others behind *Meer filters*. `on_card`: in the
    fixed row of facts of a card. `is_long`: too many options to list them all. `is_local`: its
    numbers exist for municipalities and circles; the others are counted by region.
    """

    name: str
    attributes: tuple[str, ...]
    kind: FacetKind
    label: str | Promise
    explanation: str | Promise
    icon: str = ""
    is_main: bool = False
    on_card: bool = False
    is_long: bool = False
    is_local: bool = True


def _what(name: str, attribute: str, label: Promise, explanation: Promise, *, is_main: bool = False) -> Facet:
    return Facet(
        name, (attribute,), FacetKind.WHAT, label, explanation, icon=attribute, is_main=is_main, is_long=True
    )


def _condition(
    name: str, attribute: str, label: Promise, explanation: Promise, *, is_long: bool = False
) -> Facet:
    local = attribute in LOCAL_CONDITIONS
    return Facet(
        name,
        (attribute,),
        FacetKind.CONDITION,
        label,
        explanation,
        icon=attribute,
        is_main=local,
        on_card=local,
        is_long=is_long,
        is_local=local,
    )


FACETS: tuple[Facet, ...] = (
    _what("taak", "task", _("Taken"), _("Wat iemand kan doen op het werk."), is_main=True),
    _what("vaardigheid", "skill", _("Vaardigheden"), _("Wat iemand kan of geleerd heeft."), is_main=True),
    Facet(
        "plaats",
        (PLACE,),
        FacetKind.WHERE,
        _("Plaats"),
        _("Waar iemand woont."),
        icon=PLACE,
        is_main=True,
        is_long=True,
    ),
    _condition("uren", "hours", _("Uren per week"), _("Hoeveel uur iemand wil werken.")),
    _condition("rijbewijs", "licence", _("Rijbewijs"), _("Welk rijbewijs iemand heeft.")),
    _condition("opleiding", "education", _("Opleiding"), _("De hoogste opleiding die iemand volgde.")),
    _condition("beschikbaar", "availability", _("Beschikbaar"), _("Wanneer iemand kan beginnen.")),
    _what("beroep", "occupation", _("Beroep"), _("Werk dat iemand zoekt of deed.")),
    _what("sector", "sector", _("Sector"), _("Het soort bedrijf waar iemand wil werken.")),
    Facet(
        "ook",
        WHATS,
        FacetKind.CONDITION,
        _("En ook"),
        _("Wat dezelfde mensen nog meer kunnen."),
        icon="also",
        is_long=True,
        is_local=False,
    ),
    _condition("richting", "direction", _("Opleidingsrichting"), _("Het vak waarvoor iemand leerde.")),
    _condition("werktijd", "worktime", _("Werktijden"), _("Op welke dagen en tijden iemand kan werken.")),
    _condition("vervoer", "transport", _("Vervoer"), _("Hoe iemand naar het werk komt.")),
    _condition("taal", "language", _("Talen"), _("Welke taal iemand spreekt of schrijft."), is_long=True),
    _condition("competentie", "competence", _("Gaat goed"), _("Wat iemand op het werk goed afgaat.")),
    _condition("affiniteit", "affinity", _("Werkt graag"), _("Hoe iemand het liefst werkt.")),
)
BY_NAME = {facet.name: facet for facet in FACETS}
WHAT_FACETS = tuple(facet for facet in FACETS if facet.kind == FacetKind.WHAT)
CONDITION_FACETS = tuple(facet for facet in FACETS if facet.kind == FacetKind.CONDITION)
BY_ATTRIBUTE = {facet.attributes[0]: facet for facet in FACETS if len(facet.attributes) == 1}
CARD_FACETS = tuple(facet for facet in FACETS if facet.on_card)
