"""Publishing is asked first, done by the worker, and followed on the page; roll-back says why."""

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.urls import reverse

from explorer.release.models import Release
from profiles.access.models import UseLog
from profiles.publication.background import carry_out
from profiles.publication.models import Activation, Policy, Publication, Run
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


@pytest.fixture
def officer() -> Reader:
    return logged_in(StaffUserFactory(role="privacy_officer", organisation=None))


def page(client: Reader) -> str:
    return text_of(client.get(reverse("staff:publication")))


def row(shown: str, title: str) -> str:
    """What stands beside a title in the list of figures."""
    return shown.split(f"<dt>{title}</dt><dd>")[1].split("</dd>")[0]


def ask(client: Reader, after: int = 0, **fields: str) -> HttpResponse:
    """Say yes to the question."""
    return client.post(reverse("staff:publish"), {"na": str(after), **fields}, follow=True)


def work() -> None:
    """As the worker."""
    for run in Run.objects.filter(state__in=Run.UNFINISHED):
        carry_out(number=run.pk)


def test_page_counts_who_may_be_shown_and_who_is_hidden(publisher: Reader, officer: Reader) -> None:
    crowd(3, ("task", "orderpicken"), confirmed_on=TODAY)
    ProfileFactory.create_batch(2, published=True, confirmed_on=None)
    ProfileFactory(state="paused")
    # Of all organisations, whoever looks: a release is of everybody.
    for client in (publisher, officer):
        shown = page(client)
        assert row(shown, "Mag zichtbaar zijn") == "<strong>3</strong>"
        assert row(shown, "Vrijgegeven, maar niet bevestigd").startswith("2 ")
        assert row(shown, "Gepauzeerd").startswith("1 ")
    assert "Er is nog niets gepubliceerd." in shown


def test_forecast_is_counted_by_the_worker(publisher: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    assert "Nog niet berekend" in page(publisher)
    publisher.post(reverse("staff:forecast"))
    assert "Er wordt vooraf berekend" in page(publisher)
    work()
    shown = page(publisher)
    assert f"<strong>{ENOUGH}</strong>" in row(shown, "Wordt geteld")
    assert int(row(shown, "Groepen")) > 1 and "Veranderd sinds" not in shown


def test_forecast_says_how_much_changed(publisher: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    publish()
    publisher.post(reverse("staff:forecast"))
    work()
    assert row(page(publisher), "Veranderd sinds de zichtbare uitgave").startswith("0,0 %")


def test_forecast_that_is_refused_says_why(publisher: Reader) -> None:
    Policy.objects.update(is_default=False)
    publisher.post(reverse("staff:forecast"))
    work()
    assert "Er is geen standaardbeleid." in page(publisher)


def test_publishing_asks_first_and_is_followed(publisher: Reader, case_worker: StaffUser) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    assert "Ja, maak de publicatie" in text_of(publisher.get(reverse("staff:publish")))
    assert not Run.objects.exists()
    assert "De publicatie wordt gemaakt" in text_of(ask(publisher))
    assert not Release.objects.exists()
    part = publisher.get(reverse("staff:run"), headers={"HX-Request": "true"})
    assert "Er wordt een publicatie gemaakt" in text_of(part) and "<html" not in text_of(part)
    work()
    assert publisher.get(reverse("staff:run"), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert Release.objects.get().state == Release.State.ACTIVE
    assert Publication.objects.get().made_by == case_worker.username
    assert "zichtbaar gemaakt op" in page(publisher)
    assert UseLog.objects.filter(action="release", named_objects=["release:1"]).exists()


def test_page_says_that_no_worker_runs(publisher: Reader) -> None:
    ask(publisher)
    assert "Er draait nu geen programma" in page(publisher)


def test_double_click_makes_one_release(publisher: Reader, admin_client: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    ask(publisher)
    assert "Er wordt al een publicatie gemaakt" in text_of(ask(publisher))
    assert "Er wordt al een publicatie gemaakt" in text_of(ask(admin_client))
    work()
    assert "intussen al een andere uitgave" in text_of(ask(publisher))
    work()
    assert Release.objects.count() == 1


def test_refusal_is_said_and_changes_nothing(publisher: Reader) -> None:
    ask(publisher)
    work()
    assert "Er is niets gepubliceerd" in page(publisher)
    assert not Release.objects.exists()


def test_page_says_when_a_next_release_may_come(publisher: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    publish()
    assert "dat kan vanaf 24 november 2026" in page(publisher)
    assert "dat kan vanaf 24 november 2026" in text_of(publisher.get(reverse("staff:publish")))
    ask(publisher, after=1)
    work()
    assert "Een volgende mag vanaf 24 november 2026" in page(publisher)


def test_only_an_officer_forces_and_says_why(publisher: Reader, officer: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    publish()
    wish = {"eerder": "1", "reden": "Een fout in de vorige."}
    assert ask(publisher, after=1, **wish).status_code == 403
    assert "Eerder dan de regels toestaan" in page(officer)
    assert "Schrijf op waarom" in text_of(ask(officer, after=1, eerder="1", reden=" "))
    ask(officer, after=1, **wish)
    work()
    assert Publication.objects.get(release_number=2).forced_because == "Een fout in de vorige."
    assert "omdat: Een fout in de vorige." in page(officer)
    assert ask(officer, after=2).status_code == 403


def test_former_release_is_brought_back_on_record(publisher: Reader, admin_client: Reader) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    publish(), publish(days=1)
    assert "Maak weer zichtbaar" not in page(publisher)
    assert "Maak weer zichtbaar" in page(admin_client)
    address = reverse("staff:switch", args=[1])
    assert "Werkgevers zien dan de stand van" in text_of(admin_client.get(address))
    assert "Schrijf op waarom" in text_of(admin_client.post(address))
    response = admin_client.post(address, {"reden": "De nieuwe is fout."}, follow=True)
    assert "Publicatie 1 is nu zichtbaar." in text_of(response)
    active = Release.objects.active()
    assert active is not None and active.number == 1
    assert Activation.objects.count() == 3 and Activation.objects.first().because == "De nieuwe is fout."
    assert ": De nieuwe is fout." in page(admin_client)
    assert UseLog.objects.filter(action="release", why="De nieuwe is fout.").exists()


def test_release_that_does_not_exist_is_said(admin_client: Reader) -> None:
    address = reverse("staff:switch", args=[9])
    assert "Deze uitgave is er niet meer" in text_of(admin_client.get(address))
    response = admin_client.post(address, {"reden": "Terug"}, follow=True)
    assert "geen publicatie bekend" in text_of(response)


def test_looking_changes_nothing(admin_client: Reader) -> None:
    admin_client.get(reverse("staff:publish"))
    admin_client.get(reverse("staff:switch", args=[1]))
    assert admin_client.get(reverse("staff:forecast")).status_code == 405
    assert not Run.objects.exists() and not Activation.objects.exists()


def test_menu_shows_publication_to_who_may(publisher: Reader, officer: Reader) -> None:
    link = f'href="{reverse("staff:publication")}"'
    for client in (publisher, officer):
        assert f'explorer-nav__link" {link}' in page(client)
    other = logged_in(StaffUserFactory())
    assert link not in text_of(other.get(reverse("staff:work_list")))
