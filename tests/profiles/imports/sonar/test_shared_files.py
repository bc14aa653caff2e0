"""The realistic export, whose faults are known, and the published example."""

import json
from collections import Counter
from pathlib import Path

import pytest

from profiles.imports.report import Report
from profiles.register.models import Candidate, Organisation, Profile
from profiles.vocabulary.files import DATA, read_vocabulary
from profiles.vocabulary.merge import merge
from tests.profiles.imports.samples import NOW, VENLO, found, run

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

# What is said to be wrong with the file, in its own words, and the kinds that our report has for it.
KINDS = {
    "municipality unknown (padding, case and the former name Sevenum may be mended)": "municipality",
    "no ID_WZ": "no_reference",
    "a BSN stands in ID_WZ: must never be stored": "bsn",
    "the same ID_WZ twice in one file": "twice",
    "hours unreadable or out of range (24-32 is readable as a range)": "hours",
    "licence unreadable (';' and lower case are readable)": "licence",
    "date impossible, in the future, or as text": "date",
    "formula in a text cell": "formula",
    "education as free text": "education",
    "misspelt occupation": "misspelt",
}
BLANK = "blank row: to be passed over in silence"


@pytest.fixture(autouse=True)
def real_vocabulary(shared_data: Path) -> None:
    merge(read_vocabulary(DATA))


def imported(path: Path, **wishes: object) -> Report:
    return run(path, **{"organisation": None, "create_organisations": True, **wishes})


def test_report_accounts_for_every_known_fault_and_no_more(shared_data: Path) -> None:
    expected = json.loads((shared_data / "sonar-noord-limburg.expect.json").read_text("utf-8"))
    report = imported(shared_data / "sonar-noord-limburg.xlsx", dry_run=True)
    kinds = Counter(kind for _line, kind, _done in found(report))
    faults = {**expected["refuse"], **expected["warn"]}
    assert report.counts["read"] == expected["rows"]
    assert report.counts["blank"] == faults.pop(BLANK)
    assert {fault: kinds[KINDS[fault]] for fault in faults} == faults
    assert set(kinds) == set(KINDS.values())
    assert {kind: number for (kind, done), number in _by_done(report).items() if done == "refused"} == {
        "no_reference": 10,
        "bsn": 8,
        "twice": 6,
    }
    assert {kind: number for (kind, done), number in _by_done(report).items() if done == "mended"} == {
        "municipality": 10, "hours": 4, "licence": 7, "education": 8, "misspelt": 10,
    }  # fmt: skip


def test_every_other_line_is_a_person_and_again_nothing_changes(shared_data: Path) -> None:
    first = imported(shared_data / "sonar-noord-limburg.xlsx")
    assert Candidate.objects.count() == 3410 - 18 - 24
    assert Profile.objects.count() == 2317
    assert Profile.objects.filter(publication_basis="consent").count() == 2231
    assert not Profile.objects.publishable(on=NOW.date()).exists()
    assert Organisation.objects.count() == 8
    second = imported(shared_data / "sonar-noord-limburg.xlsx")
    assert second.findings == first.findings
    assert (second.counts["same"], second.counts["changes"]) == (3410 - 18 - 24, 0)


def test_published_example_is_refused_line_by_line(shared_data: Path) -> None:
    report = imported(shared_data / "SonarDashboardExample.xlsx", organisation="Gemeente Venlo")
    assert report.counts["refused"] == 24
    assert _by_done(report)["no_reference", "refused"] == 24
    assert not Candidate.objects.exists()


def test_published_example_comes_in_when_asked(shared_data: Path) -> None:
    report = imported(
        shared_data / "SonarDashboardExample.xlsx",
        organisation=VENLO,
        number_missing=True,
        municipality="Venlo",
    )
    assert Candidate.objects.count() == 24
    # NNB in the column Klantprofiel is no yes.
    assert not Profile.objects.exists()
    assert _by_done(report)["has_profile", "not_used"] == 24
    assert report.counts["refused"] == 0


def _by_done(report: Report) -> Counter[tuple[str, str]]:
    return Counter((kind, done) for _line, kind, done in found(report))
