"""Access as the pages show it; every page by role and object is in `tests/profiles/access`."""

import pytest
from django.urls import reverse

from profiles.publication.models import Publication
from profiles.register.models import Candidate, Organisation
from profiles.staff.models import StaffUser
from profiles.staff.urls import urlpatterns
from tests.factories.register import CandidateFactory, OrganisationFactory, ProfileFactory, RegionFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
OF_A_CANDIDATE = ("profile", "visible", "history")


@pytest.mark.parametrize("name", OF_A_CANDIDATE)
def test_case_worker_opens_the_own_candidates(client: Reader, candidate: Candidate, name: str) -> None:
    assert client.get(reverse(f"staff:{name}", args=[candidate.pk])).status_code == 200


@pytest.mark.parametrize("name", OF_A_CANDIDATE)
def test_candidate_of_another_organisation_does_not_exist(client: Reader, name: str) -> None:
    profile = ProfileFactory()
    assert client.get(reverse(f"staff:{name}", args=[profile.candidate.pk])).status_code == 404


@pytest.mark.parametrize("name", OF_A_CANDIDATE)
@pytest.mark.parametrize("role", [StaffUser.Role.DESK_ADVISER, StaffUser.Role.HEAD_OF_DESK])
def test_desk_reads_the_region_alone(organisation: Organisation, name: str, role: str) -> None:
    adviser = logged_in(StaffUserFactory(role=role, organisation=organisation))
    near = CandidateFactory(organisation=OrganisationFactory(region=organisation.region))
    far = CandidateFactory(organisation=OrganisationFactory(region=RegionFactory(code="AM99")))
    assert adviser.get(reverse(f"staff:{name}", args=[near.pk])).status_code == 200
    assert adviser.get(reverse(f"staff:{name}", args=[far.pk])).status_code == 404


@pytest.mark.parametrize("name", OF_A_CANDIDATE)
def test_admin_sees_everybody(admin_client: Reader, candidate: Candidate, name: str) -> None:
    assert admin_client.get(reverse(f"staff:{name}", args=[candidate.pk])).status_code == 200


@pytest.mark.parametrize("name", OF_A_CANDIDATE)
def test_case_worker_without_organisation_sees_nobody(candidate: Candidate, name: str) -> None:
    stranded = logged_in(StaffUserFactory(organisation=None))
    assert stranded.get(reverse(f"staff:{name}", args=[candidate.pk])).status_code == 404


def test_without_log_in_there_is_only_the_log_in_page(candidate: Candidate) -> None:
    stranger = Reader()
    arguments = {"pk": candidate.pk, "attribute": "task", "number": 1, "name": "objection", "token": "x"}
    for pattern in urlpatterns:
        used = {name: arguments[name] for name in pattern.pattern.converters}
        address = reverse(f"staff:{pattern.name}", kwargs=used)
        if pattern.name == "stop_mail":
            continue  # the link of a mail
        for method in (stranger.get, stranger.post):
            assert method(address)["Location"].startswith(reverse("account_login")), address
    assert stranger.get(reverse("admin:index"))["Location"].startswith(reverse("account_login"))
    assert stranger.get("/admin/login/")["Location"].startswith(reverse("account_login"))


def test_adviser_registers_nobody(organisation: Organisation) -> None:
    adviser = logged_in(StaffUserFactory(adviser=True, organisation=organisation))
    assert adviser.get(reverse("staff:new_candidate")).status_code == 403
    assert adviser.post(reverse("staff:new_candidate"), {"reference": "VL-1"}).status_code == 403
    assert not Candidate.objects.exists()


def test_releasing_needs_the_right(client: Reader) -> None:
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


def test_forgotten_filter_lets_nobody_through(
    client: Reader, candidate: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = ProfileFactory(candidate__reference="VREEMD-1")
    everybody = Candidate.objects.all
    for module in ("candidate_access", "pages.candidates", "pages.work_list"):
        monkeypatch.setattr(f"profiles.staff.{module}.candidates_for", lambda user: everybody())
    for name in ("work_list", "candidates"):
        assert "VREEMD-1" not in client.get(reverse(f"staff:{name}") + "?van=iedereen").content.decode()
    for name in OF_A_CANDIDATE:
        assert client.get(reverse(f"staff:{name}", args=[strange.candidate.pk])).status_code == 404
    assert client.get(reverse("staff:profile", args=[candidate.pk])).status_code == 200


def test_switched_off_account_is_let_in_nowhere(client: Reader, case_worker: StaffUser) -> None:
    StaffUser.objects.filter(pk=case_worker.pk).update(is_active=False)
    assert client.get(reverse("staff:work_list")).status_code == 302
