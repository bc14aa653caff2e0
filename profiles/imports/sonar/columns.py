"""What becomes of each column of a Sonar export: one declared table that code, command and tests read."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.imports.table import plain_header


class Treatment(Enum):
    KEPT = "kept"
    CHECKED = "checked"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Column:
    """`where` is what a kept column becomes; for the others it is why they are not kept."""

    header: str
    treatment: Treatment
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
    Column(REPORTED_ON, Treatment.CHECKED, _DATE),
    Column("1e uitk dag (niet WW)", Treatment.DROPPED, _("zegt iets over een uitkering")),
    Column("BSN", Treatment.DROPPED, _("het register bewaart geen BSN")),
    Column(REFERENCE, Treatment.KEPT, _("kenmerk in het bronsysteem, versleuteld")),
    Column(HOURS, Treatment.KEPT, _("uren per week")),
    Column(EDUCATION, Treatment.KEPT, _("opleidingsniveau")),
    Column(SECTOR, Treatment.KEPT, _("sector")),
    Column(OCCUPATION, Treatment.KEPT, _("beroep")),
    Column(SPOKEN, Treatment.KEPT, _("taal: Nederlands spreken")),
    Column(WRITTEN, Treatment.KEPT, _("taal: Nederlands schrijven")),
    Column(LICENCE, Treatment.KEPT, _("rijbewijs")),
    Column(ENROLLED_ON, Treatment.CHECKED, _DATE),
    Column("Geslacht", Treatment.DROPPED, _NEVER),
    Column("Telefoonnummer", Treatment.DROPPED, _PERSON),
    Column("Volledige Naam", Treatment.DROPPED, _PERSON),
    Column("Leeftijd", Treatment.DROPPED, _NEVER),
    Column("E-mailadres", Treatment.DROPPED, _PERSON),
    Column(TRANSPORT, Treatment.KEPT, _("vervoer")),
    Column(MUNICIPALITY, Treatment.KEPT, _("woonplaats (gemeente)")),
    Column("Postcode", Treatment.DROPPED, _ADDRESS),
    Column("Plaats", Treatment.DROPPED, _ADDRESS),
    Column("Straatnaam", Treatment.DROPPED, _ADDRESS),
    Column("Huisnummer", Treatment.DROPPED, _ADDRESS),
    Column("Huisnummer Toevoeging", Treatment.DROPPED, _ADDRESS),
    Column("Banenafspraak", Treatment.DROPPED, _("wie hier staat, hoort bij de doelgroep")),
    Column(HAS_PROFILE, Treatment.KEPT, _("of er een profiel komt")),
    Column("Arbeidsmarktregio", Treatment.DROPPED, _("volgt uit de gemeente")),
    Column("Cases (aantal)", Treatment.DROPPED, _ADMINISTRATION),
    Column("Sonar", Treatment.DROPPED, _ADMINISTRATION),
    Column("Medewerker Naam", Treatment.DROPPED, _("naam van een collega")),
    Column(ORGANISATION, Treatment.KEPT, _("organisatie")),
    Column("GSD Kantoor", Treatment.DROPPED, _ADMINISTRATION),
    Column("Participatieladder", Treatment.DROPPED, _NEVER),
    Column("Aantal", Treatment.DROPPED, _ADMINISTRATION),
    Column(CONSENT, Treatment.KEPT, _("grondslag van het profiel")),
)
# Without one of these the file is not the export it should be.
WANTED = tuple(column.header for column in COLUMNS if column.treatment != Treatment.DROPPED)
# ID_WZ leads to a person in Sonar: a report has the line instead.
NEVER_SHOWN = frozenset({REFERENCE})


def dropped_and_unknown(headers: Iterable[str]) -> tuple[list[str], list[str]]:
    """Headers of a file that are dropped at the door, and those that this table does not know."""
    known = {plain_header(c.header) for c in COLUMNS if c.treatment == Treatment.DROPPED}
    dropped = [header for header in headers if plain_header(header) in known]
    return dropped, [header for header in headers if plain_header(header) not in known]
