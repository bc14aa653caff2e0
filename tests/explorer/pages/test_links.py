"""Addresses: the same search has one, old and foreign parts are mapped, told or dropped in silence."""

import pytest
from django.test import Client

from explorer.release.models import Release
from tests.explorer.pages.conftest import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here begins with the same release."""


@pytest.mark.parametrize(
    ("sent", "canonical"),
    [
        ("q=&vanuit=&straal=15&taak=orderpicken", "?taak=orderpicken"),
        ("taak=orderpicken&taak=orderpicken", "?taak=orderpicken"),
        ("utm_source=brief&utm_medium=mail&fbclid=1&gclid=2&_ga=3", ""),
        ("vanuit=Venray&straal=15", "?vanuit=Venray"),
        ("straal=25", ""),
        ("pagina=1&taak=orderpicken", "?taak=orderpicken"),
    ],
)
def test_submitted_form_gets_its_short_address(visitor: Client, sent: str, canonical: str) -> None:
    response = visitor.get(f"/kandidaten/?{sent}")
    assert response.status_code == 302
    assert response["Location"] == f"/kandidaten/{canonical}"


@pytest.mark.parametrize(
    "query",
    ["", "?taak=orderpicken", "?vanuit=Venray&straal=25", "?q=orderpicken&vanuit=Venray", "?pagina=2"],
)
def test_short_addresses_are_not_sent_elsewhere(visitor: Client, query: str) -> None:
    assert visitor.get(f"/kandidaten/{query}").status_code == 200


def test_page_names_its_canonical_address(visit: Visit) -> None:
    page = visit("/kandidaten/?uren=32-40&taak=orderpicken&vanuit=Venray")
    link = page.one("link", rel="canonical").attributes["href"]
    assert link == "http://testserver/kandidaten/?taak=orderpicken&vanuit=GM0984&uren=32-40"


@pytest.mark.parametrize("query", ["zeker=ja", "taak_onbekend=nee", "onzin=1"])
def test_old_links_are_answered_and_told(visit: Visit, query: str) -> None:
    page = visit(f"/kandidaten/?taak=orderpicken&{query}")
    told = page.one("section", aria_labelledby="letop")
    assert query.partition("=")[0] in told.text
    assert "Orderpicken" in page.one("h1").text


def test_old_hours_are_mapped_to_bands(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=orderpicken&uren_van=33&uren_tot=40")
    assert page.one("input", name="uren", value="32-40").attributes.get("checked") is not None


def test_unticked_word_takes_the_typed_words_away(visitor: Client) -> None:
    """The panel sends the words it was made of: a tick that they were read as and that is gone counts."""
    kept = visitor.get("/kandidaten/?q=orderpicken&gelezen=orderpicken&taak=orderpicken&uren=32-40")
    assert kept["Location"] == "/kandidaten/?q=orderpicken&uren=32-40"
    gone = visitor.get("/kandidaten/?q=orderpicken&gelezen=orderpicken&uren=32-40")
    assert gone["Location"] == "/kandidaten/?uren=32-40"
    other = visitor.get("/kandidaten/?q=inpakken&gelezen=orderpicken&taak=orderpicken&uren=32-40")
    assert other["Location"] == "/kandidaten/?q=inpakken&uren=32-40"


def test_group_addresses_are_the_same_in_each_release(visitor: Client) -> None:
    from tests.explorer.pages import people

    addresses = ("taak-orderpicken/GM0984/", "taak-orderpicken/GM0984-15km/uren-32-40/", "iedereen/AM31/")
    before = [visitor.get(f"/profiel/{address}").status_code for address in addresses]
    people.publish_people()
    assert [visitor.get(f"/profiel/{address}").status_code for address in addresses] == before == [200] * 3
