"""Pausing, placing, withdrawing and objecting: at once inside, outside with the next release."""

import datetime

import pytest

from explorer.release.models import Release
from profiles.publication.hide import HidingRefused, hide
from profiles.publication.withdraw import WithdrawalRefused, withdraw
from profiles.register.models import Profile
from tests.factories.register import TODAY, ProfileFactory
from tests.profiles.publication.people import ENOUGH, crowd, publish

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
State = Profile.State


@pytest.mark.parametrize("state", [State.PAUSED, State.PLACED, State.WITHDRAWN])
def test_hidden_person_is_off_every_list_at_once(state: str) -> None:
    [profile, *_others] = crowd(3)
    assert hide(profile=profile, to=state, on=TODAY).state == state
    assert profile.pk not in Profile.objects.publishable(on=TODAY).values_list("pk", flat=True)


def test_nothing_outside_changes_until_the_next_release() -> None:
    people = crowd(ENOUGH + 2, ("task", "orderpicken"))
    publish()
    before = list(Release.objects.get().groups.values())
    for profile in people[:2]:
        withdraw(profile=profile, on=TODAY)
    assert list(Release.objects.get().groups.values()) == before
    assert publish(days=1).counts["people"] == ENOUGH


def test_hiding_may_be_repeated() -> None:
    [profile] = crowd(1)
    for _ in range(2):
        assert hide(profile=profile, to=State.PAUSED, on=TODAY).state == State.PAUSED


def test_state_that_counts_is_no_hiding() -> None:
    [profile] = crowd(1)
    with pytest.raises(HidingRefused, match="telt een profiel nog mee"):
        hide(profile=profile, to=State.PUBLISHED, on=TODAY)


def test_placed_person_cannot_be_withdrawn_but_may_object() -> None:
    profile = ProfileFactory(state=State.PLACED)
    with pytest.raises(WithdrawalRefused):
        withdraw(profile=profile, on=TODAY)
    assert withdraw(profile=profile, on=TODAY, objection=True).objected_on == TODAY


def test_objection_is_recorded_once() -> None:
    [profile] = crowd(1)
    later = TODAY + datetime.timedelta(days=3)
    withdraw(profile=profile, on=TODAY, objection=True)
    assert withdraw(profile=profile, on=later, objection=True).objected_on == TODAY
