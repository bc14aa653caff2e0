"""What a line of the table means, or why it is refused."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Choices, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.imports.files import Cell, is_blank, is_formula, text_of
from profiles.imports.report import LONGEST_VALUE, Done, Finding, presentable
from profiles.imports.table import Record

REGION, DATE, PEOPLE, SOURCE = COLUMNS = ("Regio", "Datum", "Aantal", "Bron")
# The country has fewer people in its register than this.
MOST_PEOPLE = 1_000_000
_WHOLE = re.compile(r"[0-9]{1,7}|[0-9]{1,3}(?:[. ][0-9]{3})+")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")


class TotalKind(TextChoices):
    REGION = "total_region", gettext_lazy("regio niet bekend")
    DATE = "total_date", gettext_lazy("datum onleesbaar of in de toekomst")
    PEOPLE = "total_people", gettext_lazy("aantal niet als heel getal")
    SOURCE = "total_source", gettext_lazy("bron ontbreekt of is onbruikbaar")
    TWICE = "total_twice", gettext_lazy("regio en datum nog eens")
    SHAPE = "total_shape", gettext_lazy("niet evenveel cellen als de kopregel")
    UPDATED = "total_updated", gettext_lazy("aantal bijgewerkt")


class LineRefused(Exception):
    """A cell of a line cannot be used."""

    def __init__(self, column: str, kind: Choices, why: str) -> None:
        super().__init__(why)
        self.column, self.kind, self.why = column, kind, why


@dataclass(frozen=True)
class Total:
    """How many people of a region are in the register on a day, and the source."""

    line: int
    region: int
    on: datetime.date
    people: int
    source: str


def read_line(record: Record, *, regions: Mapping[str, int], today: datetime.date) -> Total:
    """`regions` by code and by name, as `plain_name` writes them. Raises `LineRefused`."""
    if not record.whole:
        raise LineRefused(
            "",
            TotalKind.SHAPE,
            _("Staat er een scheidingsteken in een cel? Zet die cel tussen aanhalingstekens."),
        )
    cells = record.cells
    cell = cells[REGION]
    found = None if is_formula(cell) else regions.get(plain_name(text_of(cell)))
    if found is None:
        raise LineRefused(
            REGION, TotalKind.REGION, _("Geef de code (AM29) of de naam van een arbeidsmarktregio.")
        )
    return Total(
        line=record.line,
        region=found,
        on=_date(cells[DATE], today),
        people=_people(cells[PEOPLE]),
        source=_source(cells[SOURCE]),
    )


def refusal(record: Record, refused: LineRefused) -> Finding:
    """The line in the report; a value is shown as far as it cannot be about anybody."""
    value = presentable(text_of(record.cells.get(refused.column)))
    return Finding(
        line=record.line,
        column=refused.column,
        value=value,
        kind=refused.kind,
        done=Done.REFUSED,
        why=refused.why,
    )


def plain_name(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold().removeprefix("regio ")).strip()


def _date(cell: Cell, today: datetime.date) -> datetime.date:
    day = cell.date() if isinstance(cell, datetime.datetime) else cell
    found = day if isinstance(day, datetime.date) else _written_date(text_of(cell))
    if found is None:
        raise LineRefused(DATE, TotalKind.DATE, _("Schrijf de datum als 2026-01-31 of 31-01-2026."))
    if found > today:
        raise LineRefused(DATE, TotalKind.DATE, _("Deze dag moet nog komen."))
    return found


def _written_date(text: str) -> datetime.date | None:
    dutch = _DUTCH_DAY.fullmatch(text)
    try:
        if dutch:
            day, month, year = map(int, dutch.groups())
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _people(cell: Cell) -> int:
    text = "" if isinstance(cell, bool) else text_of(cell)
    if not _WHOLE.fullmatch(text):
        raise LineRefused(PEOPLE, TotalKind.PEOPLE, _("Schrijf een heel getal, zoals 4340 of 4.340."))
    people = int(re.sub(r"\D", "", text))
    if people > MOST_PEOPLE:
        raise LineRefused(PEOPLE, TotalKind.PEOPLE, _("Zo veel mensen zijn er niet in één regio."))
    return people


def _source(cell: Cell) -> str:
    text = text_of(cell)
    if is_blank(cell) or is_formula(cell) or presentable(text) != text or len(text) > LONGEST_VALUE:
        raise LineRefused(
            SOURCE, TotalKind.SOURCE, _("Schrijf kort waar het aantal staat, in hooguit 80 tekens.")
        )
    return text
