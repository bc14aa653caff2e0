"""One format for all importers, safe to open and without what may be personal."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.imports.report import Done, Finding, FindingKind, Report, inert, presentable, write_csv


def finding(line: int, value: str = "", done: Done = Done.MENDED) -> Finding:
    return Finding(
        line=line, column="Gemeente", value=value, kind=FindingKind.MUNICIPALITY, done=done, why="daarom"
    )


def rows_of(report: Report) -> list[list[str]]:
    stream = io.StringIO()
    write_csv(findings=report.findings, stream=stream)
    return list(csv.reader(io.StringIO(stream.getvalue()), delimiter=";"))


def test_csv_has_a_row_per_finding() -> None:
    rows = rows_of(Report(findings=[finding(3, "Sevenum"), finding(7, "venlo")]))
    assert rows[0] == ["regel", "kolom", "waarde", "soort", "gedaan", "reden"]
    assert [row[0] for row in rows[1:]] == ["3", "7"]
    assert rows[1][1:3] == ["Gemeente", "Sevenum"]


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@x", "＝1", " =1", "\t=1"])
def test_cell_that_would_compute_is_quoted(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-8", "24-32", "venlo", "", "+31", "-0,5"])
def test_harmless_cell_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@given(st.text())
def test_no_cell_of_the_csv_begins_like_a_formula(text: str) -> None:
    [_header, row] = rows_of(Report(findings=[finding(2, presentable(text))]))
    value = row[2].lstrip()
    assert value[:1] not in tuple("=+-@") or value.replace(",", "").replace(".", "")[1:].isdecimal()


@pytest.mark.parametrize(
    "text", ["111222333", "nr 111.222.333", "jan@voorbeeld.example", "06-12345678", "+31 6 1234 5678"]
)
def test_value_that_may_be_personal_is_not_shown(text: str) -> None:
    assert presentable(text) == "(niet getoond)"


@given(st.text(max_size=300))
def test_shown_value_is_one_bounded_line(text: str) -> None:
    shown = presentable(text)
    assert len(shown) <= 81
    assert len(shown.splitlines()) <= 1


def test_summary_counts_and_shows_no_value() -> None:
    report = Report(
        findings=[finding(2, "venlo"), finding(3, "gennep"), finding(4, done=Done.REFUSED)],
        counts={"regels": 3},
        remarks=["Proef"],
    )
    lines = [line.strip() for line in report.summary()]
    assert lines[0] == "3  regels"
    assert "2  gemeente onbekend of anders geschreven" in lines
    assert lines[-1] == "Proef"
    assert "gennep" not in " ".join(lines)
