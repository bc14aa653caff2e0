"""What a yes or a no in the file does, and what it leaves to people."""

import datetime

import pytest

from profiles.imports.report import Done
from profiles.imports.sonar.consent import Calendar, give_consent, take_consent_away
from profiles.register.models import Profile
from tests.profiles.imports.samples import TODAY

State, Basis = Profile.State, Profile.Basis
EARLIER = datetime.date(2026, 3, 1)


def profile(state: str, basis: str = "", **fields: object) -> Profile:
    return Profile(state=state, publication_basis=basis, **fields)


def test_yes_releases_a_ready_profile_on_consent() -> None:
    mine = profile(State.READY)
    said = give_consent(mine, Calendar(today=TODAY))
    assert said and said[0] == Done.CHANGED
    assert (mine.state, mine.publication_basis) == (State.PUBLISHED, Basis.CONSENT)
    assert (mine.confirmed_on, mine.basis_recorded_on) == (TODAY, TODAY)


def test_given_day_is_the_day_of_confirmation() -> None:
    mine = profile(State.READY)
    give_consent(mine, Calendar(today=TODAY, confirmed_on=EARLIER))
    assert (mine.confirmed_on, mine.basis_recorded_on) == (EARLIER, TODAY)


@pytest.mark.parametrize("state", [State.DRAFT, State.PAUSED, State.PLACED, State.WITHDRAWN])
def test_what_a_colleague_decided_stays(state: str) -> None:
    mine = profile(state)
    said = give_consent(mine, Calendar(today=TODAY))
    assert said and said[0] == Done.NOTED
    assert mine.state == state
    assert mine.confirmed_on is None


def test_objection_is_stronger_than_a_yes() -> None:
    mine = profile(State.READY, objected_on=EARLIER)
    said = give_consent(mine, Calendar(today=TODAY))
    assert said and said[0] == Done.NOTED
    assert (mine.state, mine.publication_basis) == (State.READY, "")


def test_standing_in_a_file_again_confirms_nothing() -> None:
    mine = profile(State.PUBLISHED, Basis.CONSENT, confirmed_on=EARLIER)
    assert give_consent(mine, Calendar(today=TODAY)) is None
    assert mine.confirmed_on == EARLIER


@pytest.mark.parametrize(("day", "expected"), [(TODAY, TODAY), (datetime.date(2025, 1, 1), EARLIER)])
def test_given_day_confirms_forward_only(day: datetime.date, expected: datetime.date) -> None:
    mine = profile(State.PUBLISHED, Basis.CONSENT, confirmed_on=EARLIER)
    give_consent(mine, Calendar(today=TODAY, confirmed_on=day))
    assert mine.confirmed_on == expected


def test_yes_leaves_another_basis_as_it_is() -> None:
    mine = profile(State.READY, Basis.LEGAL_TASK, basis_recorded_on=EARLIER)
    give_consent(mine, Calendar(today=TODAY))
    assert (mine.publication_basis, mine.basis_recorded_on) == (Basis.LEGAL_TASK, EARLIER)


def test_no_pauses_what_was_released_on_consent() -> None:
    mine = profile(State.PUBLISHED, Basis.CONSENT, basis_recorded_on=EARLIER)
    said = take_consent_away(mine)
    assert said and said[0] == Done.CHANGED
    assert (mine.state, mine.publication_basis, mine.basis_recorded_on) == (State.PAUSED, "", None)


def test_no_does_not_undo_a_legal_task() -> None:
    mine = profile(State.PUBLISHED, Basis.LEGAL_TASK)
    said = take_consent_away(mine)
    assert said and said[0] == Done.NOTED
    assert mine.state == State.PUBLISHED


def test_no_to_what_was_never_allowed_is_silent() -> None:
    assert take_consent_away(profile(State.READY)) is None
