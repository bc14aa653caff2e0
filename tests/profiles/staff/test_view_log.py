import pytest
from django.urls import reverse

from profiles.register.models import Candidate
from profiles.staff.models import CandidateView, StaffUser
from tests.factories.register import ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.mark.parametrize("name", ["profile", "details", "visible"])
def test_each_look_at_a_person_is_written_down(
    client: Reader, case_worker: StaffUser, candidate: Candidate, name: str
) -> None:
    for times in (1, 2):
        client.get(reverse(f"staff:{name}", args=[candidate.pk]))
        views = CandidateView.objects.filter(candidate=candidate, staff=case_worker)
        assert views.count() == times


@pytest.mark.parametrize(
    ("model", "page"),
    [
        *(("candidate", page) for page in ("change", "history", "delete")),
        *(("profile", page) for page in ("change", "history")),
    ],
)
def test_looks_in_the_admin_are_written_down_too(admin_client: Reader, model: str, page: str) -> None:
    profile = ProfileFactory()
    pk = profile.pk if model == "profile" else profile.candidate.pk
    admin_client.get(reverse(f"admin:register_{model}_{page}", args=[pk]))
    assert CandidateView.objects.filter(candidate=profile.candidate, page="beheer").exists()


def test_adviser_is_written_down_like_anybody(case_worker: StaffUser, candidate: Candidate) -> None:
    adviser = StaffUserFactory(adviser=True, organisation=case_worker.organisation)
    logged_in(adviser).get(reverse("staff:profile", args=[candidate.pk]))
    assert CandidateView.objects.get().staff == adviser


def test_who_is_out_of_sight_is_not_written_down(client: Reader) -> None:
    client.get(reverse("staff:profile", args=[ProfileFactory().candidate.pk]))
    assert not CandidateView.objects.exists()


def test_log_cannot_be_changed_by_the_site(client: Reader, candidate: Candidate) -> None:
    client.get(reverse("staff:profile", args=[candidate.pk]))
    with pytest.raises(Exception, match="permission denied"):
        CandidateView.objects.update(page="")


def test_admin_finds_who_looked_at_somebody(
    admin_client: Reader, client: Reader, candidate: Candidate
) -> None:
    client.get(reverse("staff:profile", args=[candidate.pk]))
    address = reverse("admin:staff_candidateview_changelist")
    found = admin_client.get(address, {"q": candidate.reference}).content.decode()
    assert "profiel" in found and candidate.reference in found
    assert candidate.reference not in admin_client.get(address, {"q": "ander"}).content.decode()
