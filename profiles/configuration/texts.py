"""Which short texts of pages an adopter may word: one declared table, which templates and the admin read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 500


@dataclass(frozen=True)
class Wording:
    """`key` as templates name it, `label` and `place` for the admin, `default` the page's own words."""

    key: str
    label: str | Promise
    place: str | Promise
    default: str | Promise


WORDINGS: tuple[Wording, ...] = (
    Wording(
        "log_in_help",
        _("Hulp bij inloggen"),
        _("Onder het formulier om in te loggen."),
        _("Lukt inloggen niet? Vraag de functioneel beheerder van uw organisatie."),
    ),
    Wording("notice", _("Mededeling"), _("Boven aan elke pagina voor medewerkers; leeg staat er niets."), ""),
    Wording(
        "letter",
        _("Slot van de brief aan de persoon"),
        _("Onder de brief die iemand meekrijgt, vóór de groet; leeg staat er niets."),
        "",
    ),
    Wording(
        "footer",
        _("Onderaan elke pagina"),
        _("De regel onderaan elke pagina voor medewerkers."),
        _("Elke keer dat u een kandidaat bekijkt, leggen wij dat vast. De kandidaat mag dat weten."),
    ),
    Wording(
        "publication",
        _("Uitleg bij publiceren"),
        _("Boven aan de pagina Publicatie."),
        _(
            "Een publicatie telt de vrijgegeven profielen van alle organisaties in groepen van minstens vijf "
            "mensen. Werkgevers zien die groepen meteen, en geen personen."
        ),
    ),
)
BY_KEY = {wording.key: wording for wording in WORDINGS}
CHOICES = [(wording.key, wording.label) for wording in WORDINGS]
