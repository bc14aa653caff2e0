"""Nothing is left of who is erased, in either database."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from explorer.release.models import Release
from profiles.publication.erase_candidate import erase_candidate
from profiles.publication.models import ReleasedProfile
from profiles.publication.publish_release import publish_release
from profiles.register.models import Candidate, Profile
from tests.factories.register import TODAY, CandidateFactory
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

HISTORY = ("CandidateEvent", "ProfileEvent", "ProfileFactEvent")


def history() -> dict[str, int]:
    return {name: apps.get_model("register", name).objects.count() for name in HISTORY}


def publish() -> int:
    return publish_release(on=TODAY, policy=small_policy()).release_number


def test_person_is_gone_from_releases_register_and_history() -> None:
    crowd(7, ("task", "orderpicken"))
    publish(), publish()
    person = Profile.objects.all()[0]
    erased = erase_candidate(candidate=person.candidate, on=TODAY)
    assert (erased.purged, erased.published) == ((2,), 3)
    assert list(Release.objects.values_list("number", flat=True)) == [3]
    assert not ReleasedProfile.objects.filter(profile=None).exists()
    assert not Candidate.objects.filter(pk=person.candidate_id).exists()
    for name, key in zip(HISTORY, ("pgh_obj_id", "pgh_obj_id", "profile_id"), strict=True):
        pk = person.candidate_id if name == "CandidateEvent" else person.pk
        assert not apps.get_model("register", name).objects.filter(**{key: pk}).exists()


def test_history_of_others_stays() -> None:
    people = crowd(7, ("task", "orderpicken"))
    erase_candidate(candidate=people[0].candidate, on=TODAY)
    events = apps.get_model("register", "ProfileEvent").objects
    assert {event.pgh_obj_id for event in events.all()} == {profile.pk for profile in people[1:]}


def test_history_of_the_living_cannot_be_erased() -> None:
    [profile] = crowd(1)
    for candidate, known_as in ((profile.candidate_id, None), (0, profile.pk)):
        with (
            pytest.raises(Error, match="only with the person"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT register_forget(%s, %s)", [candidate, known_as])


def test_when_too_few_are_left_nothing_is_shown() -> None:
    people = crowd(3)
    publish()
    erased = erase_candidate(candidate=people[0].candidate, on=TODAY)
    assert (erased.purged, erased.published) == ((1,), None)
    assert not Release.objects.exists()


def test_person_without_a_profile_is_erased_too() -> None:
    candidate = CandidateFactory()
    assert erase_candidate(candidate=candidate, on=TODAY).purged == ()
    assert not Candidate.objects.exists()
    assert history()["CandidateEvent"] == 0


def test_command_asks_for_certainty(capsys: pytest.CaptureFixture[str]) -> None:
    [profile] = crowd(1)
    with pytest.raises(CommandError, match="--yes"):
        call_command("erase_candidate", str(profile.candidate_id))
    call_command("erase_candidate", str(profile.candidate_id), yes=True)
    assert "at most 30 days" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no candidate"):
        call_command("erase_candidate", str(profile.candidate_id), yes=True)
