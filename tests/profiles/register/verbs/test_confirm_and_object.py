import pytest

from profiles.register.models import Profile
from profiles.register.verbs.confirm_profile import ConfirmationRefused, confirm_profile
from profiles.register.verbs.lift_objection import lift_objection
from profiles.register.verbs.record_objection import ObjectionRefused, record_objection
from tests.factories.register import TODAY, ProfileFactory

State = Profile.State
pytestmark = pytest.mark.django_db


def test_confirmation_brings_a_stale_profile_back() -> None:
    profile = ProfileFactory(published=True, confirmed_on=None)
    assert Profile.objects.stale(on=TODAY).contains(profile)
    confirm_profile(profile=profile, on=TODAY)
    assert Profile.objects.publishable(on=TODAY).contains(profile)


@pytest.mark.parametrize("state", [State.PLACED, State.WITHDRAWN])
def test_who_is_gone_has_nothing_to_confirm(state: str) -> None:
    with pytest.raises(ConfirmationRefused, match="Er valt niets te bevestigen"):
        confirm_profile(profile=ProfileFactory(state=state), on=TODAY)


def test_objection_ends_release() -> None:
    profile = record_objection(profile=ProfileFactory(published=True), on=TODAY)
    assert (profile.state, profile.objected_on) == (State.WITHDRAWN, TODAY)


@pytest.mark.parametrize("state", [State.DRAFT, State.READY, State.PAUSED, State.PLACED])
def test_objection_of_who_is_not_shown_leaves_the_state(state: str) -> None:
    assert record_objection(profile=ProfileFactory(state=state), on=TODAY).state == state


def test_second_objection_keeps_the_first_date() -> None:
    profile = record_objection(profile=ProfileFactory(), on=TODAY)
    with pytest.raises(ObjectionRefused):
        record_objection(profile=profile, on=TODAY.replace(day=24))
    assert Profile.objects.get().objected_on == TODAY


def test_lifted_objection_releases_nothing() -> None:
    profile = record_objection(profile=ProfileFactory(published=True), on=TODAY)
    lifted = lift_objection(profile=profile)
    assert (lifted.objected_on, lifted.state) == (None, State.WITHDRAWN)
    with pytest.raises(ObjectionRefused):
        lift_objection(profile=lifted)
