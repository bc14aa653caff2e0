"""Which texts of the public pages an adopter may word: one declared table, also for the admin inside."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 1500


@dataclass(frozen=True)
class SiteText:
    """`key` as templates name it; `label` and `place` for the admin; `default`: the page's own paragraphs."""

    key: str
    label: str | Promise
    place: str | Promise
    default: tuple[str | Promise, ...] = ()

    def in_language(self, language: str) -> tuple[str, ...]:
        """The page's own paragraphs in a language."""
        with translation.override(language):
            return tuple(str(paragraph) for paragraph in self.default)


TEXTS: tuple[SiteText, ...] = (
    SiteText("site_notice", _("Mededeling"), _("Boven aan elke pagina; leeg staat er niets.")),
    SiteText(
        "start",
        _("Inleiding"),
        _("Op de startpagina, onder de kop."),
        (
            _(
                "Zoek op werk en plaats. U ziet meteen een groep. Vraag dan een kennismaking. "
                "U heeft geen account nodig."
            ),
        ),
    ),
    SiteText(
        "who",
        _("Om wie gaat het?"),
        _("Op de startpagina."),
        (
            _(
                "In de banenafspraak spraken werkgevers en overheid af: er komt werk voor mensen die door "
                "een beperking niet vanzelf een baan vinden. Deze mensen kunnen en willen werken, "
                "vaak met een kleine aanpassing."
            ),
        ),
    ),
    SiteText(
        "help",
        _("Inleiding van Hulp en kosten"),
        _("Onder de kop van Hulp en kosten."),
        (
            _(
                "Deze site en onze adviseurs kosten u niets. U betaalt loon. "
                "Vaak betaalt de overheid een deel mee."
            ),
        ),
    ),
    SiteText(
        "help_end",
        _("Slot van Hulp en kosten"),
        _("Onder de soorten hulp."),
        (
            _(
                "Wat past, verschilt per persoon. De adviseur zegt welke hulp bij uw werk past "
                "en wie wat betaalt."
            ),
        ),
    ),
    SiteText(
        "candidates",
        _("Inleiding voor kandidaten"),
        _("Onder de kop van Voor kandidaten."),
        (_("Zoekt u werk via de gemeente of UWV? Hier leest u wat werkgevers van u zien, en wat niet."),),
    ),
    SiteText(
        "candidates_stop",
        _("Zo stopt u"),
        _("Op Voor kandidaten."),
        (
            _(
                "Wilt u niet meer meetellen? Zeg het uw begeleider of bel het loket. "
                "U hoeft niet te zeggen waarom."
            ),
            _("De adviseur geeft u dan meteen niet meer door. In de volgende cijfers telt u niet meer mee."),
        ),
    ),
    SiteText(
        "candidates_question",
        _("Heeft u een vraag?"),
        _("Op Voor kandidaten, boven het loket; leeg staat daar alleen het loket."),
    ),
    SiteText(
        "privacy_rights",
        _("Uw rechten"),
        _("Op Privacy, boven het loket. Bijvoorbeeld: wie de functionaris gegevensbescherming is."),
        (
            _(
                "U mag uw gegevens inzien, verbeteren en laten wissen. Vraag het het loket. "
                "Bent u het niet met ons eens? Dan kunt u klagen bij de Autoriteit Persoonsgegevens."
            ),
        ),
    ),
    SiteText(
        "contact",
        _("Boven de vraag van een werkgever"),
        _("Boven het formulier waarmee een werkgever een kennismaking vraagt; leeg staat er niets."),
    ),
)
