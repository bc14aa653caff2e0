"""The start page, the explanation, type-ahead, languages, and pages for what went wrong."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.release.models import Release
from explorer.search.index import current
from tests.explorer.pages.conftest import Visit, look_at
from tests.explorer.pages.markup import parse
from tests.factories import releases

pytestmark = pytest.mark.django_db

NO_RELEASE = ("/", "/kandidaten/")


def test_start_counts_people_and_places(release: Release, visit: Visit) -> None:
    page = visit("/")
    assert page.one("h2", id="nu").text == "45 kandidaten te vinden"
    bars = [
        (bar.all()[0].text, bar.all()[1].text) for bar in page.one("ul", class_="explorer-bars").all("li")
    ]
    assert bars == [("Venlo", "36"), ("Venray", "7"), ("Elders in Regio Noord-Limburg", "2")]
    assert page.one("a", href="/kandidaten/?plaats=GM0983").text == "Venlo"
    assert "Stand van 16 november 2026." in page.text


def test_start_promises_what_the_release_tells(visit: Visit) -> None:
    releases.publish([(5, [("task", "orderpicken"), ("place", "GM0983"), ("hours", "niet-vastgelegd")])])
    seen = [one.text for one in visit("/").one("section", aria_labelledby="wel").all("li")]
    assert seen[:2] == ["Wat iemand kan: taken", "Wat iemand wil: plaats"]
    releases.publish([(5, [("skill", "scannen"), ("hours", "8-16"), ("licence", "B")])])
    seen = [one.text for one in visit("/").one("section", aria_labelledby="wel").all("li")]
    assert seen[:2] == ["Wat iemand kan: vaardigheden, rijbewijs", "Wat iemand wil: uren per week"]


def test_start_box_searches_without_script(release: Release, visit: Visit) -> None:
    form = visit("/").one("form", role="search")
    assert form.attributes["action"] == "/kandidaten/"
    names = {field.attributes["name"] for field in form.all("input")}
    assert names == {"q", "vanuit"}
    assert visit("/kandidaten/?q=magazijnhulp&vanuit=").one("h1").text.endswith("kandidaten bij uw wensen")


def test_suggestions_name_the_synonym_that_was_typed(release: Release, visit: Visit) -> None:
    (found,) = visit("/zoekwoorden/?q=magazijnh").all("option")
    assert (found.attributes["value"], found.text) == ("magazijnhulp", "Lader en losser (6)")


def test_places_are_suggested_by_name(release: Release, visit: Visit) -> None:
    assert {one.attributes["value"] for one in visit("/plaatsen/?vanuit=ven").all("option")} == {
        "Venlo",
        "Venray",
    }


def test_nothing_typed_suggests_nothing(release: Release, visit: Visit) -> None:
    assert not visit("/zoekwoorden/").all("option")


@pytest.mark.parametrize("address", NO_RELEASE)
def test_before_the_first_release_there_is_a_friendly_page(visit: Visit, address: str) -> None:
    assert visit(address).one("h1").text == "Er staan nog geen profielen"


def test_explanation_names_the_number_of_the_release(release: Release, visit: Visit) -> None:
    assert "voor minstens 5 mensen" in visit("/uitleg/").text


def test_desk_is_shown_as_the_region_set_it(release: Release, visit: Visit, settings: Settings) -> None:
    settings.DESK_NAME, settings.DESK_EMAIL, settings.DESK_PHONE = (
        "Loket",
        "loket@example.nl",
        "077 123 45 67",
    )
    page = visit("/uitleg/")
    assert page.one("a", href="mailto:loket@example.nl").text == "loket@example.nl"
    assert page.one("a", href="tel:0771234567").text == "077 123 45 67"
    assert "adviseur van het Loket Noord-Limburg" in page.text


def test_names_of_the_site_can_be_set(release: Release, visit: Visit, settings: Settings) -> None:
    settings.SITE_NAME, settings.SITE_REGION = "Werkverkenner", "Midden-Utrecht"
    page = visit("/")
    assert page.one("title").text.endswith("Werkverkenner Midden-Utrecht")
    assert page.one(class_="explorer-brand__name").text == "Werkverkenner"


def test_visitor_chooses_a_language_without_a_session(release: Release) -> None:
    client = Client(headers={"accept-language": "nl"}, enforce_csrf_checks=True)
    button = look_at(client.get("/kandidaten/?taak=orderpicken")).one("button", name="language")
    assert (button.text, button.attributes["value"]) == ("English", "en")
    chosen = client.post(
        "/taal/setlang/",
        {"language": "en"},
        headers={"referer": "http://testserver/kandidaten/?taak=orderpicken"},
    )
    assert chosen["Location"] == "http://testserver/kandidaten/?taak=orderpicken"
    page = look_at(client.get("/kandidaten/?taak=orderpicken"))
    assert page.one("h1").text.startswith("42 candidates")
    assert page.one("html").attributes["lang"] == "en"
    assert set(client.cookies) == {"explorer_language"}


def test_browser_in_english_gets_english(release: Release) -> None:
    page = look_at(Client(headers={"accept-language": "en-GB,en;q=0.9"}).get("/"))
    assert page.one("h1").text == "Find someone who can and wants to do the work"


def test_broken_page_is_friendly_and_tells_nothing(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(current.holder, "current", broken)
    client = Client(raise_request_exception=False, headers={"accept-language": "nl"})
    response = client.get("/")
    assert response.status_code == 500
    assert parse(response.content.decode()).one("h1").text == "Er ging iets mis bij ons"
    assert "secret" not in response.content.decode()


def test_pages_are_read_only(release: Release, visitor: Client) -> None:
    for address in ("/", "/uitleg/", "/kandidaten/", "/kandidaten/00000-00000/", "/zoekwoorden/"):
        assert visitor.post(address).status_code == 405
