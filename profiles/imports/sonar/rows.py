"""A line of the export as far as it may be used, and all that there is to say of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from profiles.imports.cells import Cell, is_blank, is_formula, is_unknown, text_of
from profiles.imports.report import Done, Finding, presentable
from profiles.imports.sonar import columns
from profiles.imports.sonar.kinds import Kind
from profiles.imports.sonar.meaning import mean_municipality
from profiles.imports.sonar.reading import Reading, looks_like_day, read_day, read_hours, read_yes_or_no
from profiles.imports.sonar.slots import SLOTS
from profiles.imports.sonar.words import Words
from profiles.imports.table import Record
from profiles.register.bsn import holds_bsn
from profiles.register.encryption import blind_index

T = TypeVar("T")

# What is longer is no number of a person but a text about one.
LONGEST_REFERENCE = 40
DAYS = (columns.REPORTED_ON, columns.ENROLLED_ON)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On which terms lines are read: the day, whether cells have types, and what to do about test files.

    `numbered` is the beginning of the reference for lines without one; empty refuses them.
    `municipality` stands in where a line's own is not known.
    """

    words: Words
    on: datetime.date
    typed: bool
    numbered: str = ""
    municipality: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SonarRow:
    """One person. `facts` has the columns that say something, an empty set being an answer too."""

    line: int
    reference: str
    index: str
    organisation: str
    municipality: int
    has_profile: bool
    consent: bool | None
    hours: tuple[int, int] | None
    facts: Mapping[str, frozenset[int]]
    cells: Mapping[str, Cell]


def read_row(record: Record, terms: Terms) -> tuple[SonarRow | None, list[Finding]]:
    """The person on a line, or None when it is refused, and the findings on it."""
    findings = _unfit(record)
    if findings:
        return None, findings
    reader = _Reader(record, terms)
    row = reader.row()
    return row, reader.findings


def _unfit(record: Record) -> list[Finding]:
    """Why nothing of a line may be used: no value of it is shown either."""
    if not record.whole:
        why = _("Deze regel heeft meer of minder cellen dan de kopregel; waarden kunnen verschoven zijn.")
        return [_refused(record, "", Kind.SHAPE, why)]
    for column, cell in record.cells.items():
        text = text_of(cell)
        # 12-03-2019 has eight digits too, and one in eleven of such dates would pass for a BSN.
        if holds_bsn(text) and not (column in DAYS and looks_like_day(text)):
            why = _("Hier staat een nummer dat een BSN kan zijn. Wij bewaren geen BSN.")
            return [_refused(record, column, Kind.BSN, why)]
    return []


def _refused(record: Record, column: str, kind: Kind, why: str) -> Finding:
    return Finding(
        line=record.line, column=column, value=_("(niet getoond)"), kind=kind, done=Done.REFUSED, why=why
    )


@dataclass
class _Reader:
    record: Record
    terms: Terms
    findings: list[Finding] = field(default_factory=list)

    def row(self) -> SonarRow | None:
        """All columns are read, also of a line that is refused: who mends it wants to know everything."""
        self.note_formulas()
        reference, municipality = self.reference(), self.municipality()
        self.check_days()
        consent = self.consent()
        has_profile = self.has_profile(consent)
        hours = self.hours()
        facts = self.facts()
        if not reference or municipality is None:
            return None
        return SonarRow(
            line=self.record.line,
            reference=reference,
            index=blind_index(reference, purpose="reference"),
            organisation=self.text(columns.ORGANISATION),
            municipality=municipality,
            has_profile=has_profile,
            consent=consent,
            hours=hours,
            facts=facts,
            cells=self.record.cells,
        )

    def reference(self) -> str:
        text = self.text(columns.REFERENCE)
        if text and not is_unknown(text) and len(text) <= LONGEST_REFERENCE:
            return text
        if not self.terms.numbered:
            why = _("Zonder ID_WZ is niet te zien om wie het gaat.")
            self.note(columns.REFERENCE, Kind.NO_REFERENCE, Done.REFUSED, why)
            return ""
        why = _("Kenmerk gemaakt uit bestandsnaam en regel.")
        self.note(columns.REFERENCE, Kind.NUMBERED, Done.NOTED, why)
        return f"{self.terms.numbered}-rij-{self.record.line}"

    def municipality(self) -> int | None:
        cell = self.used(columns.MUNICIPALITY)
        municipalities = self.terms.words.municipalities
        # As it stands, since space around a name is something to mend.
        reading = mean_municipality(cell if isinstance(cell, str) else text_of(cell), municipalities)
        if reading.value is not None:
            return self.take(columns.MUNICIPALITY, Kind.MUNICIPALITY, reading)
        if self.terms.municipality is None:
            self.note(columns.MUNICIPALITY, Kind.MUNICIPALITY, Done.REFUSED, reading.why)
            return None
        instead = _("Gebruikt: %(name)s.") % {"name": municipalities.labels[self.terms.municipality]}
        self.note(columns.MUNICIPALITY, Kind.MUNICIPALITY, Done.NOTED, f"{reading.why} {instead}")
        return self.terms.municipality

    def check_days(self) -> None:
        for column in DAYS:
            if not is_blank(cell := self.used(column)):
                self.take(column, Kind.DATE, read_day(cell, on=self.terms.on, typed=self.terms.typed))

    def consent(self) -> bool | None:
        text = self.text(columns.CONSENT)
        if not text:
            why = _("Niet ingevuld: zonder toestemming wordt een profiel niet zichtbaar.")
            self.note(columns.CONSENT, Kind.CONSENT, Done.NOT_USED, why)
            return None
        return self.take(columns.CONSENT, Kind.CONSENT, read_yes_or_no(text))

    def has_profile(self, consent: bool | None) -> bool:
        answer = read_yes_or_no(self.text(columns.HAS_PROFILE)).value
        if answer is not None:
            return answer
        why = (
            _("Niet duidelijk, maar er is toestemming: gelezen als Ja.")
            if consent
            else _("Niet duidelijk, en er is geen toestemming: gelezen als Nee.")
        )
        self.note(columns.HAS_PROFILE, Kind.HAS_PROFILE, Done.NOTED, why)
        return bool(consent)

    def hours(self) -> tuple[int, int] | None:
        text = self.text(columns.HOURS)
        return self.take(columns.HOURS, Kind.HOURS, read_hours(text)) if text else None

    def facts(self) -> dict[str, frozenset[int]]:
        facts = {}
        for slot in SLOTS:
            text = self.text(slot.column)
            reading = slot.read(text, self.terms.words) if text else Reading()
            # A kind of its own: a word that was mended asks for another look than a word that was lost.
            mended = slot.kind == Kind.OCCUPATION and reading.done == Done.MENDED
            value = self.take(slot.column, Kind.MISSPELT if mended else slot.kind, reading)
            if value is not None:
                facts[slot.column] = value if isinstance(value, frozenset) else frozenset({value})
        return facts

    def text(self, column: str) -> str:
        return text_of(self.used(column))

    def used(self, column: str) -> Cell:
        """The cell, or nothing where it is computed."""
        cell = self.record.cells[column]
        return None if is_formula(cell) else cell

    def take(self, column: str, kind: Kind, reading: Reading[T]) -> T | None:
        """The value of a reading, after noting what there is to say of it."""
        if reading.done:
            self.note(column, kind, reading.done, reading.why)
        return reading.value

    def note_formulas(self) -> None:
        for column, cell in self.record.cells.items():
            # Its outcome may come from a column that is dropped, or from the net.
            if is_formula(cell):
                why = _("Een formule wordt niet uitgerekend en niet overgenomen.")
                self.note(column, Kind.FORMULA, Done.NOT_USED, why)

    def note(self, column: str, kind: Kind, done: Done, why: str) -> None:
        self.findings.append(
            Finding(
                line=self.record.line,
                column=column,
                value=shown(column, self.record.cells),
                kind=kind,
                done=done,
                why=why,
            )
        )


def shown(column: str, cells: Mapping[str, Cell]) -> str:
    """A cell as a report may show it."""
    return _("(niet getoond)") if column in columns.NEVER_SHOWN else presentable(text_of(cells[column]))
