"""Who may do what: every address, every role. An address without a line here fails a test."""

from typing import NamedTuple

import pytest
from django.urls import URLPattern, reverse

from profiles.publication.models import Publication
from profiles.register.models import Candidate, Organisation
from profiles.staff.urls import urlpatterns
from tests.factories.register import CandidateFactory, OrganisationFactory, ProfileFactory, RegionFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


class Door(NamedTuple):
    """An address, how it is asked, and whether it changes something."""

    name: str
    method: str
    changes: bool = False


OF_A_CANDIDATE = [
    Door("profile", "get"),
    Door("profile", "post", changes=True),
    Door("details", "get", changes=True),
    Door("details", "post", changes=True),
    Door("confirm", "post", changes=True),
    Door("visible", "get"),
]
FOR_ALL_STAFF = ["work_list", "candidates"]
FOR_PUBLISHERS = ["publication", "forecast"]
TESTED_ELSEWHERE = {"find", "new_candidate", "publish", "quality", "switch", "words"}


def ask(client: Reader, door: Door, candidate: Candidate) -> int:
    return int(getattr(client, door.method)(reverse(f"staff:{door.name}", args=[candidate.pk])).status_code)


def test_every_address_is_accounted_for() -> None:
    known = {door.name for door in OF_A_CANDIDATE} | TESTED_ELSEWHERE | {*FOR_ALL_STAFF, *FOR_PUBLISHERS}
    assert {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)} == known


@pytest.mark.parametrize("door", OF_A_CANDIDATE)
def test_case_worker_opens_the_own_candidates(client: Reader, candidate: Candidate, door: Door) -> None:
    assert ask(client, door, candidate) in {200, 302}


@pytest.mark.parametrize("door", OF_A_CANDIDATE)
def test_candidate_of_another_organisation_does_not_exist(client: Reader, door: Door) -> None:
    profile = ProfileFactory()
    assert ask(client, door, profile.candidate) == 404
    profile.refresh_from_db()
    assert profile.confirmed_on is None


@pytest.mark.parametrize("door", OF_A_CANDIDATE)
def test_adviser_reads_the_region_and_changes_nothing(organisation: Organisation, door: Door) -> None:
    adviser = logged_in(StaffUserFactory(adviser=True, organisation=organisation))
    near = CandidateFactory(organisation=OrganisationFactory(region=organisation.region))
    far = CandidateFactory(organisation=OrganisationFactory(region=RegionFactory(code="AM99")))
    assert ask(adviser, door, near) == (403 if door.changes else 200)
    assert ask(adviser, door, far) == 404


@pytest.mark.parametrize("door", OF_A_CANDIDATE)
def test_admin_sees_everybody(admin_client: Reader, candidate: Candidate, door: Door) -> None:
    assert ask(admin_client, door, candidate) in {200, 302}


@pytest.mark.parametrize("door", OF_A_CANDIDATE)
def test_case_worker_without_organisation_sees_nobody(candidate: Candidate, door: Door) -> None:
    assert ask(logged_in(StaffUserFactory(organisation=None)), door, candidate) == 404


def test_without_log_in_there_is_only_the_log_in_page(candidate: Candidate) -> None:
    stranger = Reader()
    for pattern in urlpatterns:
        if pattern.name == "login":
            continue
        arguments = {"pk": candidate.pk, "attribute": "task", "number": 1}
        used = {name: arguments[name] for name in pattern.pattern.converters}
        for method in (stranger.get, stranger.post):
            address = reverse(f"staff:{pattern.name}", kwargs=used)
            assert method(address)["Location"].startswith(reverse("account_login")), address
    assert stranger.get(reverse("admin:index"))["Location"].startswith("/admin/login/")
    assert stranger.get("/admin/login/")["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", FOR_ALL_STAFF)
def test_all_staff_reach_the_common_pages(client: Reader, admin_client: Reader, name: str) -> None:
    adviser = logged_in(StaffUserFactory(adviser=True))
    assert {each.get(reverse(f"staff:{name}")).status_code for each in (client, admin_client, adviser)} == {
        200
    }


def test_adviser_registers_nobody(organisation: Organisation) -> None:
    adviser = logged_in(StaffUserFactory(adviser=True, organisation=organisation))
    assert adviser.get(reverse("staff:new_candidate")).status_code == 403
    assert adviser.post(reverse("staff:new_candidate"), {"reference": "VL-1"}).status_code == 403
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("name", FOR_PUBLISHERS)
def test_publishing_pages_need_the_permission(client: Reader, admin_client: Reader, name: str) -> None:
    assert client.get(reverse(f"staff:{name}")).status_code == 403
    assert admin_client.get(reverse(f"staff:{name}")).status_code == 200


def test_releasing_needs_the_permission(client: Reader) -> None:
    assert client.post(reverse("staff:publish")).status_code == 403
    assert client.post(reverse("staff:switch", args=[1])).status_code == 403
    assert not Publication.objects.exists()


def test_lists_and_counts_hold_the_own_people_only(client: Reader, candidate: Candidate) -> None:
    ProfileFactory(candidate=candidate, published=True, confirmed_on=None)
    strange = ProfileFactory(published=True, confirmed_on=None, candidate__reference="VREEMD-1")
    for name in ("work_list", "candidates"):
        page = client.get(reverse(f"staff:{name}")).content.decode()
        assert candidate.reference in page
        assert strange.candidate.reference not in page


def test_switched_off_account_is_let_in_nowhere(client: Reader, case_worker: object) -> None:
    type(case_worker).objects.update(is_active=False)
    assert client.get(reverse("staff:work_list")).status_code == 302
