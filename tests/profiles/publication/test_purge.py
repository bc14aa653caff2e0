"""Only the active release and the one before it are kept, each purged whole."""

import pytest

from explorer.release.models import (
    PublishedConcept,
    PublishedProfile,
    ReferenceKey,
    Release,
    ReleaseReport,
    Verification,
    Withdrawal,
)
from profiles.publication import purge
from profiles.publication.activate_release import ActivationRefused, activate_release
from profiles.publication.models import Publication, ReleasedProfile
from profiles.publication.publish_release import publish_release
from profiles.publication.purge import purge_releases
from profiles.publication.withdraw import withdraw
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def publish() -> int:
    return publish_release(on=TODAY, policy=small_policy()).release_number


def test_third_publication_purges_the_first_whole() -> None:
    profiles = crowd(6)
    publish()
    withdraw(profile=profiles[0], on=TODAY)
    publish(), publish()
    assert set(Release.objects.values_list("number", flat=True)) == {2, 3}
    for model in (
        *(PublishedConcept, PublishedProfile, ReferenceKey, ReleaseReport, Verification, Withdrawal),
    ):
        assert not model.objects.filter(release=1).exists()
    assert not ReleasedProfile.objects.filter(publication__release_number=1).exists()


def test_who_published_when_stays_known() -> None:
    crowd(6)
    publish(), publish(), publish()
    assert Publication.objects.get(release_number=1).report["attack"]["targets"] == 6
    with pytest.raises(ActivationRefused, match="bestaat niet meer"):
        activate_release(number=1, on=TODAY)


def test_after_a_roll_back_the_one_that_was_seen_is_kept() -> None:
    crowd(6)
    publish(), publish()
    activate_release(number=1, on=TODAY)
    publish()
    assert set(Release.objects.values_list("number", flat=True)) == {1, 3}


def test_purge_that_was_cut_off_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(6)
    publish(), publish()
    with monkeypatch.context() as cut:
        cut.setattr(purge.ReleasedProfile, "objects", None)
        with pytest.raises(AttributeError):
            purge_releases([1])
    assert ReleasedProfile.objects.filter(publication__release_number=1).exists()
    purge_releases([])
    assert not ReleasedProfile.objects.filter(publication__release_number=1).exists()


def test_number_of_a_purged_release_is_not_used_again() -> None:
    crowd(6)
    publish()
    purge_releases([1])
    assert not Release.objects.exists()
    assert publish() == 2
