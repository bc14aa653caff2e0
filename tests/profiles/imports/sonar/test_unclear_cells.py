"""Cells that are mended, left out or passed over."""

from pathlib import Path

import pytest

from profiles.register.models import Profile
from tests.profiles.imports.samples import (
    codes,
    found,
    person,
    run,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]


@pytest.mark.parametrize(
    ("cells", "kind", "done"),
    [
        ({"hours": 400}, "hours", "not_used"),
        ({"hours": "24-32"}, "hours", "mended"),
        ({"education": "  mbo niveau 2 <b>"}, "education", "mended"),
        ({"education": "iets"}, "education", "not_used"),
        ({"sector": 4}, "sector", "not_used"),
        ({"occupation": "Magazijnmedewreker"}, "misspelt", "mended"),
        ({"occupation": "iets"}, "occupation", "not_used"),
        ({"occupation": '=HYPERLINK("http://evil.example","x")'}, "formula", "not_used"),
        ({"licence": "b;be"}, "licence", "mended"),
        ({"transport": "paard"}, "transport", "not_used"),
        ({"spoken": 7}, "language", "not_used"),
        ({"enrolled": "31-02-2021"}, "date", "not_used"),
        ({"municipality": "VENLO"}, "municipality", "mended"),
    ],
)
def test_cell_is_told_and_the_rest_taken(file: Path, cells: dict[str, object], kind: str, done: str) -> None:
    report = run(file, person(**cells))
    assert found(report) == [(2, kind, done)]
    assert Profile.objects.count() == 1


def test_unreadable_cell_is_not_recorded(file: Path) -> None:
    run(file, person(hours="n.b.", occupation="iets leuks"))
    profile = Profile.objects.get()
    assert profile.hours_min is None
    assert "9333" not in codes(profile)


def test_blank_lines_pass_in_silence(file: Path) -> None:
    report = run(file, {}, person(), {"ID_WZ": " "})
    assert report.findings == []
    assert report.counts["blank"] == 2


def test_date_that_looks_like_a_bsn_is_no_bsn(file: Path) -> None:
    report = run(file, person(enrolled="12-03-2019"), person(reference="W2", enrolled="26-01-2020"))
    assert {kind for _line, kind, _done in found(report)} == {"date"}
