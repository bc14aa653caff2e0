"""A line of the export as a person, as far as it may be used, and all that there is to say of it."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from profiles.imports.fields import BASIS, HOURS, MUNICIPALITY, NOT_APPLICABLE, SPOKEN, WRITTEN
from profiles.imports.files import Cell, Formula, is_blank, is_formula, is_unknown, text_of
from profiles.imports.people import PersonLine
from profiles.imports.report import Done, Finding, FindingKind, presentable
from profiles.imports.sonar import columns
from profiles.imports.sonar.reading import (
    Reading,
    looks_like_day,
    mean_education,
    mean_language,
    mean_licences,
    mean_municipality,
    mean_occupation,
    mean_sector,
    mean_transport,
    read_day,
    read_hours,
    read_yes_or_no,
)
from profiles.imports.sonar.words import SPEAKING, WRITING, SonarWords
from profiles.imports.table import FileTable, Record
from profiles.register.bsn import holds_bsn
from profiles.register.encryption import blind_index
from profiles.register.models import Profile

T = TypeVar("T")

# What is longer is no number of a person but a text about one.
LONGEST_REFERENCE = 40
# A column of an export has a few hundred different texts; dates and numbers of people have more.
REMEMBERED = 20_000
_DAYS = (columns.REPORTED_ON, columns.ENROLLED_ON)


@dataclass(frozen=True)
class Mapped:
    """A column that decides on one attribute: `read` gives a concept, or a set in which none is an answer."""

    column: str
    field: str
    kind: FindingKind
    read: Callable[..., Reading]
    may_lack: bool = False


MAPPED = (
    Mapped(columns.EDUCATION, "education", FindingKind.EDUCATION,
           lambda text, of: mean_education(text, of.education)),
    Mapped(columns.SECTOR, "sector", FindingKind.SECTOR,
           lambda text, of: mean_sector(text, of.sectors), may_lack=True),
    Mapped(columns.OCCUPATION, "occupation", FindingKind.OCCUPATION,
           lambda text, of: mean_occupation(text, of.occupations), may_lack=True),
    Mapped(columns.LICENCE, "licence", FindingKind.LICENCE,
           lambda text, of: mean_licences(text, of.licences), may_lack=True),
    Mapped(columns.TRANSPORT, "transport", FindingKind.TRANSPORT,
           lambda text, of: mean_transport(text, of.transport), may_lack=True),
    Mapped(columns.SPOKEN, SPOKEN.name, FindingKind.LANGUAGE,
           lambda text, of: mean_language(text, SPEAKING, of.languages)),
    Mapped(columns.WRITTEN, WRITTEN.name, FindingKind.LANGUAGE,
           lambda text, of: mean_language(text, WRITING, of.languages)),
)  # fmt: skip
HEADERS = {
    MUNICIPALITY.name: columns.MUNICIPALITY,
    HOURS.name: columns.HOURS,
    BASIS.name: columns.CONSENT,
    **{each.field: each.column for each in MAPPED},
}


@dataclass(frozen=True, kw_only=True)
class SonarTerms:
    """On which terms lines are read.

    `numbered` begins the reference of lines without one, and `municipality` takes the place of one
    that is not known: both for test files; empty refuses such lines.
    """

    words: SonarWords
    on: datetime.date
    numbered: str = ""
    municipality: int | None = None


@dataclass
class SonarReader:
    """Reads the lines of one file. What a text means is worked out once."""

    terms: SonarTerms
    typed: bool
    findings: list[Finding] = field(default_factory=list)
    _meanings: dict[tuple[str, str], Any] = field(default_factory=dict)
    _record: Record = field(default_factory=lambda: Record(0, {}, whole=True))

    @classmethod
    def of(cls, table: FileTable, terms: SonarTerms) -> "SonarReader":
        return cls(terms=terms, typed=table.typed)

    def read(self, record: Record) -> Iterator[PersonLine]:
        """The person of a line, or none when it is refused. What there is to say is added to `findings`."""
        self._record = record
        if self._is_unfit():
            return
        # All columns are read, also of a line that is refused: the report names every fault.
        self._note_formulas()
        reference, municipality = self._reference(), self._municipality()
        for column in _DAYS:
            if not is_blank(cell := self._used(column)):
                self._take(column, FindingKind.DATE, read_day(cell, on=self.terms.on, typed=self.typed))
        consent, has_profile = self._consent(), self._has_profile()
        values: dict[str, Any] = {MUNICIPALITY.name: municipality}
        answers = self._answers()
        if has_profile:
            values |= answers
        if consent is False or (consent and has_profile):
            values[BASIS.name] = Profile.Basis.CONSENT.value if consent else ""
        if reference and municipality is not None:
            yield PersonLine(
                line=record.line,
                reference=reference,
                index=blind_index(reference, purpose="reference"),
                home=None,
                organisation=self._text(columns.ORGANISATION),
                has_profile=has_profile,
                values=values,
            )

    def _is_unfit(self) -> bool:
        # Whether nothing of a line may be used: no value of it is shown either.
        if not self._record.whole:
            why = _("Deze regel heeft meer of minder cellen dan de kopregel; waarden kunnen verschoven zijn.")
            self._note("", FindingKind.SHAPE, Done.REFUSED, why, value=_("(niet getoond)"))
            return True
        for column, cell in self._record.cells.items():
            if cell is None:
                continue
            if self._once(f"bsn {column}", text_of(cell), partial(_is_bsn, column=column)):
                why = _(
                    "Hier staat een nummer dat een BSN kan zijn. Wij bewaren geen BSN. "
                    "Is het een klantnummer? Zet er een letter voor."
                )
                self._note(column, FindingKind.BSN, Done.REFUSED, why, value=_("(niet getoond)"))
                return True
        return False

    def _reference(self) -> str:
        text = self._text(columns.REFERENCE)
        if text and not is_unknown(text) and len(text) <= LONGEST_REFERENCE:
            return text
        if not self.terms.numbered:
            why = _("Zonder ID_WZ is niet te zien om wie het gaat.")
            self._note(columns.REFERENCE, FindingKind.NO_REFERENCE, Done.REFUSED, why)
            return ""
        why = _("Kenmerk gemaakt uit bestandsnaam en regel.")
        self._note(columns.REFERENCE, FindingKind.NUMBERED, Done.NOTED, why)
        return f"{self.terms.numbered}-rij-{self._record.line}"

    def _municipality(self) -> int | None:
        cell = self._used(columns.MUNICIPALITY)
        municipalities = self.terms.words.municipalities
        # Unstripped, since space around a name is something to mend.
        text = cell if isinstance(cell, str) else text_of(cell)
        reading = self._once(columns.MUNICIPALITY, text, lambda text: mean_municipality(text, municipalities))
        if reading.value is not None:
            return self._take(columns.MUNICIPALITY, FindingKind.MUNICIPALITY, reading)
        if self.terms.municipality is None:
            self._note(columns.MUNICIPALITY, FindingKind.MUNICIPALITY, Done.REFUSED, reading.why)
            return None
        instead = _("Gebruikt: %(name)s.") % {"name": municipalities.labels[self.terms.municipality]}
        self._note(columns.MUNICIPALITY, FindingKind.MUNICIPALITY, Done.NOTED, f"{reading.why} {instead}")
        return self.terms.municipality

    def _consent(self) -> bool | None:
        # Only a written yes is one. Nothing is changed by an answer that is not there or not clear.
        text = self._text(columns.CONSENT)
        if not text:
            why = _("Niet ingevuld: zonder toestemming wordt een profiel niet zichtbaar.")
            self._note(columns.CONSENT, FindingKind.CONSENT, Done.NOT_USED, why)
            return None
        return self._take(columns.CONSENT, FindingKind.CONSENT, read_yes_or_no(text))

    def _has_profile(self) -> bool:
        text = self._text(columns.HAS_PROFILE)
        reading = read_yes_or_no(text)
        if reading.value is None:
            why = _("Niet duidelijk of er een klantprofiel is: gelezen als Nee.")
            self._note(columns.HAS_PROFILE, FindingKind.HAS_PROFILE, Done.NOT_USED, why)
        return bool(reading.value)

    def _answers(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if text := self._text(columns.HOURS):
            hours = self._take(columns.HOURS, FindingKind.HOURS, self._once(columns.HOURS, text, read_hours))
            if hours:
                values[HOURS.name] = list(hours)
        for one in MAPPED:
            text = self._text(one.column)
            if not text:
                continue
            reading = self._once(one.column, text, partial(one.read, of=self.terms.words))
            # A kind of its own: a word that was mended asks for another look than a word that was lost.
            mended = one.kind == FindingKind.OCCUPATION and reading.done == Done.MENDED
            value = self._take(one.column, FindingKind.MISSPELT if mended else one.kind, reading)
            if value is not None:
                concepts = sorted(value) if isinstance(value, frozenset) else [value]
                values[one.field] = concepts or ([NOT_APPLICABLE] if one.may_lack else [])
        return values

    def _once(self, column: str, text: str, read: Callable[[str], T]) -> T:
        key = (column, text)
        if key not in self._meanings:
            if len(self._meanings) > REMEMBERED:
                self._meanings.clear()
            self._meanings[key] = read(text)
        found: T = self._meanings[key]
        return found

    def _text(self, column: str) -> str:
        return text_of(self._used(column))

    def _used(self, column: str) -> Cell:
        """The cell, or nothing where it is computed."""
        cell = self._record.cells[column]
        return None if is_formula(cell) else cell

    def _take(self, column: str, kind: FindingKind, reading: Reading[T]) -> T | None:
        """The value of a reading, after noting what there is to say of it."""
        if reading.done:
            self._note(column, kind, reading.done, reading.why)
        return reading.value

    def _note_formulas(self) -> None:
        for column, cell in self._record.cells.items():
            # Its outcome may come from a column that is dropped, or from the net.
            if isinstance(cell, str | Formula) and is_formula(cell):
                why = _("Een formule wordt niet uitgerekend en niet overgenomen.")
                self._note(column, FindingKind.FORMULA, Done.NOT_USED, why)

    def _note(
        self, column: str, kind: FindingKind, done: Done, why: str, *, value: str | None = None
    ) -> None:
        shown = shown_cell(column, self._record.cells) if value is None else value
        self.findings.append(
            Finding(line=self._record.line, column=column, value=shown, kind=kind, done=done, why=why)
        )


def _is_bsn(text: str, *, column: str) -> bool:
    # 12-03-2019 has eight digits too, and one in eleven of such dates would pass for a BSN.
    return holds_bsn(text) and not (column in _DAYS and looks_like_day(text))


def shown_cell(column: str, cells: Mapping[str, Cell]) -> str:
    """A cell as a report may show it."""
    return _("(niet getoond)") if column in columns.NEVER_SHOWN else presentable(text_of(cells[column]))
