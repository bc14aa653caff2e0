"""Sheets of an .xlsx file."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from profiles.imports.archive import opened, sheet_parts
from profiles.imports.cells import Cell, Formula
from profiles.imports.files import FileRefused, Line, Sheet, damaged
from profiles.imports.formulas import formulas


def sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook, one in memory at a time. Raises FileRefused."""
    with opened(path) as archive:
        parts = sheet_parts(archive)
        try:
            workbook = CalamineWorkbook.from_path(path)
            names = [about.name for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
            for name in names:
                # Looked through first: only then is it known to fit in memory.
                computed = _computed(archive, parts.get(name))
                yield Sheet(name, _lines(workbook.get_sheet_by_name(name), computed), typed=True)
        except CalamineError:
            raise FileRefused(damaged()) from None


def _computed(archive: zipfile.ZipFile, part: str | None) -> dict[tuple[int, int], str]:
    if part is None:
        raise FileRefused(damaged())
    with archive.open(part) as stream:
        return formulas(stream)


def _lines(sheet: CalamineSheet, computed: Mapping[tuple[int, int], str]) -> Iterator[Line]:
    # Empty columns before the first filled one are left out by the reader.
    before = sheet.start[1] if sheet.start else 0
    lines_computed = {line for line, _ in computed}
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells: list[Cell] = [*[None] * before, *values]
        if number in lines_computed:
            cells = _with_formulas(cells, number, computed)
        yield Line(number, cells)


def _with_formulas(cells: list[Cell], number: int, computed: Mapping[tuple[int, int], str]) -> list[Cell]:
    return [
        Formula(computed[number, column]) if (number, column) in computed else cell
        for column, cell in enumerate(cells, start=1)
    ]
