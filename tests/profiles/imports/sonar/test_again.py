"""The next file: updated, nothing twice, and what people did stays."""

import datetime
from pathlib import Path

import pytest

from profiles.imports.models import Import, ImportedValues
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
        "Was: 24.", "Was: Mbo.", "Was: Laders en lossers.", "Was: Venlo.", "Was: Spreken: goed.",
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


def by_hand(profile: Profile, **fields: object) -> None:
    """Change fields as a page does."""
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.save()


def test_value_changed_by_hand_wins_and_is_told_whatever_the_file_says(file: Path) -> None:
    run(file, person())
    by_hand(Profile.objects.get(), hours_min=16, hours_max=20)
    for hours in (24, 28):
        report = run(file, person(hours=hours))
        assert found(report) == [(2, "conflict", "kept")]
        assert "16–20" in report.findings[0].why
        assert report.findings[0].value == str(hours)
        assert (report.counts["conflict"], report.counts["changes"]) == (1, 0)
        assert Profile.objects.get().hours_max == 20


def test_value_that_was_emptied_by_hand_stays_empty(file: Path) -> None:
    run(file, person())
    profile = Profile.objects.get()
    by_hand(profile, hours_min=None, hours_max=None)
    profile.facts.filter(concept__code__in=["9333", "mbo"]).delete()
    report = run(file, person())
    assert {kind for _line, kind, _done in found(report)} == {"conflict"}
    assert len(report.findings) == 3
    assert codes(profile) == {"01", "nld-spreken-goed", "B", "fiets"}


def test_place_changed_by_hand_stays(file: Path) -> None:
    run(file, person())
    Candidate.objects.update(municipality=concept("GM0935"))
    assert found(run(file, person())) == [(2, "conflict", "kept")]
    assert Candidate.objects.get().municipality == concept("GM0935")


def test_value_entered_before_the_first_import_wins(file: Path) -> None:
    run(file, person())
    ImportedValues.objects.all().delete()
    by_hand(Profile.objects.get(), hours_min=16, hours_max=20)
    assert found(run(file, person())) == [(2, "conflict", "kept")]


def test_what_the_register_lacked_is_filled(file: Path) -> None:
    run(file, person(hours=None, education=None))
    run(file, person())
    profile = Profile.objects.get()
    assert profile.hours_min == 24 and "mbo" in codes(profile)


def test_import_confirms_and_releases_nothing(file: Path) -> None:
    run(file, person(consent="Nee"))
    run(file, person())
    profile = Profile.objects.get()
    assert (profile.state, profile.confirmed_on) == (Profile.State.READY, None)
    assert profile.publication_basis == Profile.Basis.CONSENT


def test_released_profile_is_not_confirmed_by_being_in_a_file_again(file: Path) -> None:
    run(file, person())
    by_hand(Profile.objects.get(), state=Profile.State.PUBLISHED, confirmed_on=datetime.date(2026, 3, 1))
    run(file, person(hours=32))
    profile = Profile.objects.get()
    assert (profile.state, profile.confirmed_on) == (Profile.State.PUBLISHED, datetime.date(2026, 3, 1))


def test_consent_that_is_gone_hides_also_what_was_released_by_hand(file: Path) -> None:
    run(file, person())
    by_hand(Profile.objects.get(), state=Profile.State.PUBLISHED, confirmed_on=datetime.date(2026, 11, 1))
    report = run(file, person(consent="Nee"))
    assert (2, "state", "changed") in found(report)
    assert report.counts["hides"] == 1
    profile = Profile.objects.get()
    assert (profile.state, profile.publication_basis) == (Profile.State.PAUSED, "")


def test_consent_given_by_hand_after_a_no_is_not_taken_by_the_same_no(file: Path) -> None:
    run(file, person(consent="Nee"))
    by_hand(Profile.objects.get(), publication_basis=Profile.Basis.CONSENT)
    report = run(file, person(consent="Nee"))
    assert found(report) == [(2, "conflict", "kept")]
    assert Profile.objects.get().publication_basis == Profile.Basis.CONSENT


@pytest.mark.parametrize("consent", ["Ja", "Nee"])
def test_legal_task_stays_the_basis(file: Path, consent: str) -> None:
    run(file, person(consent=None))
    by_hand(Profile.objects.get(), publication_basis=Profile.Basis.LEGAL_TASK)
    run(file, person(consent=consent))
    assert Profile.objects.get().publication_basis == Profile.Basis.LEGAL_TASK


@pytest.mark.parametrize("state", ["draft", "paused", "placed", "withdrawn"])
def test_state_that_a_colleague_chose_stays(file: Path, state: str) -> None:
    run(file, person(consent="Nee"))
    by_hand(Profile.objects.get(), state=state)
    run(file, person(hours=32))
    assert Profile.objects.get().state == state


def test_objection_stays_and_a_new_profile_has_it_too(file: Path) -> None:
    run(file, person(profile="Nee"))
    Candidate.objects.update(objected_on=datetime.date(2026, 3, 1))
    run(file, person())
    assert Profile.objects.get().objected_on == datetime.date(2026, 3, 1)


def test_dry_run_leaves_no_trace(file: Path) -> None:
    run(file, person(), dry_run=True)
    assert not Import.objects.exists() and not ImportedValues.objects.exists()
