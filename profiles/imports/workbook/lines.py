"""A line of the workbook as a person: of a known person, what was edited."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from explorer.words.normalise import normalise
from profiles.imports.fields import (
    AVAILABLE,
    BASIS,
    FIELDS,
    HOURS,
    MUNICIPALITY,
    RATHER_NOT,
    ImportField,
    Value,
    nothing,
)
from profiles.imports.files import Cell, is_blank, is_formula, text_of
from profiles.imports.people import PersonLine
from profiles.imports.report import Done, Finding, FindingKind, presentable
from profiles.imports.table import Format, Record
from profiles.imports.workbook.columns import (
    BASES,
    BEFORE,
    NO_BASIS,
    RATHER_NOT_AT,
    REFERENCE,
    Choices,
    WordUnknown,
    columns,
)
from profiles.register.bsn import holds_bsn
from profiles.register.encryption import blind_index

MOST_HOURS = 60
LONGEST_REFERENCE = 40
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def workbook_format() -> Format:
    """The headers by which a workbook is known."""
    headers = [column.header for column in columns() if column.field is not RATHER_NOT]
    # A workbook that was fetched before this column was there is read as well.
    return Format(wanted=(REFERENCE, *headers), optional=(RATHER_NOT_AT, BEFORE))


class CellRefused(Exception):
    """A cell cannot be used; the message says why."""

    def __init__(self, header: str, kind: FindingKind, why: str) -> None:
        super().__init__(why)
        self.header, self.kind = header, kind


@dataclass
class WorkbookReader:
    """Reads the lines of one workbook."""

    choices: Choices
    findings: list[Finding] = field(default_factory=list)

    def read(self, record: Record) -> Iterator[PersonLine]:
        """The person of a line, or none when it is refused. What there is to say is added to `findings`."""
        cells = record.cells
        if not record.whole:
            why = _("Deze regel heeft meer of minder cellen dan de kopregel; waarden kunnen verschoven zijn.")
            return self._note(record, "", FindingKind.SHAPE, Done.REFUSED, why)
        for header, cell in cells.items():
            if header != BEFORE and not is_blank(cell) and holds_bsn(text_of(cell)) and not _day_in(cell):
                why = _(
                    "Hier staat een nummer dat een BSN kan zijn. Wij bewaren geen BSN. "
                    "Is het een klantnummer? Zet er een letter voor."
                )
                return self._note(record, header, FindingKind.BSN, Done.REFUSED, why)
        # A reference may begin with any sign: only a computed one is none.
        reference = text_of(cells[REFERENCE])
        if is_blank(cells[REFERENCE]) or not isinstance(cells[REFERENCE], str | int | float):
            why = _("Zonder kenmerk is niet te zien om wie het gaat.")
            return self._note(record, REFERENCE, FindingKind.NO_REFERENCE, Done.REFUSED, why)
        if len(reference) > LONGEST_REFERENCE:
            why = _("Een kenmerk heeft hooguit %(most)s tekens.") % {"most": LONGEST_REFERENCE}
            return self._note(record, REFERENCE, FindingKind.NO_REFERENCE, Done.REFUSED, why)
        # By blind index, as the register finds people: the reference itself is encrypted there.
        index = blind_index(reference, purpose="reference")
        before = _before(cells.get(BEFORE), index)
        values, base = self._values(record, before)
        yield PersonLine(
            line=record.line,
            reference=reference,
            index=index,
            home=None,
            has_profile=any(
                value != nothing(FIELDS[name]) for name, value in values.items() if name != MUNICIPALITY.name
            ),
            values=values,
            base=base,
        )
        return None

    def _values(
        self, record: Record, before: Mapping[str, str] | None
    ) -> tuple[dict[str, Value], dict[str, Value] | None]:
        """What the cells say, and said before, of each field that was edited or of all that are filled."""
        values: dict[str, Value] = {}
        base: dict[str, Value] = {}
        for one, all_headers in _headers().items():
            headers = [header for header in all_headers if header in record.cells]
            if not headers:
                continue
            computed = [header for header in headers if is_formula(record.cells[header])]
            for header in computed:
                why = _("Een formule wordt niet uitgerekend en niet overgenomen.")
                self._note(record, header, FindingKind.FORMULA, Done.NOT_USED, why)
            now = {header: _text(one, record.cells[header]) for header in headers}
            then = {header: (before or {}).get(header, "") for header in headers}
            # Not edited here, so a colleague may have changed it in the register meanwhile.
            if computed or now == then:
                continue
            try:
                values[one.name] = self._value(one, now)
            except CellRefused as refused:
                self._note(record, refused.header, refused.kind, Done.NOT_USED, str(refused))
                continue
            try:
                base[one.name] = self._value(one, then)
            except CellRefused:
                # A word that has left the list since: what was there is not known, so a hand wins.
                base[one.name] = None
        return values, None if before is None else base

    def _value(self, one: ImportField, texts: Mapping[str, str]) -> Value:
        [header, *_others] = texts
        text = texts[header]
        if one is HOURS:
            return _hours(texts)
        if not text:
            return nothing(one)
        if one is AVAILABLE:
            if not _ISO_DAY.fullmatch(text):
                raise CellRefused(header, FindingKind.DATE, _("Schrijf de datum als 31-01-2027."))
            return text
        if one is BASIS:
            found = {normalise(label): code for code, label in BASES.items()} | {NO_BASIS: ""}
            if normalise(text) not in found:
                raise CellRefused(
                    header, FindingKind.CONSENT, _("Kies toestemming, wettelijke taak of geen.")
                )
            return found[normalise(text)]
        try:
            if one is MUNICIPALITY:
                return self.choices.find(one, text)
            parts = [part.strip() for part in text.split(";") if part.strip()] if one.many else [text]
            return sorted({self.choices.find(one, part) for part in parts})
        except WordUnknown as unknown:
            raise CellRefused(header, FindingKind.WORD, str(unknown)) from None

    def _note(self, record: Record, header: str, kind: FindingKind, done: Done, why: str) -> None:
        # A refused line may hold anything, also what names a person.
        hidden = done == Done.REFUSED or header == REFERENCE or not header
        value = _("(niet getoond)") if hidden else presentable(text_of(record.cells[header]))
        self.findings.append(
            Finding(line=record.line, column=header, value=value, kind=kind, done=done, why=why)
        )


@cache
def _headers() -> dict[ImportField, list[str]]:
    headers: dict[ImportField, list[str]] = {}
    for column in columns():
        headers.setdefault(column.field, []).append(column.header)
    return headers


def header_of(field_name: str) -> str:
    """The heading under which a field is; hours have two, of which the first."""
    return next(headers[0] for one, headers in _headers().items() if one.name == field_name)


def _text(one: ImportField, cell: Cell) -> str:
    day = _day_in(cell) if one is AVAILABLE else None
    return day.isoformat() if day else text_of(cell)


def _hours(texts: Mapping[str, str]) -> Value:
    """Both numbers, or one for exactly that many hours."""
    given = [text for text in texts.values() if text]
    if not given:
        return None
    column = next(iter(texts))
    if not all(re.fullmatch(r"[0-9]{1,2}", text) for text in given):
        raise CellRefused(column, FindingKind.HOURS, _("Dit is geen aantal uren per week."))
    low, high = int(given[0]), int(given[-1])
    if not 1 <= low <= high <= MOST_HOURS:
        raise CellRefused(
            column,
            FindingKind.HOURS,
            _("Uren per week gaan van 1 tot en met %(most)s.") % {"most": MOST_HOURS},
        )
    return [low, high]


def _day_in(cell: Cell) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = text_of(cell)
    dutch = _DUTCH_DAY.fullmatch(text)
    try:
        if dutch:
            return datetime.date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        return datetime.date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _before(cell: Cell, index: str) -> Mapping[str, str] | None:
    # What the cells said when the workbook was made; None for a line that was added or copied.
    if not isinstance(cell, str):
        return None
    try:
        said: Any = json.loads(cell)
    except ValueError:
        return None
    # A line copied to make another person carries what the first one said.
    if not isinstance(said, dict) or said.get("") != index[:16]:
        return None
    return {header: text for header, text in said.items() if header and isinstance(text, str)}
