import pytest
from django.test import Client
from django.urls import reverse

from explorer.release.models import Release
from profiles.publication.models import Publication
from profiles.publication.publish_release import publish_release
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

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
    crowd(6, ("task", "orderpicken"))
    return [publish_release(on=TODAY, policy=small_policy()) for _ in range(2)]


@pytest.mark.parametrize(
    "model", ["publication_policy", "publication_publication", "explorer_release_release"]
)
def test_lists_open(admin: Client, two_releases: list[Publication], model: str) -> None:
    assert admin.get(reverse(f"admin:{model}_changelist")).status_code == 200


def test_release_opens_from_the_other_database(admin: Client, two_releases: list[Publication]) -> None:
    page = admin.get(reverse("admin:explorer_release_release_change", args=[1]))
    assert page.status_code == 200
    assert "class_attributes" in page.content.decode()


def test_publication_shows_its_figures(admin: Client, two_releases: list[Publication]) -> None:
    page = admin.get(reverse("admin:publication_publication_change", args=[two_releases[0].pk]))
    assert "held_back" in page.content.decode()


@pytest.mark.parametrize("model", ["publication_publication", "explorer_release_release"])
def test_what_was_published_is_not_changed_by_hand(admin: Client, model: str) -> None:
    assert admin.get(reverse(f"admin:{model}_add")).status_code == 403


def activate(client: Client, *publications: Publication) -> str:
    """Choose the action for these, and return what the page says then."""
    chosen = {"action": "activate", "_selected_action": [publication.pk for publication in publications]}
    answer = client.post(reverse("admin:publication_publication_changelist"), chosen, follow=True)
    return answer.content.decode()


def test_action_rolls_back(admin: Client, two_releases: list[Publication]) -> None:
    assert "Uitgave 1 is nu zichtbaar" in activate(admin, two_releases[0])
    active = Release.objects.active()
    assert active is not None
    assert active.number == 1


def test_action_wants_one_publication(admin: Client, two_releases: list[Publication]) -> None:
    assert "Kies één publicatie" in activate(admin, *two_releases)


def test_action_says_why_it_is_refused(admin: Client, two_releases: list[Publication]) -> None:
    Release.objects.filter(number=1).delete()
    assert "bestaat niet meer" in activate(admin, two_releases[0])


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_action_has_its_own_transactions(admin: Client) -> None:
    crowd(6, ("task", "orderpicken"))
    first, _ = [publish_release(on=TODAY, policy=small_policy()) for _ in range(2)]
    assert "Uitgave 1 is nu zichtbaar" in activate(admin, first)
