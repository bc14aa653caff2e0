"""What ends by policy: said before, done at night, and only when it is still so."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from profiles.access.scope import as_system
from profiles.caseload.models import RetentionPolicy
from profiles.caseload.retention import PAUSE, PLACED, end, endings
from profiles.register.models import Candidate, Profile
from profiles.register.months import months_later
from tests.database import as_owner
from tests.factories.register import TODAY, CandidateFactory, ProfileFactory

State = Profile.State
pytestmark = pytest.mark.django_db(databases=["default", "explorer"], transaction=True)


def aged(profile: Profile, *, months: int) -> Profile:
    """The profile as if it was last saved so long ago."""
    at = datetime.datetime.combine(months_later(TODAY, -months), datetime.time(12), datetime.UTC)
    Profile.objects.filter(pk=profile.pk).update(updated_at=at)
    return profile


def due(**kwargs: Any) -> list[tuple[int, str]]:
    return [(each.candidate.pk, each.reason) for each in endings(on=TODAY, **kwargs)]


def test_profile_pauses_a_year_after_its_confirmation() -> None:
    with as_system():
        old = ProfileFactory(published=True, confirmed_on=months_later(TODAY, -13))
        soon = ProfileFactory(
            published=True, confirmed_on=months_later(TODAY, -12) + datetime.timedelta(days=9)
        )
        ProfileFactory(published=True)
        assert due() == [(old.candidate_id, PAUSE)]
        assert due(ahead=True) == [(old.candidate_id, PAUSE), (soon.candidate_id, PAUSE)]
        for each in list(endings(on=TODAY)):
            assert end(each, on=TODAY)
        old.refresh_from_db()
        assert old.state == State.PAUSED
        assert due() == []


def test_terms_of_the_policy_hold() -> None:
    with as_system():
        placed = aged(ProfileFactory(state=State.PLACED), months=7)
        assert due() == []
        RetentionPolicy.objects.create(pk=1, placed_months=6)
        assert due() == [(placed.candidate_id, PLACED)]


def test_who_comes_back_in_time_stays() -> None:
    with as_system():
        placed = aged(ProfileFactory(state=State.PLACED), months=25)
        [ending] = endings(on=TODAY)
        Profile.objects.filter(pk=placed.pk).update(state=State.DRAFT)
        assert not end(ending, on=TODAY)
        assert Candidate.objects.exists()


def test_person_and_history_go_when_the_term_ends() -> None:
    with as_system():
        withdrawn = aged(ProfileFactory(state=State.WITHDRAWN), months=13)
        CandidateFactory()
        [ending] = endings(on=TODAY)
        assert end(ending, on=TODAY)
        assert not Candidate.objects.filter(pk=withdrawn.candidate_id).exists()
        assert Candidate.objects.count() == 1


def test_report_changes_nothing_and_apply_does() -> None:
    with as_system():
        ProfileFactory(published=True, confirmed_on=months_later(TODAY, -13))
    said = StringIO()
    call_command("apply_retention", stdout=said)
    assert "pause" in said.getvalue() and "1 due; nothing was changed" in said.getvalue()
    with as_system():
        assert Profile.objects.get().state == State.PUBLISHED
    call_command("apply_retention", "--apply", stdout=said)
    assert "1 done" in said.getvalue()
    with as_system():
        assert Profile.objects.get().state == State.PAUSED
    with as_owner():
        pass
