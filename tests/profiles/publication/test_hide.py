"""Out of sight at once, whichever row, release or database."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connections, transaction
from django.db.models import ProtectedError

from explorer.release.models import PublishedProfile, Release, Withdrawal
from profiles.publication import conceal
from profiles.publication.hide import HidingRefused, hide
from profiles.publication.models import ReleasedProfile
from profiles.publication.publish_release import publish_release
from profiles.publication.withdraw import WithdrawalRefused, withdraw
from profiles.register.models import Profile
from tests.factories.register import TODAY, ProfileFactory
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

State = Profile.State
Verb = Callable[[Profile], Profile]


def publish() -> int:
    return publish_release(on=TODAY, policy=small_policy()).release_number


def visible(number: int) -> int:
    """How many people a release shows: those of its rows without those taken off."""
    taken = Withdrawal.objects.filter(release=number).count()
    return sum(PublishedProfile.objects.filter(release=number).values_list("people", flat=True)) - taken


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (lambda profile: withdraw(profile=profile, on=TODAY), State.WITHDRAWN),
        (lambda profile: withdraw(profile=profile, on=TODAY, objection=True), State.WITHDRAWN),
        (lambda profile: hide(profile=profile, to=State.PAUSED, on=TODAY), State.PAUSED),
        (lambda profile: hide(profile=profile, to=State.PLACED, on=TODAY), State.PLACED),
    ],
)
def test_person_is_hidden_at_once_and_once(verb: Verb, state: str) -> None:
    profiles = crowd(6)
    number = publish()
    for _ in range(2):
        assert verb(profiles[0]).state == state
        assert visible(number) == 5
    place = ReleasedProfile.objects.get(profile=profiles[0])
    assert place.withdrawn_at is not None
    assert [Withdrawal.objects.get().profile_number] == place.row_numbers


def test_objection_is_recorded() -> None:
    [profile, *_] = crowd(6)
    withdraw(profile=profile, on=TODAY, objection=True)
    profile.refresh_from_db()
    assert profile.objected_on == TODAY


def test_every_release_hides_the_person() -> None:
    profiles = crowd(6)
    former, current = publish(), publish()
    withdraw(profile=profiles[0], on=TODAY)
    assert (visible(former), visible(current)) == (5, 5)


def test_all_of_a_shared_row_can_be_hidden() -> None:
    profiles = crowd(6)
    number = publish()
    assert PublishedProfile.objects.get().people == 6
    for profile in profiles:
        withdraw(profile=profile, on=TODAY)
    assert visible(number) == 0


def test_purged_release_does_not_matter() -> None:
    profiles = crowd(6)
    former, current = publish(), publish()
    Release.objects.filter(number=former).delete()
    withdraw(profile=profiles[0], on=TODAY)
    assert visible(current) == 5


def test_person_in_no_release_is_only_withdrawn() -> None:
    crowd(6)
    number = publish()
    draft = ProfileFactory()
    assert withdraw(profile=draft, on=TODAY).state == State.WITHDRAWN
    assert visible(number) == 6


def test_showing_states_are_no_way_to_hide() -> None:
    [profile, *_] = crowd(1)
    with pytest.raises(HidingRefused, match="zichtbaar"):
        hide(profile=profile, to=State.PUBLISHED, on=TODAY)


def test_life_cycle_refuses_in_words() -> None:
    profile = ProfileFactory(state=State.PLACED)
    with pytest.raises(WithdrawalRefused, match="kan niet"):
        withdraw(profile=profile, on=TODAY)
    assert withdraw(profile=profile, on=TODAY, objection=True).objected_on == TODAY


def test_cut_off_before_the_outside_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    profiles = crowd(6)
    number = publish()
    with monkeypatch.context() as cut:
        cut.setattr(conceal, "withdraw_missing", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            withdraw(profile=profiles[0], on=TODAY)
    profiles[0].refresh_from_db()
    assert (visible(number), profiles[0].state) == (6, State.PUBLISHED)


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_cut_off_between_the_databases_never_shows_a_withdrawn_person() -> None:
    profiles = crowd(6)
    number = publish()
    with pytest.MonkeyPatch.context() as cut, pytest.raises(KeyboardInterrupt):
        # The register's transaction fails after the explorer's was committed.
        cut.setattr("profiles.publication.hide.locks.outside", lambda: _AndThenCutOff(using="explorer"))
        withdraw(profile=profiles[0], on=TODAY)
    profiles[0].refresh_from_db()
    assert (visible(number), profiles[0].state) == (5, State.PUBLISHED)
    withdraw(profile=profiles[0], on=TODAY)
    assert visible(number) == 5


class _AndThenCutOff(transaction.Atomic):
    def __init__(self, using: str) -> None:
        super().__init__(using, savepoint=True, durable=True)

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        raise KeyboardInterrupt


def _cut_off(**_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_two_withdrawals_at_once_take_two_off_a_row() -> None:
    profiles = crowd(6)
    number = publish()
    threads = [Thread(target=_withdraw_elsewhere, args=[profile]) for profile in profiles[:4]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert visible(number) == 2


def _withdraw_elsewhere(profile: Profile) -> None:
    try:
        withdraw(profile=profile, on=TODAY)
    finally:
        connections.close_all()


def test_profile_in_sight_cannot_be_erased() -> None:
    profiles = crowd(6)
    publish()
    with pytest.raises(ProtectedError):
        profiles[0].candidate.delete()


def test_erased_person_leaves_the_place_hidden() -> None:
    profiles = crowd(6)
    number = publish()
    withdraw(profile=profiles[0], on=TODAY)
    profiles[0].candidate.delete()
    withdraw(profile=profiles[1], on=TODAY)
    assert visible(number) == 4
    assert ReleasedProfile.objects.filter(profile=None).count() == 1


def test_hidden_person_is_shown_again_by_the_next_release() -> None:
    profiles = crowd(6)
    number = publish()
    hide(profile=profiles[0], to=State.PAUSED, on=TODAY)
    Profile.objects.filter(pk=profiles[0].pk).update(state=State.PUBLISHED)
    assert visible(number) == 5
    assert visible(publish()) == 6
