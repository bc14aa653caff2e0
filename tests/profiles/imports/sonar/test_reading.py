"""What a single cell says, and that no cell can make that go wrong."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.imports.files import Formula, is_formula, is_unknown, text_of
from profiles.imports.report import Done
from profiles.imports.sonar.reading import read_day, read_hours, read_level, read_yes_or_no
from tests.profiles.imports.samples import TODAY

CELLS = st.one_of(
    st.none(),
    st.text(),
    st.text(alphabet="0123456789-–/., tmuren", max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(Formula, st.text()),
)


@pytest.mark.parametrize(
    ("text", "hours", "done"),
    [
        ("24", (24, 24), None),
        ("24.0", (24, 24), None),
        ("24-32", (24, 32), Done.MENDED),
        ("24 – 32 uur", (24, 32), Done.MENDED),
        ("24 t/m 32", (24, 32), Done.MENDED),
        ("20,5", (20, 21), Done.MENDED),
        ("24 uur", (24, 24), Done.MENDED),
        ("32-24", None, Done.NOT_USED),
        ("0", None, Done.NOT_USED),
        ("-8", None, Done.NOT_USED),
        ("400", None, Done.NOT_USED),
        ("n.b.", None, Done.NOT_USED),
        ("veel", None, Done.NOT_USED),
    ],
)
def test_hours_are_read_as_a_range(text: str, hours: tuple[int, int] | None, done: Done | None) -> None:
    reading = read_hours(text)
    assert (reading.value, reading.done) == (hours, done)


@given(CELLS)
def test_hours_of_any_cell_fit_the_register(cell: object) -> None:
    reading = read_hours(text_of(cell))
    assert reading.value is None or 1 <= reading.value[0] <= reading.value[1] <= 60
    assert reading.value is not None or reading.done == Done.NOT_USED


@pytest.mark.parametrize(("text", "level"), [("0", None), ("1", 1), ("4", 4)])
def test_language_level_nought_is_unknown(text: str, level: int | None) -> None:
    reading = read_level(text)
    assert (reading.value, reading.done) == (level, None)


@given(CELLS)
def test_language_level_of_any_cell_is_one_to_four(cell: object) -> None:
    assert read_level(text_of(cell)).value in {None, 1, 2, 3, 4}


@pytest.mark.parametrize("text", ["J", "1", "x", "Ja?", "ja nee", "Jaa", ""])
def test_consent_is_never_guessed(text: str) -> None:
    assert read_yes_or_no(text).value is None


@given(CELLS)
def test_only_a_written_yes_is_a_yes(cell: object) -> None:
    text = text_of(cell)
    assert read_yes_or_no(text).value is not True or text.casefold() in {"ja", "true"}


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (datetime.date(2020, 5, 1), ""),
        (datetime.datetime(2020, 5, 1, 9, 30), ""),
        (datetime.date(2031, 1, 1), "Deze datum ligt in de toekomst."),
        ("2031-01-01", "Deze datum ligt in de toekomst."),
        ("31-02-2021", "Deze datum bestaat niet."),
        ("01-02-2021", "Deze datum staat als tekst in het bestand."),
        (45060.0, "Deze datum bestaat niet."),
        ("gisteren", "Deze datum bestaat niet."),
    ],
)
def test_days_are_checked(cell: object, why: str) -> None:
    assert read_day(cell, on=TODAY, typed=True).why == why


def test_date_as_text_is_usual_in_csv() -> None:
    assert read_day("01-02-2021", on=TODAY, typed=False).value == datetime.date(2021, 2, 1)


@given(CELLS, st.booleans())
def test_any_cell_is_a_past_day_or_is_told(cell: object, typed: bool) -> None:
    reading = read_day(cell, on=TODAY, typed=typed)
    assert (reading.value is None) == (reading.done is not None)
    assert reading.value is None or reading.value <= TODAY


@pytest.mark.parametrize("text", ["NNB", "nnb", "n.b.", "N.B", "??", "-", "onbekend", " ? "])
def test_words_for_not_known_are_recognised(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize("cell", [Formula("1+1"), "=1+1", "+1+1", "-1+1", "@SUM(A1)", ' =HYPERLINK("x")'])
def test_formulas_are_recognised(cell: object) -> None:
    assert is_formula(cell)


@pytest.mark.parametrize("cell", ["-8", "+3,5", "-", "--", "24-32", -8.0, None, ""])
def test_numbers_and_dashes_are_no_formulas(cell: object) -> None:
    assert not is_formula(cell)


@given(CELLS)
def test_text_of_any_cell_can_be_had(cell: object) -> None:
    text = text_of(cell)
    assert text == text.strip() or isinstance(cell, Formula)
    assert isinstance(is_formula(cell), bool)
    assert isinstance(is_unknown(text), bool)
