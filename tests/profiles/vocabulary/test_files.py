"""The vocabulary files are judged before the database is touched."""

from pathlib import Path

import pytest

from profiles.vocabulary.files import DATA, HEADER, read_file, read_vocabulary
from profiles.vocabulary.rows import VocabularyError
from tests.profiles.vocabulary.samples import write_file

HEAD = ",".join(HEADER)


def test_row_gets_its_place_and_words(tmp_path: Path) -> None:
    file = write_file(
        tmp_path,
        "task",
        {"code": "a"},
        {"code": "b", "parent": "a", "synonyms_nl": "een| twee |een|", "valid_from": "2026-01-01"},
    )
    _, row = read_file(file)
    assert (row.attribute, row.code, row.parent, row.origin) == ("task", "b", "a", "task.csv, line 3")
    assert row.values["synonyms_nl"] == ["een", "twee"]
    assert row.values["valid_from"] == "2026-01-01"
    assert row.values["position"] == 2


def test_empty_scheme_says_nothing(tmp_path: Path) -> None:
    (row,) = read_file(write_file(tmp_path, "task", {"code": "a", "scheme": "eigen"}))
    assert row.values["scheme"] == "eigen"
    assert "uri" not in row.values


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"code": "", "label_nl": "Iets"}, "code is empty"),
        ({"code": "a", "label_nl": ""}, "label_nl is empty"),
        ({"code": "a" * 61}, "code is longer than 60"),
        ({"code": "a", "synonyms_en": "x" * 201}, "a synonym is longer"),
        ({"code": "niet-vastgelegd"}, "made at publication"),
        ({"code": "a", "valid_until": "31-12-2026"}, "is no date"),
        ({"code": "a", "valid_from": "2027-01-01", "valid_until": "2026-12-31"}, "lies before"),
        ({"code": "a", "latitude": "noord", "longitude": "6"}, "no number of degrees"),
        ({"code": "a", "latitude": "nan", "longitude": "6"}, "no number of degrees"),
        ({"code": "a", "latitude": "91", "longitude": "6"}, "no number of degrees"),
        ({"code": "a", "latitude": "51.3"}, "needs both"),
    ],
)
def test_faulty_line_is_named(tmp_path: Path, cells: dict[str, str], fault: str) -> None:
    file = write_file(tmp_path, "place", {"code": "eerst"}, cells)
    with pytest.raises(VocabularyError, match=rf"^place\.csv, line 3: .*{fault}"):
        read_file(file)


def test_second_use_of_a_code_is_named(tmp_path: Path) -> None:
    file = write_file(tmp_path, "task", {"code": "a"}, {"code": "b"}, {"code": "a"})
    with pytest.raises(VocabularyError, match=r"line 4: code “a” was already used in task\.csv, line 2"):
        read_file(file)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("task.csv", b"", r"task\.csv, line 1: the header must be code,parent"),
        ("task.csv", b"code;parent\n", r"task\.csv, line 1: the header must be"),
        ("task.csv", f"{HEAD}\na,b\n".encode(), r"task\.csv, line 2: 2 cells instead of 12"),
        ("task.csv", HEAD.encode() + b"\n\xff\xfe", r"task\.csv: is not UTF-8"),
        ("task.csv", HEAD.encode() + b"\n\x00", r"task\.csv, line 2: "),
        ("task.csv", f'{HEAD}\n"a'.encode(), r"task\.csv, line 2: is no CSV"),
        ("plaats.csv", HEAD.encode(), r"plaats\.csv: there is no attribute “plaats”"),
    ],
)
def test_faulty_file_is_named(tmp_path: Path, name: str, content: bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(VocabularyError, match=rf"^{fault}"):
        read_vocabulary(tmp_path)


def test_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="holds no vocabulary files"):
        read_vocabulary(tmp_path)
    with pytest.raises(VocabularyError, match="is not a directory"):
        read_vocabulary(tmp_path / "elders")


def test_byte_order_mark_and_blank_lines_pass(tmp_path: Path) -> None:
    (tmp_path / "task.csv").write_bytes(f"\ufeff{HEAD}\n\na,,,,A,A,,,,,,\n,,,,,,,,,,,\n".encode())
    assert [row.code for row in read_vocabulary(tmp_path)] == ["a"]


def test_places_count_as_in_the_netherlands() -> None:
    rows = read_file(DATA / "place.csv")
    regions = {row.code for row in rows if row.parent is None}
    municipalities = [row for row in rows if row.parent]
    assert (len(regions), len(municipalities)) == (35, 342)
    assert {row.parent for row in municipalities} == regions


def test_region_lies_amid_its_municipalities() -> None:
    rows = read_file(DATA / "place.csv")
    for axis in ("latitude", "longitude"):
        for region in (row for row in rows if row.parent is None):
            of_region = [float(str(row.values[axis])) for row in rows if row.parent == region.code]
            mean = sum(of_region) / len(of_region)
            assert float(str(region.values[axis])) == pytest.approx(mean, abs=0.001)


def test_occupations_are_all_of_isco() -> None:
    rows = read_file(DATA / "occupation.csv")
    per_level = [sum(1 for row in rows if len(row.code) == level) for level in (1, 2, 3, 4)]
    assert per_level == [10, 43, 130, 436]
    assert all(row.parent == (row.code[:-1] or None) for row in rows)


def test_education_has_eleven_steps_in_four_bands() -> None:
    rows = read_file(DATA / "education.csv")
    steps = [row for row in rows if row.parent]
    assert (len(steps), len(rows) - len(steps)) == (11, 4)
    assert all(str(row.values["scheme"]).startswith("vum-opleidingsniveau:") for row in steps)
