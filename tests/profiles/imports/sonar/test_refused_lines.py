"""Lines of which nothing is taken, and all that is told of them."""

from pathlib import Path

import pytest

from profiles.register.models import Candidate, Profile
from tests.profiles.imports.samples import (
    A_BSN,
    DROPPED,
    KEPT,
    csv_file,
    found,
    person,
    run,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]


@pytest.mark.parametrize("column", KEPT)
def test_bsn_in_any_kept_column_refuses_the_line(file: Path, column: str) -> None:
    report = run(file, {**person(), column: A_BSN})
    assert found(report) == [(2, "bsn", "refused")]
    assert not Candidate.objects.exists()
    assert A_BSN not in repr(report)


@pytest.mark.parametrize("column", DROPPED)
def test_bsn_in_a_dropped_column_is_dropped_with_it(file: Path, column: str) -> None:
    report = run(file, {**person(), column: A_BSN})
    assert report.findings == []
    assert A_BSN not in repr(report)


@pytest.mark.parametrize("value", [111222333, 111222333.0, "111.222.333", "WZ111222333", " 111 222 333 "])
def test_bsn_as_reference_is_refused_however_written(file: Path, value: object) -> None:
    report = run(file, person(reference=value))
    assert found(report) == [(2, "bsn", "refused")]
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("value", [None, "NNB", "n.b.", "??", "-", "x" * 60, "=A1"])
def test_line_without_a_reference_is_refused(file: Path, value: str | None) -> None:
    report = run(file, person(reference=value), person())
    assert (2, "no_reference", "refused") in found(report)
    assert Candidate.objects.count() == 1


def test_second_line_with_a_reference_is_refused(file: Path) -> None:
    report = run(file, person(hours=16), person(reference=" wz700001"), person(reference="WZ2"))
    assert found(report) == [(3, "twice", "refused")]
    assert "regel 2" in report.findings[0].why
    assert Profile.objects.order_by("pk").first().hours_min == 16


def test_after_a_refused_line_the_next_with_its_reference_is_taken(file: Path) -> None:
    report = run(file, person(municipality="Testdorp"), person())
    assert found(report) == [(2, "municipality", "refused")]
    assert Candidate.objects.count() == 1


def test_all_that_is_wrong_with_a_refused_line_is_told(file: Path) -> None:
    report = run(file, person(municipality="Testdorp", hours=400, education="onzin"))
    assert {kind for _line, kind, _done in found(report)} == {"municipality", "hours", "education"}


def test_shifted_line_is_refused_and_shows_nothing(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", {**person(), "Gemeente": "Zzyzx"})
    text = file.read_text(encoding="utf-8-sig").replace("Zzyzx", "Zzyzx;Zzyzx")
    file.write_text(text, encoding="utf-8")
    report = run(file)
    assert found(report) == [(2, "shape", "refused")]
    assert "Zzyzx" not in repr(report)
