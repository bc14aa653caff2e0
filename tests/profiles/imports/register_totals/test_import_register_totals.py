"""A table of register totals: as a whole or not at all, whatever the file holds."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from profiles.imports.files import ImportRefused
from profiles.imports.register_totals.import_register_totals import import_register_totals
from profiles.imports.register_totals.lines import COLUMNS, TotalKind
from profiles.imports.report import Report
from profiles.register.models import RegisterTotal
from tests.factories.register import TODAY, RegionFactory

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

GOOD = "AM29;2026-01-01;4.340;UWV"


@pytest.fixture(autouse=True)
def regions() -> None:
    RegionFactory(code="AM29", label_nl="Noord-Limburg", label_en="North Limburg")
    RegionFactory(code="AM33", label_nl="Midden-Limburg", label_en="Central Limburg")


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "totalen.csv"
    path.write_text("\n".join([";".join(COLUMNS), *lines, ""]))
    return path


def bring(path: Path, *, dry_run: bool = False) -> Report:
    return import_register_totals(path=path, today=TODAY, dry_run=dry_run)


def known() -> list[tuple[str, str, int, str]]:
    rows = RegisterTotal.objects.order_by("region__code", "counted_on").select_related("region")
    return [(row.region.code, row.counted_on.isoformat(), row.people, row.source) for row in rows]


def test_totals_are_known_by_code_or_name_and_however_the_date_is_written(tmp_path: Path) -> None:
    report = bring(csv(tmp_path, GOOD, "regio midden limburg;31-12-2025;3100;UWV, jaarbericht"))
    assert known() == [
        ("AM29", "2026-01-01", 4340, "UWV"),
        ("AM33", "2025-12-31", 3100, "UWV, jaarbericht"),
    ]
    assert list(report.counts.values()) == [2, 0]


def test_spreadsheet_is_read_as_well(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(COLUMNS))
    book.active.append(["Noord-Limburg", datetime.datetime(2026, 1, 1), 4340, "UWV"])
    book.save(tmp_path / "totalen.xlsx")
    bring(tmp_path / "totalen.xlsx")
    assert known() == [("AM29", "2026-01-01", 4340, "UWV")]


def test_to_do_it_again_changes_nothing_and_another_number_is_told(tmp_path: Path) -> None:
    bring(csv(tmp_path, GOOD))
    assert list(bring(csv(tmp_path, GOOD)).counts.values()) == [0, 1]
    [finding] = bring(csv(tmp_path, "AM29;2026-01-01;4400;UWV")).findings
    assert (finding.kind, finding.why) == (TotalKind.UPDATED, "Was: 4340 (UWV).")
    assert known() == [("AM29", "2026-01-01", 4400, "UWV")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Atlantis;2026-01-01;4340;UWV", TotalKind.REGION),
        ('=CMD|"calc";2026-01-01;4340;UWV', TotalKind.REGION),
        ("AM29;2026-02-30;4340;UWV", TotalKind.DATE),
        ("AM29;2999-01-01;4340;UWV", TotalKind.DATE),
        ("AM29;;4340;UWV", TotalKind.DATE),
        ("AM29;2026-01-01;-1;UWV", TotalKind.PEOPLE),
        ("AM29;2026-01-01;4,5;UWV", TotalKind.PEOPLE),
        ("AM29;2026-01-01;1e9;UWV", TotalKind.PEOPLE),
        ("AM29;2026-01-01;٤٣٤;UWV", TotalKind.PEOPLE),
        ("AM29;2026-01-01;9999999;UWV", TotalKind.PEOPLE),
        ("AM29;2026-01-01;4340;", TotalKind.SOURCE),
        ("AM29;2026-01-01;4340;=HYPERLINK(1)", TotalKind.SOURCE),
        ("AM29;2026-01-01;4340;bel 06-12345678", TotalKind.SOURCE),
        ("AM29;2026-01-01;4340;" + "x" * 81, TotalKind.SOURCE),
        ("AM29;2026-01-01;4340;UWV;nog iets", TotalKind.SHAPE),
        (GOOD, TotalKind.TWICE),
    ],
)
def test_one_line_that_is_refused_keeps_all_out(line: str, kind: TotalKind, tmp_path: Path) -> None:
    report = bring(csv(tmp_path, GOOD, line))
    assert [(finding.line, finding.kind) for finding in report.findings] == [(3, kind)]
    assert known() == []
    assert "Er is niets ingelezen" in report.remarks[0]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"naam;bsn\nx;1\n", b'Regio;Datum;Aantal;Bron\n"AM29']
)
def test_file_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "totalen.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused):
        bring(path)


def test_dry_run_changes_nothing(tmp_path: Path) -> None:
    assert "Proef" in bring(csv(tmp_path, GOOD), dry_run=True).remarks[0]
    assert known() == []


def test_command_says_what_was_refused_and_fails(tmp_path: Path) -> None:
    screen = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_register_totals", str(csv(tmp_path, "AM29;gisteren;1;UWV")), stdout=screen)
    assert "gisteren" in screen.getvalue() and "2026-01-31" in screen.getvalue()
    call_command("import_register_totals", str(csv(tmp_path, GOOD)), stdout=screen)
    assert len(known()) == 1
