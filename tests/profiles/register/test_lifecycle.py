from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.register.lifecycle import TRANSITIONS, TransitionRefused, move
from profiles.register.models import Profile
from tests.factories.register import TODAY, ProfileFactory

State = Profile.State
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("start", State)
@pytest.mark.parametrize("to", State)
def test_only_declared_steps_are_possible(start: str, to: str) -> None:
    profile = ProfileFactory(state=start, publication_basis=Profile.Basis.CONSENT)
    if to in TRANSITIONS[start]:
        assert move(profile=profile, to=to, on=TODAY).state == to
    else:
        with pytest.raises(TransitionRefused, match="kan niet"):
            move(profile=profile, to=to, on=TODAY)
        profile.refresh_from_db()
        assert profile.state == start


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(State.values), max_size=8), basis=st.sampled_from(["", "consent"]))
def test_any_sequence_keeps_to_the_table(db: Any, steps: list[str], basis: str) -> None:
    profile = ProfileFactory(publication_basis=basis)
    for to in steps:
        before = Profile.objects.get(pk=profile.pk)
        allowed = to in TRANSITIONS[before.state] and (to != State.PUBLISHED or bool(basis))
        try:
            after = move(profile=profile, to=to, on=TODAY)
        except TransitionRefused:
            assert not allowed
            assert Profile.objects.get(pk=profile.pk).state == before.state
        else:
            assert allowed
            assert after.state == to
    assert basis or not Profile.objects.filter(pk=profile.pk, state=State.PUBLISHED).exists()


def test_every_state_can_be_left() -> None:
    assert all(TRANSITIONS[state] for state in State)


def test_publishing_confirms_on_that_day() -> None:
    profile = ProfileFactory(state=State.READY, publication_basis=Profile.Basis.LEGAL_TASK)
    assert move(profile=profile, to=State.PUBLISHED, on=TODAY).confirmed_on == TODAY


def test_publishing_needs_a_basis() -> None:
    with pytest.raises(TransitionRefused, match="grondslag"):
        move(profile=ProfileFactory(state=State.READY), to=State.PUBLISHED, on=TODAY)


def test_objection_stands_in_the_way_of_publishing() -> None:
    profile = ProfileFactory(state=State.READY, publication_basis="consent", candidate__objected_on=TODAY)
    with pytest.raises(TransitionRefused, match="bezwaar"):
        move(profile=profile, to=State.PUBLISHED, on=TODAY)


def test_stale_instance_does_not_undo_anothers_step() -> None:
    profile = ProfileFactory(state=State.READY, publication_basis="consent")
    move(profile=Profile.objects.get(pk=profile.pk), to=State.WITHDRAWN, on=TODAY)
    with pytest.raises(TransitionRefused):
        move(profile=profile, to=State.PUBLISHED, on=TODAY)
