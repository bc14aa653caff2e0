"""Who comes in for the first time."""

from pathlib import Path

import pytest

from profiles.register.models import Candidate, Profile
from tests.profiles.imports.samples import (
    TODAY,
    VENLO,
    codes,
    concept,
    csv_file,
    found,
    person,
    run,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]

State = Profile.State


def test_person_comes_in_with_facts_and_consent(file: Path) -> None:
    report = run(file, person())
    [candidate] = Candidate.objects.all()
    assert (candidate.reference, candidate.municipality) == ("WZ700001", concept("GM0983"))
    assert candidate.organisation.name == VENLO
    profile = candidate.profile
    assert (profile.hours_min, profile.hours_max) == (24, 24)
    assert codes(profile) == {"mbo", "01", "9333", "nld-spreken-goed", "B", "fiets"}
    assert (profile.state, profile.publication_basis) == (State.READY, Profile.Basis.CONSENT)
    assert (profile.confirmed_on, profile.basis_recorded_on) == (None, TODAY)
    assert profile.available_from is None
    assert report.findings == []


def test_person_can_be_found_by_reference(file: Path) -> None:
    run(file, person())
    assert Candidate.objects.with_reference("wz700001").exists()


def test_nothing_that_identifies_is_filled(file: Path) -> None:
    run(file, person())
    [candidate] = Candidate.objects.all()
    assert not any((candidate.given_name, candidate.family_name, candidate.email, candidate.phone))


def test_without_consent_a_profile_is_ready_but_not_released(file: Path) -> None:
    run(file, person(consent="Nee"))
    [profile] = Profile.objects.all()
    assert (profile.state, profile.publication_basis, profile.confirmed_on) == (State.READY, "", None)


@pytest.mark.parametrize("answer", [None, "NNB", "misschien"])
def test_unclear_consent_is_no_consent_and_told(file: Path, answer: str | None) -> None:
    report = run(file, person(consent=answer))
    assert Profile.objects.get().state == State.READY
    assert found(report) == [(2, "consent", "not_used")]


def test_who_has_no_client_profile_is_a_candidate_only(file: Path) -> None:
    report = run(file, person(profile="Nee"))
    assert Candidate.objects.count() == 1
    assert not Profile.objects.exists()
    assert report.findings == []


@pytest.mark.parametrize("answer", ["NNB", None, "misschien"])
def test_unclear_client_profile_is_no_yes(file: Path, answer: str | None) -> None:
    report = run(file, person(profile=answer, consent="Ja"))
    assert not Profile.objects.exists()
    assert found(report) == [(2, "has_profile", "not_used")]


def test_no_licence_is_said_to_not_apply(file: Path) -> None:
    run(file, person(licence="geen"))
    assert Profile.objects.get().not_applicable == ["licence"]


def test_csv_gives_the_same_as_a_workbook(tmp_path: Path) -> None:
    cells = {**person(), "Datum melding": "01-05-2020", "Inschrijfdatum": "2020-05-01"}
    report = run(csv_file(tmp_path / "a.csv", cells, separator=","))
    assert report.findings == []
    assert codes(Profile.objects.get()) == {"mbo", "01", "9333", "nld-spreken-goed", "B", "fiets"}
