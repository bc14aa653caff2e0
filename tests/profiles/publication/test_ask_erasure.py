"""Two people erase a person: what goes was shown, and what stays has no name."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from profiles.access.models import UseLog
from profiles.publication.ask_erasure import ask_erasure, confirm_erasure, withdraw_erasure
from profiles.publication.erase_candidate import ErasureRefused
from profiles.publication.erasure_rows import in_words, rows_of
from profiles.publication.models import Erasure
from profiles.register.models import Candidate
from profiles.staff.models import StaffUser
from tests.factories.staff import StaffUserFactory
from tests.profiles.publication.people import crowd
from tests.profiles.register.test_encryption import everything_stored

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def person() -> Candidate:
    [profile] = crowd(1, ("task", "orderpicken"), candidate__given_name="Voornaamxyzzy")
    return profile.candidate


@pytest.fixture
def asker() -> StaffUser:
    return StaffUserFactory(admin=True)


@pytest.fixture
def second() -> StaffUser:
    return StaffUserFactory(role="privacy_officer", organisation=None)


def ask(person: Candidate, by: StaffUser) -> Erasure:
    return ask_erasure(candidate=person, reason=Erasure.Reason.ASKED, by=by, at=timezone.now())[0]


def test_dry_run_counts_what_then_goes(person: Candidate, asker: StaffUser, second: StaffUser) -> None:
    rows = rows_of(person)
    assert rows["register.Candidate"] == rows["register.Profile"] == rows["register.ProfileFact"] == 1
    assert rows["register.CandidateEvent"] >= 1 and rows["register.ProfileEvent"] >= 1
    assert ("kandidaten", 1) in in_words(rows)
    erasure = ask(person, asker)
    assert Candidate.objects.filter(pk=person.pk).exists()
    confirm_erasure(erasure=erasure, by=second)
    erasure.refresh_from_db()
    # The objection that comes first is one more row of history.
    assert erasure.rows.keys() == rows.keys()
    assert erasure.rows["register.ProfileFact"] == rows["register.ProfileFact"]


def test_proof_stays_without_a_name(person: Candidate, asker: StaffUser, second: StaffUser) -> None:
    number = person.pk
    confirm_erasure(erasure=ask(person, asker), by=second)
    proof = Erasure.objects.get()
    assert (proof.candidate, proof.number, proof.state) == (None, number, "done")
    assert (proof.asked_by, proof.ended_by, proof.reason) == (asker, second, "asked")
    assert not Candidate.objects.filter(pk=number).exists()
    assert "xyzzy" not in everything_stored().casefold()
    assert UseLog.objects.filter(action="erase").exists()


def test_whoever_asked_does_not_confirm(person: Candidate, asker: StaffUser) -> None:
    erasure = ask(person, asker)
    with pytest.raises(ErasureRefused, match="tweede persoon"):
        confirm_erasure(erasure=erasure, by=asker)
    assert Candidate.objects.filter(pk=person.pk).exists()
    with pytest.raises(DatabaseError, match="erasure_by_two_people"), transaction.atomic():
        Erasure.objects.update(state="done", candidate=None, ended_by=asker)


def test_asked_twice_is_one_request(person: Candidate, asker: StaffUser, second: StaffUser) -> None:
    assert ask(person, asker) == ask(person, second)


def test_confirmed_twice_erases_once(person: Candidate, asker: StaffUser, second: StaffUser) -> None:
    erasure = ask(person, asker)
    # The page of another had been opened before.
    stale = Erasure.objects.select_related("candidate").get(pk=erasure.pk)
    confirm_erasure(erasure=erasure, by=second)
    with pytest.raises((ErasureRefused, Candidate.DoesNotExist)):
        confirm_erasure(erasure=stale, by=StaffUserFactory(admin=True))
    assert Erasure.objects.get().ended_by == second


def test_withdrawn_request_leaves_the_person(person: Candidate, asker: StaffUser, second: StaffUser) -> None:
    erasure = ask(person, asker)
    withdraw_erasure(erasure=erasure, by=asker, at=timezone.now())
    erasure.refresh_from_db()
    with pytest.raises(ErasureRefused, match="ingetrokken"):
        confirm_erasure(erasure=erasure, by=second)
    assert ask(person, asker) != erasure
