import pytest
from django.test import Client
from django.urls import reverse

from explorer.release.models import Release
from profiles.publication.models import Activation, Policy, Publication
from profiles.staff.models import StaffUser
from tests.profiles.publication.people import ENOUGH, crowd, publish

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(
        StaffUser.objects.create_user("beheer", role=StaffUser.Role.ADMIN, is_staff=True, is_superuser=True)
    )
    return client


@pytest.fixture
def two_releases() -> list[Publication]:
    crowd(ENOUGH, ("task", "orderpicken"))
    return [publish(days=days) for days in range(2)]


@pytest.mark.parametrize(
    "model",
    [
        *("publication_policy", "publication_policyevent", "publication_publication"),
        *("publication_activation", "explorer_release_release"),
    ],
)
def test_lists_open(admin: Client, two_releases: list[Publication], model: str) -> None:
    assert admin.get(reverse(f"admin:{model}_changelist")).status_code == 200


def test_release_opens_from_the_other_database(admin: Client, two_releases: list[Publication]) -> None:
    page = admin.get(reverse("admin:explorer_release_release_change", args=[1]))
    assert page.status_code == 200
    assert "sampling_rate" in page.content.decode()


def test_publication_shows_its_figures(admin: Client, two_releases: list[Publication]) -> None:
    page = admin.get(reverse("admin:publication_publication_change", args=[two_releases[0].pk]))
    assert "without_place" in page.content.decode()


@pytest.mark.parametrize(
    "model", ["publication_publication", "publication_activation", "explorer_release_release"]
)
def test_what_was_published_is_not_changed_by_hand(admin: Client, model: str) -> None:
    assert admin.get(reverse(f"admin:{model}_add")).status_code == 403


def test_default_policy_cannot_be_deleted(admin: Client) -> None:
    default, other = Policy.objects.get(is_default=True), Policy.objects.get(is_default=False)
    assert admin.get(reverse("admin:publication_policy_delete", args=[default.pk])).status_code == 403
    chosen = {"action": "delete_selected", "post": "yes", "_selected_action": [default.pk, other.pk]}
    assert admin.post(reverse("admin:publication_policy_changelist"), chosen).status_code == 403
    assert Policy.objects.filter(pk=default.pk).exists()


def test_k_under_five_is_refused_by_the_form(admin: Client) -> None:
    policy = Policy.objects.get(is_default=True)
    page = admin.post(
        reverse("admin:publication_policy_change", args=[policy.pk]),
        {"name": policy.name, "k": 4, "sampling_rate": 0.05, "shapes": "{}", "least_days": 28},
    )
    assert page.status_code == 200
    assert Policy.objects.get(pk=policy.pk).k == 5


def activate(client: Client, *publications: Publication) -> str:
    """Choose the action for these, and return what the page says then."""
    chosen = {"action": "activate", "_selected_action": [publication.pk for publication in publications]}
    answer = client.post(reverse("admin:publication_publication_changelist"), chosen, follow=True)
    return answer.content.decode()


def test_action_rolls_back_on_record(admin: Client, two_releases: list[Publication]) -> None:
    assert "Uitgave 1 is nu zichtbaar" in activate(admin, two_releases[0])
    active = Release.objects.active()
    assert active is not None and active.number == 1
    assert Activation.objects.first().by == "beheer"


def test_action_wants_one_publication(admin: Client, two_releases: list[Publication]) -> None:
    assert "Kies één publicatie" in activate(admin, *two_releases)


def test_action_says_why_it_is_refused(admin: Client, two_releases: list[Publication]) -> None:
    Release.objects.filter(number=1).delete()
    assert "bestaat niet meer" in activate(admin, two_releases[0])


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_action_has_its_own_transactions(admin: Client) -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    first, _ = publish(), publish(days=1)
    assert "Uitgave 1 is nu zichtbaar" in activate(admin, first)
