"""Consent that comes and goes from file to file."""

import datetime
from pathlib import Path

import pytest

from explorer.release.models import Withdrawal
from profiles.exchange.files import ImportRefused
from profiles.publication import conceal
from profiles.publication.publish_release import publish_release
from profiles.register.models import Candidate, Organisation, Profile
from tests.profiles.exchange.samples import (
    TODAY,
    VENLO,
    found,
    person,
    run,
)
from tests.profiles.publication.people import crowd, small_policy

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


def released() -> tuple[Profile, int]:
    """Somebody known as WZ700001 on an active release of six."""
    first, *_others = crowd(6)
    first.candidate.reference = "WZ700001"
    first.candidate.organisation = Organisation.objects.get(name=VENLO)
    first.candidate.save()
    return first, publish_release(on=TODAY, policy=small_policy()).release_number


def test_lost_consent_hides_at_once(file: Path) -> None:
    profile, number = released()
    report = run(file, person(consent="Nee"))
    profile.refresh_from_db()
    assert (profile.state, profile.publication_basis) == (State.PAUSED, "")
    assert Withdrawal.objects.filter(release=number).count() == 1
    assert (2, "state", "changed") in found(report)
    run(file, person(consent="Nee"))
    assert Withdrawal.objects.filter(release=number).count() == 1


def test_dry_run_hides_nobody(file: Path) -> None:
    profile, number = released()
    run(file, person(consent="Nee"), dry_run=True)
    profile.refresh_from_db()
    assert profile.state == State.PUBLISHED
    assert not Withdrawal.objects.filter(release=number).exists()


def test_when_hiding_fails_nothing_is_imported(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile, _number = released()

    def fail(**_places: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(conceal, "withdraw_missing", fail)
    with pytest.raises(ConnectionError):
        run(file, person(consent="Nee"), person(reference="WZ2"))
    profile.refresh_from_db()
    assert profile.state == State.PUBLISHED
    assert not Candidate.objects.with_reference("WZ2").exists()


def test_day_of_confirmation_is_not_in_the_future(file: Path) -> None:
    with pytest.raises(ImportRefused, match="toekomst"):
        run(file, person(), confirmed_on=TODAY + datetime.timedelta(days=1))
