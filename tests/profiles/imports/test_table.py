"""The door: columns by header, and nothing else comes in."""

from pathlib import Path

import openpyxl
import pytest

from profiles.imports.files import FileRefused
from profiles.imports.table import Record, read_table
from tests.profiles.imports.samples import csv_file, xlsx

WANTED = ("ID_WZ", "Gemeente")


def records(path: Path, wanted: tuple[str, ...] = WANTED) -> list[Record | None]:
    return list(read_table(path, wanted=wanted).records)


def test_columns_are_found_wherever_they_stand(tmp_path: Path) -> None:
    cells = {"Naam": "Piet", "Gemeente": "Venlo", "ID_WZ": "W1"}
    file = xlsx(tmp_path / "a.xlsx", cells, header=("Gemeente", "Naam", "ID_WZ"))
    assert records(file) == [Record(2, {"ID_WZ": "W1", "Gemeente": "Venlo"}, whole=True)]


@pytest.mark.parametrize("header", [("id_wz", " GEMEENTE "), ("ID WZ", "Ge meente"), ("Id_Wz\n", "gemeente")])
def test_case_and_space_of_a_header_do_not_matter(tmp_path: Path, header: tuple[str, str]) -> None:
    file = xlsx(tmp_path / "a.xlsx", dict(zip(header, ("W1", "Venlo"), strict=True)), header=header)
    [record] = records(file)
    assert record and record.cells == {"ID_WZ": "W1", "Gemeente": "Venlo"}


def test_missing_columns_are_named_in_one_message(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "a.xlsx", {"ID_WZ": "W1"}, header=("ID_WZ", "Naam"))
    with pytest.raises(FileRefused, match=r"Deze kolommen ontbreken: Gemeente, Vervoer\."):
        records(file, (*WANTED, "Vervoer"))


def test_column_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "a.xlsx", {}, header=("ID_WZ", "Gemeente", "gemeente"))
    with pytest.raises(FileRefused, match="twee keer"):
        records(file)


def test_header_may_stand_below_a_title(tmp_path: Path) -> None:
    title = [{"a": "Export"}, {"a": None}]
    file = xlsx(tmp_path / "a.xlsx", {"ID_WZ": "W1", "Gemeente": "Venlo"}, header=WANTED, before=title)
    [record] = records(file)
    assert record and record.line == 4


def test_only_the_first_sheet_with_the_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Uitleg"])
    for number in (1, 2):
        sheet = book.create_sheet(f"Blad {number}")
        sheet.append(WANTED)
        sheet.append([f"W{number}", "Venlo"])
    book.save(tmp_path / "a.xlsx")
    assert [record.cells["ID_WZ"] for record in records(tmp_path / "a.xlsx") if record] == ["W1"]


def test_other_columns_are_named_and_their_cells_dropped(tmp_path: Path) -> None:
    file = xlsx(
        tmp_path / "a.xlsx", {"ID_WZ": "W1", "Gemeente": "Venlo", "Naam": "Piet"}, header=(*WANTED, "Naam")
    )
    table = read_table(file, wanted=WANTED)
    assert table.others == ["Naam"]
    assert "Piet" not in repr(list(table.records))


def test_blank_line_is_told_from_a_line_without_wanted_cells(tmp_path: Path) -> None:
    file = xlsx(
        tmp_path / "a.xlsx", {"ID_WZ": " "}, {}, {"Naam": "Piet"}, {"ID_WZ": "W1"}, header=(*WANTED, "Naam")
    )
    assert [record and record.line for record in records(file)] == [None, None, 4, 5]


def test_line_with_another_number_of_cells_is_not_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("ID_WZ;Gemeente;Naam\nW1;Venlo;Jansen; Piet\nW2;Venlo;Jansen\n", encoding="utf-8")
    assert [record and record.whole for record in records(file)] == [False, True]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_in_usual_shapes(tmp_path: Path, separator: str, encoding: str) -> None:
    file = csv_file(
        tmp_path / "a.csv", {"ID_WZ": "W1", "Gemeente": "Súdwest"}, separator=separator, encoding=encoding
    )
    [record] = records(file)
    assert record and record.cells["Gemeente"] == "Súdwest"


def test_line_number_counts_lines_within_quotes(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('ID_WZ;Gemeente\n"W\n1";Venlo\nW2;Venlo\n', encoding="utf-8")
    assert [record and record.line for record in records(file)] == [2, 4]


def test_title_that_repeats_a_column_name_is_no_header(tmp_path: Path) -> None:
    title = [{"a": "Gemeente", "b": "Gemeente"}]
    file = xlsx(tmp_path / "a.xlsx", {"ID_WZ": "W1", "Gemeente": "Venlo"}, header=WANTED, before=title)
    [record] = records(file)
    assert record and record.line == 3
