"""Files for trying out, without references or real places."""

from pathlib import Path

import pytest

from profiles.imports.files import ImportRefused
from profiles.register.models import Candidate
from tests.profiles.imports.samples import (
    A_BSN,
    found,
    person,
    run,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]


def test_missing_references_are_numbered_when_asked(file: Path) -> None:
    people = [person(reference="NNB"), person(reference="NNB")]
    for _ in range(2):
        report = run(file, *people, number_missing=True)
    assert [each.reference for each in Candidate.objects.order_by("pk")] == [
        "export-rij-2",
        "export-rij-3",
    ]
    assert found(report) == [(2, "numbered", "noted"), (3, "numbered", "noted")]


def test_municipality_stands_in_when_asked(file: Path) -> None:
    report = run(file, person(municipality=12345), person(reference="W2"), municipality="sevenum")
    codes = Candidate.objects.order_by("pk").values_list("municipality__code", flat=True)
    assert list(codes) == ["GM1507", "GM0983"]
    assert found(report) == [(2, "municipality", "noted")]


def test_municipality_that_stands_in_must_be_known(file: Path) -> None:
    with pytest.raises(ImportRefused, match="“Testdorp” is niet bekend"):
        run(file, person(), municipality="Testdorp")


def test_bsn_in_the_name_of_a_file_makes_no_reference(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="naam van het bestand"):
        run(tmp_path / f"{A_BSN}.xlsx", person(reference=None), number_missing=True)
