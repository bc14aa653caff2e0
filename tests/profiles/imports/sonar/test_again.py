"""The next file: updated, nothing twice, and what people did stays."""

import datetime
from pathlib import Path

import pytest

from profiles.register.models import Candidate, Profile, ProfileFact
from tests.profiles.imports.samples import (
    add_by_hand,
    codes,
    concept,
    found,
    person,
    run,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]


def test_same_file_again_changes_nothing(file: Path) -> None:
    people = [person(), person(reference="WZ2", consent="Nee"), person(reference="WZ3", profile="Nee")]
    run(file, *people)
    before = [list(model.objects.order_by("pk").values()) for model in (Candidate, Profile, ProfileFact)]
    report = run(file, *people)
    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Candidate, Profile, ProfileFact)
    ]
    assert report.findings == []
    assert (report.counts["same"], report.counts["changes"]) == (3, 0)


def test_changed_cells_are_updated_and_reported_with_what_was(file: Path) -> None:
    run(file, person())
    stamp = Profile.objects.get().updated_at
    report = run(
        file,
        person(hours=32, education="VMBO", occupation="Hovenier", municipality="Maastricht", spoken=2),
    )
    profile = Profile.objects.get()
    assert (profile.hours_min, profile.candidate.municipality) == (32, concept("GM0935"))
    assert codes(profile) == {"vmbo", "01", "6113", "nld-spreken-redelijk", "B", "fiets"}
    assert {finding.why for finding in report.findings} == {
        "Was: 24–24.", "Was: Mbo.", "Was: Laders en lossers.", "Was: Venlo.", "Was: Spreken: goed.",
    }  # fmt: skip
    assert profile.updated_at != stamp


def test_blank_cell_empties_nothing(file: Path) -> None:
    run(file, person())
    before = codes(Profile.objects.get())
    words = ("hours", "education", "sector", "occupation", "spoken", "written", "licence", "transport")
    report = run(file, person(**dict.fromkeys(words)))
    profile = Profile.objects.get()
    assert codes(profile) == before
    assert profile.hours_min == 24
    assert report.findings == []


def test_unreadable_cell_empties_nothing(file: Path) -> None:
    run(file, person())
    run(file, person(hours=400, occupation="iets", licence="Z", spoken=0))
    profile = Profile.objects.get()
    assert profile.hours_min == 24
    assert {"9333", "B", "nld-spreken-goed"} <= codes(profile)


def test_what_a_case_worker_added_stays(file: Path) -> None:
    run(file, person())
    profile = Profile.objects.get()
    profile.note = "belt liever"
    profile.available_from = datetime.date(2027, 1, 1)
    profile.save()
    add_by_hand(profile, "orderpicken", "9112", "AM")
    run(file, person(occupation="Hovenier", licence="B,BE"))
    profile.refresh_from_db()
    assert {"orderpicken", "9112", "AM", "6113", "B", "BE"} <= codes(profile)
    assert "9333" not in codes(profile)
    assert (profile.note, profile.available_from) == ("belt liever", datetime.date(2027, 1, 1))


def test_finer_education_by_hand_stays(file: Path) -> None:
    run(file, person())
    profile = Profile.objects.get()
    profile.facts.filter(concept__code="mbo").delete()
    add_by_hand(profile, "mbo-2")
    report = run(file, person())
    assert "mbo-2" in codes(profile)
    assert "mbo" not in codes(profile)
    assert report.findings == []


def test_licence_got_ends_that_it_did_not_apply(file: Path) -> None:
    run(file, person(licence="geen"))
    run(file, person(licence="B"))
    profile = Profile.objects.get()
    assert profile.not_applicable == []
    assert "B" in codes(profile)


def test_client_profile_made_later_is_added(file: Path) -> None:
    run(file, person(profile="Nee"))
    run(file, person())
    assert Candidate.objects.count() == Profile.objects.count() == 1


def test_client_profile_gone_in_the_file_stays_here(file: Path) -> None:
    run(file, person())
    report = run(file, person(profile="Nee", hours=8))
    assert Profile.objects.get().hours_min == 24
    assert found(report) == [(2, "has_profile", "noted")]


def test_history_tells_that_it_was_an_import(file: Path) -> None:
    run(file, person())
    event = Profile.objects.get().events.select_related("pgh_context").get(pgh_label="insert")
    assert event.pgh_context.metadata["source"] == "import"
