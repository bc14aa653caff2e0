"""Every number that is published, declared once: pages, downloads and their explanation read this table."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """`key` names it in the row and in JSON, `header` in CSV; both stay the same in every language."""

    key: str
    header: str
    label: str | Promise
    meaning: str | Promise


# In the order of the CSV. The five of the table come first, as the publication has them.
COLUMNS = (
    Column(
        "municipality_with",
        "gemeente_met_profiel",
        _("Gemeente met profiel"),
        _("Mensen voor wie een gemeente verantwoordelijk is en die een klantprofiel hebben."),
    ),
    Column(
        "municipality_without",
        "gemeente_zonder_profiel",
        _("Gemeente zonder profiel"),
        _("Mensen voor wie een gemeente verantwoordelijk is en die nog geen klantprofiel hebben."),
    ),
    Column(
        "uwv_with",
        "uwv_met_profiel",
        _("UWV met profiel"),
        _("Mensen voor wie UWV verantwoordelijk is en die een klantprofiel hebben."),
    ),
    Column(
        "uwv_without",
        "uwv_zonder_profiel",
        _("UWV zonder profiel"),
        _("Mensen voor wie UWV verantwoordelijk is en die nog geen klantprofiel hebben."),
    ),
    Column(
        "known",
        "bekend",
        _("Bekend"),
        _("Alle mensen uit de banenafspraak die in deze plaats wonen en die in het systeem staan."),
    ),
    Column(
        "municipality",
        "gemeente_totaal",
        _("Gemeente totaal"),
        _("Iedereen voor wie een gemeente verantwoordelijk is, met en zonder profiel."),
    ),
    Column(
        "uwv",
        "uwv_totaal",
        _("UWV totaal"),
        _("Iedereen voor wie UWV verantwoordelijk is, met en zonder profiel."),
    ),
    Column("with_profile", "met_profiel", _("Met profiel"), _("Iedereen met een klantprofiel.")),
    Column(
        "without_profile",
        "zonder_profiel",
        _("Zonder profiel"),
        _("Iedereen die nog geen klantprofiel heeft."),
    ),
    Column(
        "published",
        "gepubliceerd",
        _("Te vinden"),
        _(
            "Mensen met een profiel nieuwer dan 6 maanden, die op deze datum meetelden "
            "in de anonieme profielen."
        ),
    ),
    Column(
        "complete",
        "compleet",
        _("Compleet"),
        _(
            "Mensen met een profiel waarin uren, opleiding, taken, vaardigheden en sectoren zijn ingevuld "
            "of niet van toepassing zijn."
        ),
    ),
    Column(
        "fresh",
        "vers",
        _("Nieuwer dan 6 maanden"),
        _("Mensen met een profiel waarvan iemand in de laatste 6 maanden heeft gezegd dat het klopt."),
    ),
    Column(
        "available",
        "beschikbaar",
        _("Beschikbaar"),
        _(
            "Mensen met een profiel nieuwer dan 6 maanden, die werk zoeken en nu kunnen beginnen "
            "of binnen een maand."
        ),
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
TABLE = ("municipality_with", "municipality_without", "uwv_with", "uwv_without", "known")
STATES = ("with_profile", "published", "complete", "fresh", "available")
