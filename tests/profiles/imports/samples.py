"""Small exports and a small vocabulary. Every column that may not be kept holds an unmistakable token."""

import csv
import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pghistory

from profiles.imports.organisations import organisation_named
from profiles.imports.read_import import Substitutes
from profiles.imports.report import Report
from profiles.imports.run import import_file
from profiles.imports.sonar.columns import COLUMNS, ColumnTreatment
from profiles.register.models import Organisation, Profile, ProfileFact
from profiles.vocabulary.models import Concept
from tests.factories.vocabulary import ConceptFactory

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
TODAY = NOW.date()
A_BSN = "111222333"
VENLO = "Gemeente Venlo"

HEADER = tuple(column.header for column in COLUMNS)
KEPT = tuple(column.header for column in COLUMNS if column.treatment != ColumnTreatment.DROPPED)
DROPPED = tuple(column.header for column in COLUMNS if column.treatment == ColumnTreatment.DROPPED)
TOKENS = {header: f"Zzyzx{number}" for number, header in enumerate(DROPPED)}
PERSON = {
    **TOKENS,
    "Datum melding": datetime.date(2020, 5, 1),
    "ID_WZ": "WZ700001",
    "Beschikbare uren/wk": 24,
    "Opleidingsniveau": "MBO",
    "Beroepssector": 1,
    "Bemiddelingsberoep": "Orderpicker",
    "Mondeling Nederlands": 3,
    "Schriftelijk Nederlands": 1,
    "Rijbewijs": "B",
    "Inschrijfdatum": datetime.date(2020, 5, 1),
    "Vervoer": "FIETS",
    "Gemeente": "Venlo",
    "Klantprofiel": "Ja",
    "Organisatie Naam": VENLO,
    "Toestemming": "Ja",
}
Cells = Mapping[str, object]

# attribute, code, parent, label, synonyms
WORDS = (
    ("place", "AM29", "", "Noord-Limburg", ()),
    ("place", "GM0983", "AM29", "Venlo", ("Blerick",)),
    ("place", "GM1507", "AM29", "Horst aan de Maas", ("Sevenum", "Horst a/d Maas")),
    ("place", "AM31", "", "Zuid-Limburg", ()),
    ("place", "GM0935", "AM31", "Maastricht", ()),
    ("education", "mbo", "", "Mbo", ()),
    ("education", "mbo-2", "mbo", "Mbo 2", ("mbo niveau 2",)),
    ("education", "vmbo", "", "Vmbo", ()),
    ("sector", "A", "", "Landbouw", ()),
    ("sector", "01", "A", "Akkerbouw", ()),
    ("sector", "52", "", "Opslag", ()),
    ("occupation", "9333", "", "Laders en lossers", ("Orderpicker", "Magazijnmedewerker")),
    ("occupation", "6113", "", "Hoveniers", ("Hovenier",)),
    ("occupation", "9112", "", "Schoonmakers", ("Schoonmaker",)),
    ("licence", "auto", "", "Auto", ()),
    ("licence", "B", "auto", "B: auto", ()),
    ("licence", "BE", "auto", "BE: auto met aanhanger", ()),
    ("licence", "AM", "auto", "AM: bromfiets", ()),
    ("transport", "fiets", "", "Fiets", ()),
    ("transport", "ov", "", "Openbaar vervoer", ("trein",)),
    ("transport", "bromfiets", "", "Bromfiets", ()),
    ("language", "nld", "", "Nederlands", ()),
    ("language", "nld-spreken", "nld", "Nederlands spreken", ()),
    ("language", "nld-spreken-redelijk", "nld-spreken", "Spreken: redelijk", ()),
    ("language", "nld-spreken-goed", "nld-spreken-redelijk", "Spreken: goed", ()),
    ("language", "nld-schrijven", "nld", "Nederlands schrijven", ()),
    ("language", "nld-schrijven-redelijk", "nld-schrijven", "Schrijven: redelijk", ()),
    ("task", "orderpicken", "", "Orderpicken", ()),
)


def make_vocabulary() -> None:
    """Make the words above, and one organisation."""
    made = {}
    for position, (attribute, code, parent, label, synonyms) in enumerate(WORDS):
        made[attribute, code] = ConceptFactory(
            attribute=attribute,
            code=code,
            parent=made.get((attribute, parent)),
            label_nl=label,
            synonyms_nl=list(synonyms),
            position=position,
        )
    Organisation.objects.create(name=VENLO, kind="gemeente", region=made["place", "AM29"])


def person(**cells: object) -> dict[str, object]:
    """A person with all columns filled; keywords change the kept ones, by the name in `BY_WORD`."""
    return {**PERSON, **{BY_WORD[word]: value for word, value in cells.items()}}


BY_WORD = {
    "reference": "ID_WZ",
    "hours": "Beschikbare uren/wk",
    "education": "Opleidingsniveau",
    "sector": "Beroepssector",
    "occupation": "Bemiddelingsberoep",
    "spoken": "Mondeling Nederlands",
    "written": "Schriftelijk Nederlands",
    "licence": "Rijbewijs",
    "enrolled": "Inschrijfdatum",
    "transport": "Vervoer",
    "municipality": "Gemeente",
    "profile": "Klantprofiel",
    "organisation": "Organisatie Naam",
    "consent": "Toestemming",
}


def xlsx(path: Path, *people: Cells, header: Sequence[str] = HEADER, before: Iterable[Cells] = ()) -> Path:
    """Write a workbook with a line per person; an empty mapping is a blank line."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in before:
        sheet.append(list(row.values()))
    sheet.append(list(header))
    for cells in people:
        sheet.append([cells.get(name) for name in header] if cells else [None] * len(header))
    book.save(path)
    return path


def csv_file(path: Path, *people: Cells, separator: str = ";", encoding: str = "utf-8-sig") -> Path:
    """Write a text file with a line per person."""
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=separator)
        writer.writerow(HEADER)
        writer.writerows([cells.get(name, "") for name in HEADER] for cells in people)
    return path


def run(
    path: Path,
    *people: Cells,
    organisation: str | None = VENLO,
    create_organisations: bool = False,
    dry_run: bool = False,
    now: datetime.datetime = NOW,
    **substitutes: object,
) -> Report:
    """Write the people into a workbook at `path` when there are any, and import it."""
    file = xlsx(path, *people) if people else path
    return import_file(
        path=file,
        organisation=organisation_named(organisation, create=create_organisations) if organisation else None,
        create_organisations=create_organisations,
        dry_run=dry_run,
        now=now,
        substitutes=Substitutes(**substitutes),
    )


def found(report: Report) -> list[tuple[int, str, str]]:
    """Line, kind and what was done of each finding."""
    return [(finding.line, str(finding.kind.value), finding.done.value) for finding in report.findings]


def codes(profile: Profile) -> set[str]:
    """Codes of all facts of a profile."""
    return set(profile.concepts.values_list("code", flat=True))


def concept(code: str) -> Concept:
    """The word with a code."""
    return Concept.objects.get(code=code)


def add_by_hand(profile: Profile, *new: str) -> None:
    """Add facts as a page does, under a context of its own in the history."""
    with pghistory.context(page="profile"):
        ProfileFact.objects.bulk_create(ProfileFact(profile=profile, concept=concept(code)) for code in new)
