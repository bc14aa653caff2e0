import datetime

import pytest

from explorer.release.models import Release, Withdrawal
from profiles.publication.activate_release import ActivationRefused, activate_release
from profiles.publication.publish_release import publish_release
from profiles.publication.withdraw import withdraw
from profiles.register.lifecycle import move
from profiles.register.models import Profile
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def publish() -> int:
    return publish_release(on=TODAY, policy=small_policy()).release_number


def states() -> dict[int, str]:
    return dict(Release.objects.values_list("number", "state"))


def hidden(number: int) -> int:
    return Withdrawal.objects.filter(release=number).count()


def test_former_release_is_rolled_back_to() -> None:
    crowd(6)
    former, current = publish(), publish()
    assert activate_release(number=former, on=TODAY).state == "active"
    assert states() == {former: "active", current: "retired"}


def test_release_without_publication_is_refused() -> None:
    crowd(6)
    current = publish()
    Release.objects.create(number=9, policy={}, content_hash="", released_on=TODAY)
    with pytest.raises(ActivationRefused, match="geen publicatie"):
        activate_release(number=9, on=TODAY)
    assert states() == {current: "active", 9: "prepared"}


def test_release_that_is_gone_is_refused() -> None:
    crowd(6)
    former, current = publish(), publish()
    Release.objects.filter(number=former).delete()
    with pytest.raises(ActivationRefused, match="bestaat niet meer"):
        activate_release(number=former, on=TODAY)
    assert states() == {current: "active"}


def test_rolling_back_resurrects_nobody_withdrawn() -> None:
    profiles = crowd(6)
    former = publish()
    publish()
    withdraw(profile=profiles[0], on=TODAY)
    activate_release(number=former, on=TODAY)
    assert hidden(former) == 1


def test_rolling_back_hides_who_is_no_longer_publishable() -> None:
    profiles = crowd(6)
    former = publish()
    publish()
    # Moved without `hide`, as by a hand in the database.
    move(profile=profiles[0], to=Profile.State.PLACED, on=TODAY)
    Profile.objects.filter(pk=profiles[1].pk).update(confirmed_on=TODAY - datetime.timedelta(days=500))
    assert hidden(former) == 0
    activate_release(number=former, on=TODAY)
    assert hidden(former) == 2


def test_who_was_withdrawn_while_publishing_is_hidden() -> None:
    profiles = crowd(6)
    publish()
    number = publish()
    Profile.objects.filter(pk=profiles[0].pk).update(state=Profile.State.WITHDRAWN)
    activate_release(number=number, on=TODAY)
    activate_release(number=number, on=TODAY)
    assert hidden(number) == 1
    assert states()[number] == "active"
