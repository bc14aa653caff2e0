import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from explorer.release.models import Release
from profiles.publication.models import Activation, Policy, Publication
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.publication.people import ENOUGH, crowd, publish, small_policy
from tests.profiles.staff.profile_page import text_of
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture(autouse=True)
def policy() -> Policy:
    Policy.objects.update(is_default=False)
    policy = small_policy()
    Policy.objects.filter(pk=policy.pk).update(is_default=True)
    return policy


@pytest.fixture
def publisher(case_worker: StaffUser) -> Reader:
    case_worker.user_permissions.add(Permission.objects.get(codename="add_publication"))
    return logged_in(case_worker)


def page(client: Reader, name: str = "publication") -> str:
    return text_of(client.get(reverse(f"staff:{name}")))


def row(shown: str, title: str) -> str:
    """What stands beside a title in the list of figures."""
    return shown.split(f"<dt>{title}</dt><dd>")[1].split("</dd>")[0]


def test_page_counts_who_may_be_shown_and_who_is_hidden(publisher: Reader) -> None:
    crowd(3, ("task", "orderpicken"), confirmed_on=TODAY)
    ProfileFactory.create_batch(2, published=True, confirmed_on=None)
    ProfileFactory(state="paused")
    shown = page(publisher)
    assert row(shown, "Mag zichtbaar zijn") == "<strong>3</strong>"
    assert row(shown, "Vrijgegeven, maar niet bevestigd").startswith("2 ")
    assert row(shown, "Gepauzeerd").startswith("1 ")
    assert "Er is nog niets gepubliceerd." in shown


def test_forecast_says_how_many_people_and_groups(publisher: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    shown = page(publisher, "forecast")
    assert f"<strong>{ENOUGH}</strong>" in row(shown, "Wordt geteld")
    assert int(row(shown, "Groepen")) > 1
    part = text_of(publisher.get(reverse("staff:forecast"), headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert part.strip() in shown


def test_forecast_says_how_much_changed(publisher: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    assert "Veranderd sinds" not in page(publisher, "forecast")
    publish()
    assert row(page(publisher, "forecast"), "Veranderd sinds de zichtbare uitgave").startswith("0,0 %")


def test_publishing_shows_the_groups(publisher: Reader, case_worker: StaffUser) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    response = publisher.post(reverse("staff:publish"), {"na": "0"}, follow=True)
    made = Publication.objects.get()
    said = f"Publicatie 1 is zichtbaar: {made.counts['groups']} groepen van {ENOUGH} mensen."
    assert said in text_of(response)
    assert Release.objects.get().state == Release.State.ACTIVE
    assert made.made_by == case_worker.username


def test_second_click_makes_no_second_release(publisher: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    for _ in range(2):
        response = publisher.post(reverse("staff:publish"), {"na": "0"}, follow=True)
    assert "intussen al een andere uitgave" in text_of(response)
    assert Release.objects.count() == 1


def test_refusal_is_said_and_changes_nothing(publisher: Reader) -> None:
    response = publisher.post(reverse("staff:publish"), follow=True)
    assert "Er is niets gepubliceerd" in text_of(response)
    assert not Release.objects.exists()
    Policy.objects.update(is_default=False)
    assert "Er is geen standaardbeleid." in page(publisher, "forecast")


def test_page_says_when_a_next_release_may_come(publisher: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    publish()
    assert "dat kan vanaf 24 november 2026" in page(publisher)
    response = publisher.post(reverse("staff:publish"), {"na": "1"}, follow=True)
    assert "Een volgende mag vanaf 24 november 2026" in text_of(response)


def test_only_an_officer_forces_and_says_why(publisher: Reader, case_worker: StaffUser) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    publish()
    wish = {"na": "1", "eerder": "1", "reden": "Een fout in de vorige."}
    assert publisher.post(reverse("staff:publish"), wish).status_code == 403
    case_worker.user_permissions.add(Permission.objects.get(codename="force_publication"))
    officer = logged_in(StaffUser.objects.get(pk=case_worker.pk))
    assert "Eerder dan de regels toestaan" in page(officer)
    refused = officer.post(reverse("staff:publish"), wish | {"reden": " "}, follow=True)
    assert "Schrijf op waarom" in text_of(refused)
    officer.post(reverse("staff:publish"), wish)
    assert Publication.objects.get(release_number=2).forced_because == "Een fout in de vorige."
    assert "Eerder gemaakt, omdat: Een fout in de vorige." in page(officer)


def test_former_release_is_brought_back_on_record(publisher: Reader, admin_client: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    publish(), publish(days=1)
    assert "Maak weer zichtbaar" not in page(publisher)
    assert "Maak weer zichtbaar" in page(admin_client)
    response = admin_client.post(reverse("staff:switch", args=[1]), follow=True)
    assert "Publicatie 1 is nu zichtbaar." in text_of(response)
    active = Release.objects.active()
    assert active is not None and active.number == 1
    assert "door " in page(admin_client) and Activation.objects.count() == 3


def test_release_that_does_not_exist_is_said(admin_client: Reader) -> None:
    response = admin_client.post(reverse("staff:switch", args=[9]), follow=True)
    assert "geen publicatie bekend" in text_of(response)


@pytest.mark.parametrize("name", ["publish", "switch"])
def test_looking_changes_nothing(admin_client: Reader, name: str) -> None:
    arguments = [1] if name == "switch" else []
    assert admin_client.get(reverse(f"staff:{name}", args=arguments)).status_code == 405


def test_menu_shows_publication_to_who_may(publisher: Reader) -> None:
    assert reverse("staff:publication") in page(publisher, "work_list")
    other = logged_in(StaffUserFactory())
    assert reverse("staff:publication") not in page(other, "work_list")
