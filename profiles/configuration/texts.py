"""Which texts of pages an adopter may word: one declared table, which templates and the admin read.

Those of the public site are declared there; they are shown outside when they are saved.
"""

from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from explorer.site_texts.declared import TEXTS


@dataclass(frozen=True)
class Wording:
    """`key` as templates name it, `label` and `place` for the admin, `default` the page's own words.

    A public one is of the site for employers.
    """

    key: str
    label: str | Promise
    place: str | Promise
    default: str | Promise
    is_public: bool = False


def _in_paragraphs(paragraphs: tuple[str | Promise, ...]) -> str:
    # At the moment of asking: the language is the reader's.
    return "\n\n".join(map(str, paragraphs))


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
PUBLIC_WORDINGS = tuple(
    Wording(text.key, text.label, text.place, lazy(_in_paragraphs, str)(text.default), is_public=True)
    for text in TEXTS
)
ALL_WORDINGS = (*WORDINGS, *PUBLIC_WORDINGS)
BY_KEY = {wording.key: wording for wording in ALL_WORDINGS}
CHOICES = [
    (_("Site voor werkgevers"), [(each.key, each.label) for each in PUBLIC_WORDINGS]),
    (_("Register"), [(each.key, each.label) for each in WORDINGS]),
]
