import pytest
from django.db import IntegrityError, transaction

from explorer.release.models import Release
from profiles.publication.activate_release import ActivationRefused, activate_release
from profiles.publication.models import Activation, Publication
from tests.factories.register import TODAY
from tests.profiles.publication.people import ENOUGH, crowd, publish

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def test_rolling_back_shows_the_former_and_is_kept() -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    publish(), publish(days=1)
    assert activate_release(number=1, on=TODAY, by="beheer").state == Release.State.ACTIVE
    assert dict(Release.objects.values_list("number", "state")) == {1: "active", 2: "retired"}
    shown = Activation.objects.order_by("id").values_list("publication__release_number", "by")
    assert list(shown) == [(1, "beheerder"), (2, "beheerder"), (1, "beheer")]


def test_activating_the_active_one_changes_nothing() -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    activate_release(number=1, on=TODAY, by="beheer")
    assert Activation.objects.count() == 1


def test_release_without_a_publication_is_refused() -> None:
    with pytest.raises(ActivationRefused, match="geen publicatie"):
        activate_release(number=9, on=TODAY)


def test_destroyed_release_is_refused() -> None:
    Publication.objects.create(release_number=3)
    with pytest.raises(ActivationRefused, match="bestaat niet meer"):
        activate_release(number=3, on=TODAY)


def test_release_that_was_not_verified_is_refused() -> None:
    Publication.objects.create(release_number=3)
    Release.objects.create(number=3, policy={}, released_on=TODAY, content_hash="")
    with pytest.raises(ActivationRefused, match="niet goedgekeurd"):
        activate_release(number=3, on=TODAY)


def test_database_refuses_what_was_not_verified() -> None:
    Release.objects.create(number=3, policy={}, released_on=TODAY, content_hash="")
    with pytest.raises(IntegrityError, match="not verified"), transaction.atomic(using="explorer"):
        Release.objects.filter(number=3).update(state=Release.State.ACTIVE)
