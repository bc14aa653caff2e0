"""Help that an employer can get, in words; amounts, links and dates are data, see `help_facts`."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from explorer.guide.help_facts import HelpFacts, facts_of


@dataclass(frozen=True)
class Help:
    """One kind of help. `official` is its name in law; `code` names its facts."""

    code: str
    icon: str
    name: str | Promise
    official: str | Promise
    text: str | Promise
    whom: str | Promise
    cost: str | Promise
    giver: str | Promise
    duration: str | Promise

    @property
    def facts(self) -> HelpFacts:
        """What it pays, and the source of that."""
        return facts_of(self.code)


KINDS: tuple[Help, ...] = (
    Help(
        "wages",
        "euro",
        _("Hulp met loonkosten"),
        _("Loonkostensubsidie"),
        _("De gemeente betaalt het deel van het loon waarvoor iemand geen werk levert, tot het minimumloon."),
        _("Voor mensen die minder werk kunnen doen in een uur."),
        _("U betaalt voor het werk dat u krijgt."),
        _("Gemeente"),
        _("Zolang het nodig is"),
    ),
    Help(
        "no-risk",
        "shield",
        _("Geen risico bij ziekte"),
        _("No-riskpolis"),
        _("Is de werknemer ziek? Dan betaalt UWV een uitkering. U gebruikt die voor het loon."),
        _("Voor mensen die in het doelgroepregister van de banenafspraak staan."),
        _("U betaalt geen premie."),
        _("UWV"),
        _("Zolang iemand in het doelgroepregister staat"),
    ),
    Help(
        "coach",
        "hand",
        _("Een jobcoach"),
        _("Begeleiding op het werk"),
        _("Een coach leert het werk aan en helpt uw team. Soms kunt u ook een collega opleiden."),
        _("Voor mensen die bij het leren of houden van werk begeleiding nodig hebben."),
        _("De gemeente of UWV betaalt de coach."),
        _("Gemeente of UWV"),
        _("Hoe lang verschilt per persoon"),
    ),
    Help(
        "workplace",
        "task",
        _("Een passende werkplek"),
        _("Voorzieningen"),
        _("Bijvoorbeeld een andere stoel, een ander scherm of vervoer naar het werk."),
        _("Voor mensen die door een beperking iets nodig hebben om te kunnen werken."),
        _("Vaak betaalt UWV of de gemeente. Wat in elk bedrijf gewoon is, betaalt u zelf."),
        _("UWV of gemeente"),
        _("Als iemand het nodig heeft"),
    ),
    Help(
        "trial",
        "clock",
        _("Eerst proberen"),
        _("Proefplaatsing"),
        _("Iemand werkt eerst op proef en houdt de uitkering. U bent van plan daarna een contract te geven."),
        _("Voor mensen met een uitkering, als u nog niet weet of het werk past."),
        _("U betaalt tijdens de proef geen loon."),
        _("Gemeente of UWV"),
        _("Meestal 2 maanden"),
    ),
    Help(
        "tax",
        "worktime",
        _("Voordeel via de belasting"),
        _("Loonkostenvoordeel"),
        _("U vraagt een bedrag per gewerkt uur via de aangifte loonheffingen."),
        _("Voor nieuwe werknemers uit de doelgroep banenafspraak, met een verklaring."),
        _("U betaalt hiervoor niets. Het bedrag verschilt per jaar."),
        _("Belastingdienst"),
        _("Hoe lang hangt af van de regels van dat jaar"),
    ),
)

QUESTIONS: tuple[tuple[str | Promise, str | Promise], ...] = (
    (
        _("Wat is de banenafspraak?"),
        _(
            "Werkgevers en overheid spraken af: er komen banen voor mensen die door een beperking niet "
            "vanzelf werk vinden. Zij kunnen veel, maar hebben soms andere uren, uitleg of hulp nodig."
        ),
    ),
    (
        _("Moet ik weten wat iemand heeft?"),
        _("Nee. U mag daar ook niet naar vragen. Vraag wat iemand nodig heeft om het werk goed te doen."),
    ),
    (
        _("Wat als het niet gaat?"),
        _("Bel de adviseur of de jobcoach. Samen kijkt u wat er anders kan: de taken, de uren of de plek."),
    ),
)
