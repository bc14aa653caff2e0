"""The page of one anonymous profile: its parts, its numbers, what it leads to."""

import pytest
from django.test import Client

from explorer.release.models import Release
from tests.explorer.pages.conftest import Visit
from tests.explorer.pages.test_search_page import plain

pytestmark = pytest.mark.django_db

GROUP = "/profiel/taak-orderpicken/GM0983/"
PARTS = ("education", "skill", "competence", "sector", "task", "hours", "availability", "licence")


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here begins with the same release."""


def test_profile_says_that_it_is_a_group(visit: Visit) -> None:
    page = visit(GROUP)
    assert page.one("h1").text == "Orderpicken in Venlo"
    assert page.one("data", id="aantal").attributes["value"] == "80"
    assert "Dit beschrijft een groep, geen persoon." in page.text


def test_profile_has_the_parts_of_a_klantprofiel(visit: Visit) -> None:
    page = visit("/profiel/taak-orderpicken/AM31/")
    shown = {
        one.attributes["id"].removeprefix("deel-")
        for one in page.all("h2")
        if "deel-" in one.attributes.get("id", "")
    }
    assert shown >= set(PARTS)


def test_profile_says_what_it_cannot_tell(visit: Visit) -> None:
    page = visit(GROUP)
    assert "Hierover kunnen wij van deze groep niets zeggen:" in page.text
    assert "Niet vastgelegd: minstens" in plain(visit("/profiel/taak-inpakken/GM0983/").text)


def test_narrower_profile_names_its_wish(visit: Visit) -> None:
    page = visit(f"{GROUP}uren-32-40/")
    assert plain(page.one("h1").text) == "Orderpicken in Venlo, 32 tot 40 uur"


def test_profile_leads_to_wider_ones_and_other_work(visit: Visit) -> None:
    page = visit("/profiel/taak-orderpicken/GM0984/")
    around = page.one("section", aria_labelledby="kaart").one("ul", class_="explorer-hints")
    assert any(
        one.attributes["href"] == "/profiel/taak-orderpicken/GM0984-25km/" for one in around.all("a")
    ) or any(one.attributes["href"] == "/profiel/taak-orderpicken/AM31/" for one in around.all("a"))
    others = page.one("section", aria_labelledby="ander")
    assert "Inpakken en sorteren" in others.text


def test_request_takes_the_wish_along(visit: Visit) -> None:
    page = visit(f"{GROUP}uren-32-40/")
    assert page.one("div", class_="explorer-dock").one("a").attributes["href"] == (
        "/aanvraag/?taak=orderpicken&plaats=GM0983&uren=32-40"
    )


def test_group_of_few_leads_to_its_search(visitor: Client) -> None:
    response = visitor.get("/profiel/taak-snoeien/GM0983/")
    assert response.status_code == 302
    assert response["Location"] == "/kandidaten/?taak=snoeien&plaats=GM0983"


def test_everybody_of_a_place_has_a_profile(visit: Visit) -> None:
    assert visit("/profiel/iedereen/GM0984/").one("h1").text == "Alle kandidaten in Venray"


def test_profile_has_a_code_and_can_be_selected(visit: Visit, visitor: Client) -> None:
    page = visit(GROUP)
    button = page.one("button", name="groep")
    assert button.attributes["value"] in page.text
    answered = visitor.post("/aanvraag/keuze/", {"groep": button.attributes["value"]}, follow=True)
    assert "Haal weg: Orderpicken, in Venlo" in plain(answered.content.decode())


def test_card_of_a_search_can_be_selected(visit: Visit, visitor: Client) -> None:
    page = visit("/kandidaten/?taak=orderpicken&plaats=GM0983")
    button = page.all("button", name="groep")[0]
    answered = visitor.post("/aanvraag/keuze/", {"groep": button.attributes["value"]}, follow=True)
    assert "Haal weg: Orderpicken, in Venlo" in plain(answered.content.decode())


def test_search_can_be_saved(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=orderpicken&plaats=GM0983")
    saved = [a for a in page.all("a") if a.attributes["href"].startswith("/aanvraag/bewaren/")]
    assert saved[0].attributes["href"] == "/aanvraag/bewaren/?taak=orderpicken&plaats=GM0983"
