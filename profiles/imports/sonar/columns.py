"""What becomes of each column of a Sonar export: one declared table that code, command and tests read."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.imports.table import plain_header


class ColumnTreatment(Enum):
    KEPT = "kept"
    CHECKED = "checked"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Column:
    """`where` is what a kept column becomes; for the others it is why they are not kept."""

    header: str
    treatment: ColumnTreatment
    where: Promise


REFERENCE = "ID_WZ"
HOURS = "Beschikbare uren/wk"
EDUCATION = "Opleidingsniveau"
SECTOR = "Beroepssector"
OCCUPATION = "Bemiddelingsberoep"
SPOKEN = "Mondeling Nederlands"
WRITTEN = "Schriftelijk Nederlands"
LICENCE = "Rijbewijs"
TRANSPORT = "Vervoer"
MUNICIPALITY = "Gemeente"
HAS_PROFILE = "Klantprofiel"
CONSENT = "Toestemming"
ORGANISATION = "Organisatie Naam"
REPORTED_ON = "Datum melding"
ENROLLED_ON = "Inschrijfdatum"

_PERSON = _("wie iemand is, is hier niet nodig")
_ADDRESS = _("van het adres is alleen de gemeente nodig")
_NEVER = _("wordt nooit getoond en doet er voor werk niet toe")
_ADMINISTRATION = _("hoort bij de administratie in Sonar")
_DATE = _("alleen gecontroleerd, niet bewaard")

COLUMNS: tuple[Column, ...] = (
    Column(REPORTED_ON, ColumnTreatment.CHECKED, _DATE),
    Column("1e uitk dag (niet WW)", ColumnTreatment.DROPPED, _("zegt iets over een uitkering")),
    Column("BSN", ColumnTreatment.DROPPED, _("het register bewaart geen BSN")),
    Column(REFERENCE, ColumnTreatment.KEPT, _("kenmerk in het bronsysteem, versleuteld")),
    Column(HOURS, ColumnTreatment.KEPT, _("uren per week")),
    Column(EDUCATION, ColumnTreatment.KEPT, _("opleidingsniveau")),
    Column(SECTOR, ColumnTreatment.KEPT, _("sector")),
    Column(OCCUPATION, ColumnTreatment.KEPT, _("beroep")),
    Column(SPOKEN, ColumnTreatment.KEPT, _("taal: Nederlands spreken")),
    Column(WRITTEN, ColumnTreatment.KEPT, _("taal: Nederlands schrijven")),
    Column(LICENCE, ColumnTreatment.KEPT, _("rijbewijs")),
    Column(ENROLLED_ON, ColumnTreatment.CHECKED, _DATE),
    Column("Geslacht", ColumnTreatment.DROPPED, _NEVER),
    Column("Telefoonnummer", ColumnTreatment.DROPPED, _PERSON),
    Column("Volledige Naam", ColumnTreatment.DROPPED, _PERSON),
    Column("Leeftijd", ColumnTreatment.DROPPED, _NEVER),
    Column("E-mailadres", ColumnTreatment.DROPPED, _PERSON),
    Column(TRANSPORT, ColumnTreatment.KEPT, _("vervoer")),
    Column(MUNICIPALITY, ColumnTreatment.KEPT, _("woonplaats (gemeente)")),
    Column("Postcode", ColumnTreatment.DROPPED, _ADDRESS),
    Column("Plaats", ColumnTreatment.DROPPED, _ADDRESS),
    Column("Straatnaam", ColumnTreatment.DROPPED, _ADDRESS),
    Column("Huisnummer", ColumnTreatment.DROPPED, _ADDRESS),
    Column("Huisnummer Toevoeging", ColumnTreatment.DROPPED, _ADDRESS),
    Column("Banenafspraak", ColumnTreatment.DROPPED, _("wie hier staat, hoort bij de doelgroep")),
    Column(HAS_PROFILE, ColumnTreatment.KEPT, _("of er een profiel komt")),
    Column("Arbeidsmarktregio", ColumnTreatment.DROPPED, _("volgt uit de gemeente")),
    Column("Cases (aantal)", ColumnTreatment.DROPPED, _ADMINISTRATION),
    Column("Sonar", ColumnTreatment.DROPPED, _ADMINISTRATION),
    Column("Medewerker Naam", ColumnTreatment.DROPPED, _("naam van een collega")),
    Column(ORGANISATION, ColumnTreatment.KEPT, _("organisatie")),
    Column("GSD Kantoor", ColumnTreatment.DROPPED, _ADMINISTRATION),
    Column("Participatieladder", ColumnTreatment.DROPPED, _NEVER),
    Column("Aantal", ColumnTreatment.DROPPED, _ADMINISTRATION),
    Column(CONSENT, ColumnTreatment.KEPT, _("grondslag van het profiel")),
)
# Without one of these the file is not the export it should be.
WANTED = tuple(column.header for column in COLUMNS if column.treatment != ColumnTreatment.DROPPED)
# ID_WZ leads to a person in Sonar: a report has the line instead.
NEVER_SHOWN = frozenset({REFERENCE})


def dropped_and_unknown(headers: Iterable[str]) -> tuple[list[str], list[str]]:
    """Headers of a file that are dropped at the door, and those that this table does not know."""
    known = {plain_header(c.header) for c in COLUMNS if c.treatment == ColumnTreatment.DROPPED}
    dropped = [header for header in headers if plain_header(header) in known]
    return dropped, [header for header in headers if plain_header(header) not in known]
