"""What pages write into the log of use."""

import pytest
from django.urls import reverse

from profiles.access.models import UseAlarm, UseLog, UseSubject
from profiles.access.pseudonyms import of_account, of_person
from profiles.register.models import Candidate
from profiles.staff.models import StaffUser
from tests.factories.register import CandidateFactory, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.access.looks import saw, uses_of
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.mark.parametrize("name", ["profile", "details", "visible", "history"])
def test_each_look_at_a_person_is_written_down(
    client: Reader, case_worker: StaffUser, candidate: Candidate, name: str
) -> None:
    for times in (1, 2):
        client.get(reverse(f"staff:{name}", args=[candidate.pk]))
        uses = UseLog.objects.filter(page=f"staff:{name}", actor=of_account(case_worker))
        assert uses.count() == times
    assert saw(case_worker, candidate)


def test_where_it_came_from_is_written_down(client: Reader, candidate: Candidate) -> None:
    client.get(reverse("staff:profile", args=[candidate.pk]), REMOTE_ADDR="10.1.2.3")
    use = uses_of(candidate)[0]
    assert (use.origin, use.page, use.role) == ("10.1.2.3", "staff:profile", "case_worker")


@pytest.mark.parametrize("name", ["candidates", "work_list"])
def test_people_of_a_list_are_written_down(
    client: Reader, case_worker: StaffUser, candidate: Candidate, name: str
) -> None:
    client.get(reverse(f"staff:{name}"))
    assert saw(case_worker, candidate)
    assert not UseSubject.objects.filter(opened=True).exists()


@pytest.mark.parametrize(("model", "page"), [("candidate", "change"), ("profile", "change")])
def test_looks_in_the_admin_are_written_down_too(admin_client: Reader, model: str, page: str) -> None:
    profile = ProfileFactory()
    pk = profile.pk if model == "profile" else profile.candidate.pk
    admin_client.get(reverse(f"admin:register_{model}_{page}", args=[pk]))
    assert UseSubject.objects.filter(subject=of_person(profile.candidate), opened=True).exists()


@pytest.mark.parametrize("model", ["candidate", "profile"])
def test_lists_of_the_admin_are_written_down(admin_client: Reader, model: str) -> None:
    profile = ProfileFactory()
    admin_client.get(reverse(f"admin:register_{model}_changelist"))
    assert {use.action for use in uses_of(profile.candidate)} == {"list"}


def test_adviser_is_written_down_like_anybody(case_worker: StaffUser, candidate: Candidate) -> None:
    adviser = StaffUserFactory(adviser=True, organisation=case_worker.organisation)
    logged_in(adviser).get(reverse("staff:profile", args=[candidate.pk]))
    assert saw(adviser, candidate)


def test_who_is_out_of_sight_is_not_written_down(client: Reader) -> None:
    client.get(reverse("staff:profile", args=[ProfileFactory().candidate.pk]))
    assert not UseSubject.objects.exists()


def test_many_profiles_in_a_row_raise_an_alarm(client: Reader, case_worker: StaffUser) -> None:
    for person in CandidateFactory.create_batch(88, organisation=case_worker.organisation):
        client.get(reverse("staff:visible", args=[person.pk]))
    alarm = UseAlarm.objects.get(kind="opened")
    assert alarm.actor == of_account(case_worker)
