import pytest
from django.db import IntegrityError, transaction

from profiles.register.models import Profile
from profiles.register.verbs.confirm_profile import ConfirmationRefused, confirm_profile
from profiles.register.verbs.lift_objection import lift_objection
from profiles.register.verbs.record_objection import ObjectionRefused, record_objection
from profiles.register.verbs.undo_confirmation import undo_confirmation
from tests.factories.register import TODAY, CandidateFactory, ProfileFactory

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


def test_undone_confirmation_leaves_no_date_behind() -> None:
    profile = ProfileFactory(published=True, confirmed_on=None)
    confirm_profile(profile=profile, on=TODAY)
    assert undo_confirmation(profile=profile, confirmed_on=TODAY, before=None).confirmed_on is None


def test_later_confirmation_is_not_undone() -> None:
    profile = ProfileFactory(published=True, confirmed_on=TODAY)
    with pytest.raises(ConfirmationRefused, match="intussen opnieuw"):
        undo_confirmation(profile=profile, confirmed_on=TODAY.replace(day=1), before=None)
    profile.refresh_from_db()
    assert profile.confirmed_on == TODAY


def test_objection_ends_release() -> None:
    profile = ProfileFactory(published=True)
    assert record_objection(candidate=profile.candidate, on=TODAY).objected_on == TODAY
    profile.refresh_from_db()
    assert (profile.state, profile.objected_on) == (State.WITHDRAWN, TODAY)


@pytest.mark.parametrize("state", [State.DRAFT, State.READY, State.PAUSED, State.PLACED])
def test_objection_of_who_is_not_shown_leaves_the_state(state: str) -> None:
    profile = ProfileFactory(state=state)
    record_objection(candidate=profile.candidate, on=TODAY)
    profile.refresh_from_db()
    assert (profile.state, profile.objected_on) == (state, TODAY)


def test_person_objects_before_there_is_a_profile() -> None:
    candidate = CandidateFactory()
    record_objection(candidate=candidate, on=TODAY)
    profile = Profile.objects.create(candidate=candidate)
    profile.refresh_from_db()
    assert profile.objected_on == TODAY


def test_nobody_releases_a_new_profile_of_who_objected() -> None:
    candidate = CandidateFactory()
    record_objection(candidate=candidate, on=TODAY)
    with pytest.raises(IntegrityError, match="profile_objected_is_not_published"), transaction.atomic():
        ProfileFactory(candidate=candidate, published=True)


def test_second_objection_keeps_the_first_date() -> None:
    candidate = ProfileFactory().candidate
    record_objection(candidate=candidate, on=TODAY)
    with pytest.raises(ObjectionRefused):
        record_objection(candidate=candidate, on=TODAY.replace(day=24))
    assert Profile.objects.get().objected_on == TODAY


def test_lifted_objection_releases_nothing() -> None:
    profile = ProfileFactory(published=True)
    record_objection(candidate=profile.candidate, on=TODAY)
    lift_objection(candidate=profile.candidate)
    profile.refresh_from_db()
    assert (profile.objected_on, profile.state) == (None, State.WITHDRAWN)
    with pytest.raises(ObjectionRefused):
        lift_objection(candidate=profile.candidate)
