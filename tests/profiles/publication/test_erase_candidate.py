"""Nothing is left of a person who is erased; releases are of nobody and stay."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from explorer.release.models import Release
from profiles.anonymisation.sampling import Sampling
from profiles.publication.changed import is_among
from profiles.publication.erase_candidate import erase_candidate
from profiles.publication.models import Publication, SamplingSecret
from profiles.register.models import Candidate
from tests.factories.register import TODAY, CandidateFactory
from tests.profiles.publication.people import ENOUGH, crowd, publish

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

HISTORY = ("CandidateEvent", "ProfileEvent", "ProfileFactEvent")


def test_person_is_gone_from_register_and_history() -> None:
    [person, *_] = crowd(3, ("task", "orderpicken"))
    erase_candidate(candidate=person.candidate, on=TODAY)
    assert not Candidate.objects.filter(pk=person.candidate_id).exists()
    for name, key in zip(HISTORY, ("pgh_obj_id", "pgh_obj_id", "profile_id"), strict=True):
        pk = person.candidate_id if name == "CandidateEvent" else person.pk
        assert not apps.get_model("register", name).objects.filter(**{key: pk}).exists()


def test_release_stays_and_the_next_counts_one_fewer() -> None:
    [person, *_] = crowd(ENOUGH + 1, ("task", "orderpicken"))
    publish()
    before = list(Release.objects.get().groups.values())
    erase_candidate(candidate=person.candidate, on=TODAY)
    assert list(Release.objects.get().groups.values()) == before
    assert publish(days=1).counts["people"] == ENOUGH


def test_fingerprint_of_the_person_is_gone() -> None:
    [person, other, *_] = crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    sampling = Sampling(SamplingSecret.of(on=TODAY), rate=0)
    keys = {one.pk: sampling.person_keys([one.candidate_id]) for one in (person, other)}
    erase_candidate(candidate=person.candidate, on=TODAY)
    stored = bytes(Publication.objects.get().fingerprints)
    assert not is_among(stored, keys[person.pk]) and is_among(stored, keys[other.pk])


def test_history_of_others_stays() -> None:
    people = crowd(3, ("task", "orderpicken"))
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


def test_person_without_a_profile_is_erased_too() -> None:
    candidate = CandidateFactory()
    erase_candidate(candidate=candidate, on=TODAY)
    assert not Candidate.objects.exists()
    assert not apps.get_model("register", "CandidateEvent").objects.exists()


def test_command_asks_for_certainty(capsys: pytest.CaptureFixture[str]) -> None:
    [profile] = crowd(1)
    with pytest.raises(CommandError, match="--yes"):
        call_command("erase_candidate", str(profile.candidate_id))
    call_command("erase_candidate", str(profile.candidate_id), yes=True)
    assert "at most 30 days" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no candidate"):
        call_command("erase_candidate", str(profile.candidate_id), yes=True)
