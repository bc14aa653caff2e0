"""A file that cannot be read gets one clear message, and costs neither memory nor time."""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from profiles.imports import delimited, spreadsheet, table
from profiles.imports.files import HEADER_WITHIN, FileRefused, Formula
from profiles.imports.table import read_table
from tests.profiles.imports.samples import csv_file, person, xlsx

WANTED = ("ID_WZ", "Gemeente")


def refusal(path: Path) -> str:
    with pytest.raises(FileRefused) as caught:
        list(read_table(path, wanted=WANTED).records)
    assert caught.value.__cause__ is None
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "goed.xlsx", *[person(reference=f"W{number}") for number in range(200)])


def rewritten(source: Path, target: Path, part: str, old: bytes, new: bytes) -> Path:
    """A copy of a workbook in which a text in one part is replaced."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new, 1) if name == part else content)
    return target


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_workbook_that_is_cut_off_is_refused(good: Path, share: float) -> None:
    content = good.read_bytes()
    good.write_bytes(content[: int(len(content) * share)])
    assert "geen leesbaar Excel-bestand" in refusal(good)


@pytest.mark.parametrize("at", [0.1, 0.4, 0.6])
def test_workbook_with_bytes_overwritten_is_refused(good: Path, at: float) -> None:
    content = bytearray(good.read_bytes())
    start = int(len(content) * at)
    content[start : start + 400] = b"\x00" * 400
    good.write_bytes(content)
    assert "geen leesbaar Excel-bestand" in refusal(good)


@pytest.mark.parametrize("content", [b"ID_WZ;Gemeente\n", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, b"PK\x03\x04"])
def test_something_else_called_xlsx_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    assert "geen leesbaar Excel-bestand" in refusal(file)


def test_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as other:
        other.writestr("brief.txt", "Geachte")
    assert "geen leesbaar Excel-bestand" in refusal(tmp_path / "a.xlsx")


def test_empty_absent_and_foreign_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").touch()
    (tmp_path / "a.pdf").write_text("%PDF")
    assert "leeg" in refusal(tmp_path / "a.xlsx")
    assert "is er niet" in refusal(tmp_path / "b.xlsx")
    assert "is er niet" in refusal(tmp_path)
    assert "Dit soort bestand" in refusal(tmp_path / "a.pdf")


def test_file_of_more_than_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with file.open("wb") as stream:
        stream.truncate(200_000_001)
    assert "te groot" in refusal(file)


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(spreadsheet, "MAX_UNPACKED", 1_000_000)
    yield


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    return path


@pytest.mark.usefixtures("small_limit")
def test_archive_that_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    assert "te groot" in refusal(bomb(tmp_path / "a.xlsx"))


@pytest.mark.usefixtures("small_limit")
def test_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    file = bomb(tmp_path / "a.xlsx")
    content = bytearray(file.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 1000)
    file.write_bytes(content)
    assert "geen leesbaar Excel-bestand" in refusal(file)


@pytest.mark.parametrize("title", [0, HEADER_WITHIN - 1])
@pytest.mark.parametrize("reader", [delimited, spreadsheet])
def test_the_bound_counts_the_lines_below_the_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: ModuleType, title: int
) -> None:
    monkeypatch.setattr(reader, "LAST_ROW", 100 + HEADER_WITHIN)
    monkeypatch.setattr(table, "MAX_ROWS", 100)
    above = [("Export",)] * title + [WANTED]
    people = [(f"W{number}", "Venlo") for number in range(200)]
    assert len(list(read_table(sheet(tmp_path, reader, above + people[:100]), wanted=WANTED).records)) == 100
    for many in (101, 200):
        assert "te groot" in refusal(sheet(tmp_path, reader, above + people[:many]))


def sheet(folder: Path, reader: ModuleType, rows: list[tuple[str, ...]]) -> Path:
    if reader is delimited:
        file = folder / "a.csv"
        file.write_text("".join(f"{';'.join(row)}\n" for row in rows))
        return file
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_far_away_cell_is_refused_before_a_sheet_is_laid_out(good: Path, tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    file = rewritten(good, tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", b"</sheetData>", far)
    assert "te groot" in refusal(file)


def test_document_with_entities_is_refused(good: Path, tmp_path: Path) -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    file = rewritten(good, tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", b"<worksheet", entities)
    assert "geen leesbaar Excel-bestand" in refusal(file)


def test_computed_cell_is_a_formula_whatever_its_outcome(tmp_path: Path) -> None:
    file = xlsx(
        tmp_path / "a.xlsx", {"Gemeente": '=A1&"x"'}, {"ID_WZ": "W1", "Gemeente": "Venlo"}, header=WANTED
    )
    cells = [record.cells["Gemeente"] for record in read_table(file, wanted=WANTED).records if record]
    assert cells == [Formula('A1&"x"'), "Venlo"]


def test_columns_before_the_first_filled_one_are_counted(tmp_path: Path) -> None:
    header = (None, None, *WANTED)
    file = xlsx(tmp_path / "a.xlsx", {"ID_WZ": "W1", "Gemeente": "=B1"}, header=header)
    [record] = read_table(file, wanted=WANTED).records
    assert record and record.cells == {"ID_WZ": "W1", "Gemeente": Formula("B1")}


@pytest.mark.parametrize(
    "content", ["ID_WZ\x00;Gemeente\n", "ID_WZ;Gemeente\n".encode("utf-16").decode("latin-1")]
)
def test_csv_that_is_no_text_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(content, encoding="latin-1")
    assert "geen leesbare tekst" in refusal(file)


@pytest.mark.parametrize("end", ["W2;Ven", 'W2;"Ven', "W2"])
def test_csv_that_is_cut_off_is_refused(tmp_path: Path, end: str) -> None:
    file = csv_file(tmp_path / "a.csv", person())
    file.write_text(f"{file.read_text(encoding='utf-8')}{end}", encoding="utf-8")
    assert "niet heel" in refusal(file)
