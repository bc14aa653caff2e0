"""Consent that comes and goes from file to file."""

import datetime
from pathlib import Path

import pytest

from profiles.imports.files import ImportRefused
from profiles.register.models import Organisation, Profile
from tests.profiles.imports.samples import (
    TODAY,
    VENLO,
    found,
    person,
    run,
)
from tests.profiles.publication.people import crowd

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]

State = Profile.State


def test_consent_later_releases(file: Path) -> None:
    run(file, person(consent="Nee"))
    report = run(file, person())
    assert Profile.objects.get().state == State.PUBLISHED
    assert found(report) == [(2, "state", "changed")]


def released() -> Profile:
    """A person known as WZ700001 whose profile is released."""
    first, *_others = crowd(3)
    first.candidate.reference = "WZ700001"
    first.candidate.organisation = Organisation.objects.get(name=VENLO)
    first.candidate.save()
    return first


def test_lost_consent_counts_in_no_next_release(file: Path) -> None:
    profile = released()
    assert (2, "state", "changed") in found(run(file, person(consent="Nee")))
    run(file, person(consent="Nee"))
    profile.refresh_from_db()
    assert (profile.state, profile.publication_basis) == (State.PAUSED, "")
    assert not Profile.objects.publishable(on=TODAY).contains(profile)


def test_dry_run_changes_nothing(file: Path) -> None:
    profile = released()
    assert (2, "state", "changed") in found(run(file, person(consent="Nee"), dry_run=True))
    profile.refresh_from_db()
    assert profile.state == State.PUBLISHED


def test_day_of_confirmation_is_not_in_the_future(file: Path) -> None:
    with pytest.raises(ImportRefused, match="toekomst"):
        run(file, person(), confirmed_on=TODAY + datetime.timedelta(days=1))
