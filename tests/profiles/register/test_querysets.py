import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.register.gaps import gaps
from profiles.register.models import Candidate, Profile
from tests.factories.register import TODAY, CandidateFactory, OrganisationFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary

State = Profile.State
pytestmark = pytest.mark.django_db
LONG_AGO = TODAY - datetime.timedelta(days=200)
WANTED = {
    "education": ("education", "mbo-2"),
    "task": ("task", "orderpicken"),
    "skill": ("skill", "heftruck-rijden"),
    "sector": ("sector", "52"),
}


def is_publishable(profile: Profile) -> bool:
    return Profile.objects.publishable(on=TODAY).contains(profile)


def test_published_confirmed_profile_is_publishable() -> None:
    assert is_publishable(ProfileFactory(published=True))


@pytest.mark.parametrize(
    "reason",
    [
        {"state": State.READY},
        {"state": State.PAUSED},
        {"publication_basis": ""},
        {"confirmed_on": None},
        {"confirmed_on": LONG_AGO},
        {"confirmed_on": TODAY + datetime.timedelta(days=1)},
        {"state": State.WITHDRAWN, "objected_on": TODAY},
    ],
)
def test_one_reason_is_enough_to_hide(reason: dict[str, object]) -> None:
    assert not is_publishable(ProfileFactory(published=True, **reason))


def test_last_fresh_day_still_counts() -> None:
    profile = ProfileFactory(published=True, confirmed_on=datetime.date(2026, 5, 23))
    assert is_publishable(profile)
    assert not Profile.objects.publishable(on=TODAY + datetime.timedelta(days=1)).contains(profile)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(confirmed_on=st.none() | st.dates(LONG_AGO, TODAY), state=st.sampled_from(State.values))
def test_released_profile_is_either_stale_or_publishable(
    db: Any, confirmed_on: datetime.date | None, state: str
) -> None:
    profile = ProfileFactory(published=True, state=state, confirmed_on=confirmed_on)
    stale = Profile.objects.stale(on=TODAY).contains(profile)
    assert (stale != is_publishable(profile)) == (state == State.PUBLISHED)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    recorded=st.sets(st.sampled_from(sorted(WANTED))),
    not_applicable=st.sets(st.sampled_from(sorted(WANTED))),
    has_hours=st.booleans(),
)
def test_incomplete_is_having_a_gap(
    db: Any, recorded: set[str], not_applicable: set[str], has_hours: bool
) -> None:
    words = small_vocabulary()
    profile = ProfileFactory(
        hours_min=16 if has_hours else None,
        hours_max=24 if has_hours else None,
        not_applicable=sorted(not_applicable),
        facts=[words[WANTED[name]] for name in sorted(recorded)],
    )
    missing = gaps(profile)
    assert set(missing) == (set(WANTED) - recorded - not_applicable) | ({"hours"} - {"hours" * has_hours})
    assert Profile.objects.incomplete().contains(profile) == bool(missing)


def test_who_is_at_work_need_not_be_completed() -> None:
    assert not Profile.objects.incomplete().contains(ProfileFactory(state=State.PLACED))


def test_candidates_are_found_by_reference_and_name() -> None:
    candidate = CandidateFactory(reference="VL 12", family_name="Van den Bérg")
    CandidateFactory(reference="VL 13", family_name="")
    assert list(Candidate.objects.with_reference(" vl  12 ")) == [candidate]
    assert list(Candidate.objects.named("van den berg")) == [candidate]
    assert not Candidate.objects.named("").exists()


def test_candidates_of_no_organisation_are_nobody() -> None:
    candidate = CandidateFactory()
    assert list(Candidate.objects.of(candidate.organisation)) == [candidate]
    assert not Candidate.objects.of(OrganisationFactory()).exists()
    assert not Candidate.objects.of(None).exists()


def test_candidates_without_profile_are_told_apart() -> None:
    without = CandidateFactory()
    ProfileFactory()
    assert list(Candidate.objects.without_profile()) == [without]
