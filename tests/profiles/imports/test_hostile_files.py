"""Files that were made to do harm: one clear message, and no time or memory out of proportion."""

import random
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.imports.files import FileRefused
from profiles.imports.table import Record, read_table
from tests.database import ROOT
from tests.profiles.imports.samples import csv_file, person, xlsx

WANTED = ("ID_WZ", "Gemeente")
MEGABYTES = 1_000_000
# What the process takes with Django and the reader loaded is about 60 MB.
MOST_MEMORY = 300 * MEGABYTES
MOST_SECONDS = 30

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEAD = (
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>ID_WZ</t></is></c>'
    b'<c r="B1" t="inlineStr"><is><t>Gemeente</t></is></c></row>'
)
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def records(path: Path) -> list[Record | None]:
    return list(read_table(path, wanted=WANTED).records)


def refusal(path: Path) -> str:
    with pytest.raises(FileRefused) as caught:
        records(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def workbook(path: Path, rows: Iterator[bytes], *, strings: Iterable[bytes] = ()) -> Path:
    """A workbook with these rows below a header, and these shared texts; written a piece at a time."""
    good = xlsx(path.with_name("goed.xlsx"), person())
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            if name not in {SHEET, STRINGS}:
                made.writestr(name, source.read(name))
        with made.open(SHEET, "w", force_zip64=True) as stream:
            stream.write(b"<worksheet " + MAIN + b"><sheetData>" + HEAD)
            for row in rows:
                stream.write(row)
            stream.write(b"</sheetData></worksheet>")
        with made.open(STRINGS, "w", force_zip64=True) as stream:
            stream.write(b"<sst " + MAIN + b">")
            for text in strings:
                stream.write(text)
            stream.write(b"</sst>")
    return path


def million_texts(path: Path) -> Path:
    texts = (
        b"".join(b"<si><t>text %d</t></si>" % (block * 1000 + n) for n in range(1000))
        for block in range(1000)
    )
    return workbook(path, iter([b'<row r="2"><c r="A2" t="s"><v>999999</v></c></row>']), strings=texts)


def text_repeated_in_each_cell(path: Path) -> Path:
    """A text of 32 KB that 3.5 million cells have: 110 GB for whoever lays it out."""
    rows = (
        b'<row r="%d">' % number + b'<c t="s"><v>0</v></c>' * 35 + b"</row>" for number in range(2, 60_000)
    )
    return workbook(path, rows, strings=iter([b"<si><t>" + b"x" * 32_000 + b"</t></si>"]))


def wide_row(path: Path) -> Path:
    return workbook(path, iter([b'<row r="2">', *[b"<c><v>1</v></c>" * 1000] * 500, b"</row>"]))


def nested(path: Path) -> Path:
    return workbook(path, iter([b"<a>" * 1000] * 500))


def one_endless_text(path: Path) -> Path:
    return workbook(path, iter([b'<row r="2"><c t="inlineStr"><is><t>', *[b"x" * 100_000] * 900]))


def unpacks_to_a_gigabyte(path: Path) -> Path:
    return workbook(path, iter([b" " * MEGABYTES] * 1000))


def wide_csv(path: Path) -> Path:
    path = path.with_suffix(".csv")
    line = ";".join(["ID_WZ", "Gemeente", *map(str, range(500_000))])
    path.write_text("\n".join([line] * 8), encoding="utf-8")
    return path


def endless_quote(path: Path) -> Path:
    path = path.with_suffix(".csv")
    path.write_text('ID_WZ;Gemeente\n"' + "x" * 40 + ("\n" + "y" * 60) * 1_000_000, encoding="utf-8")
    return path


def one_line_of_a_hundred_megabytes(path: Path) -> Path:
    path = path.with_suffix(".csv")
    path.write_bytes(b"ID_WZ;Gemeente\n" + b"z" * 100 * MEGABYTES)
    return path


def million_lines(path: Path) -> Path:
    path = path.with_suffix(".csv")
    path.write_text("ID_WZ;Gemeente\n" + "W1;Venlo\n" * 1_000_000, encoding="utf-8")
    return path


READ = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from profiles.imports.files import FileRefused
from profiles.imports.table import read_table
try:
    found = sum(1 for _ in read_table(Path(sys.argv[1]), wanted=("ID_WZ", "Gemeente")).records)
    said = f"{found} lines"
except FileRefused as refused:
    said = str(refused)
# Not ru_maxrss: that keeps the peak of the process that this one was forked from.
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), said)
"""


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (million_texts, "1 lines"),
        (text_repeated_in_each_cell, "59998 lines"),
        (wide_row, "te groot"),
        (nested, "geen leesbaar"),
        (one_endless_text, "te groot"),
        (unpacks_to_a_gigabyte, "te groot"),
        (wide_csv, "te groot"),
        (endless_quote, "niet heel"),
        (one_line_of_a_hundred_megabytes, "te groot"),
        (million_lines, "te groot"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_file_takes_bounded_memory_and_time(tmp_path: Path, make: Callable[[Path], Path], said: str) -> None:
    path = make(tmp_path / "a.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS)),
    )
    memory, answer = done.stdout.split(" ", 1)
    assert said in answer
    assert int(memory) * 1024 < MOST_MEMORY


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp037", "utf-7"])
def test_xml_in_another_encoding_is_read_right_or_refused(tmp_path: Path, encoding: str) -> None:
    path = workbook(tmp_path / "a.xlsx", iter([b'<row r="2"><c r="A2"><v>7</v></c></row>']))
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    parts[SHEET] = (declared + parts[SHEET].decode()).encode(encoding)
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    try:
        [record] = records(path)
        assert record and record.cells["ID_WZ"] == 7
    except FileRefused as refused:
        assert "geen leesbaar" in str(refused)


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="3"></row><row r="2"></row>',
        b'<row r="x"></row>',
        b'<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
        b'<row r="2"><c r="A2" t="s"><v>99</v></c></row>',
        b'<row r="2"><c r="A2" t="s"><v>x</v></c></row>',
        b'<row r="2"><c r="A9"><v>1</v></c></row>',
        b'<row r="2"><c r="A2"><v>een</v></c></row>',
        b'<row r="2"><c r="A2" s="x"><v>1</v></c></row>',
    ],
)
def test_sheet_that_contradicts_itself_is_refused(tmp_path: Path, row: bytes) -> None:
    assert "geen leesbaar" in refusal(workbook(tmp_path / "a.xlsx", iter([row])))


def test_bits_that_flipped_are_refused_or_harmless(tmp_path: Path) -> None:
    good = xlsx(tmp_path / "goed.xlsx", *[person(reference=f"W{number}") for number in range(50)])
    content, rng = good.read_bytes(), random.Random(12)
    for _ in range(150):
        flipped = bytearray(content)
        flipped[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path = tmp_path / "a.xlsx"
        path.write_bytes(flipped)
        try:
            found = records(path)
        except FileRefused as refused:
            assert "\n" not in str(refused)
        else:
            assert len(found) == 50


def test_part_with_two_names_that_differ_in_case_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", person())
    with zipfile.ZipFile(path, "a") as made:
        made.writestr(SHEET.upper(), b"<worksheet/>")
    assert "geen leesbaar" in refusal(path)


def test_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", person())
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(mark)
        while start >= 0:
            (flags,) = struct.unpack_from("<H", content, start + at)
            struct.pack_into("<H", content, start + at, flags | 1)
            start = content.find(mark, start + 4)
    path.write_bytes(content)
    assert "geen leesbaar" in refusal(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_after_a_header_are_lines_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"ID_WZ;Gemeente\n" + content)
    try:
        records(path)
    except FileRefused as refused:
        assert "\n" not in str(refused)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_usual_encodings_keep_their_letters(tmp_path: Path, encoding: str) -> None:
    path = csv_file(tmp_path / "a.csv", {**person(), "Gemeente": "Súdwest-Fryslân"}, encoding=encoding)
    [record] = records(path)
    assert record and record.cells["Gemeente"] == "Súdwest-Fryslân"


@pytest.mark.parametrize("content", ["ID_WZ;Gemeente\nW1;Venlo".encode("utf-16"), b"ID_WZ;Gem\x00eente\n"])
def test_text_of_two_bytes_a_letter_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert "geen leesbare tekst" in refusal(path)
