"""What holds for every page: structure that assistive technology relies on."""

import itertools

import pytest
from django.test import Client

from explorer.release.models import Release
from tests.database import ROOT
from tests.explorer.pages.conftest import look_at
from tests.explorer.pages.markup import Element

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/uitleg/",
    "/kandidaten/",
    "/kandidaten/?taak=orderpicken&vanuit=Venray&uren=32-40",
    "/kandidaten/?taak=orderpicken&vanuit=Venray&uren=32-40&rijbewijs=B",
    "/kandidaten/?taak=snoeien&plaats=GM0983&rijbewijs=AM",
    "/kandidaten/?q=orderpicker+autisme&onzin=1&taak=bestaat-niet&uren_van=x",
    "/kandidaten/?q=qwertyuiop",
    "/kandidaten/?meer=taak&taak=orderpicken",
    "/profiel/taak-orderpicken/GM0984/",
    "/profiel/taak-orderpicken/GM0983-25km/uren-32-40/",
    "/profiel/iedereen/NL/",
    "/bestaat-niet/",
    "/hulp-en-kosten/",
    "/voor-kandidaten/",
    "/privacy/",
    "/cookies/",
    "/taken/",
    "/vacature/",
    "/taken/?taak=orderpicken&taak=inpakken&taak=snoeien&taak=niets",
    "/toegankelijkheid/",
)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, release: Release, visitor: Client) -> Element:
    return look_at(visitor.get(request.param))


def test_ids_are_unique(page: Element) -> None:
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_references_lead_somewhere(page: Element) -> None:
    ids = {element.attributes.get("id") for element in page.all()}
    for element in page.all():
        for name in ("for", "aria-labelledby", "aria-describedby", "list", "data-under", "data-suggest"):
            if name == "data-under":
                continue  # the option above may be one that is not listed
            assert set(element.attributes.get(name, "").split()) <= ids, element
        address = element.attributes.get("href", "")
        if address.startswith("#") and element.tag == "a":
            assert address[1:] in ids


def test_headings_skip_no_level(page: Element) -> None:
    levels = [int(one.tag[1]) for one in page.one("main").all() if one.tag in {"h1", "h2", "h3", "h4"}]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_fields_have_a_label(page: Element) -> None:
    labelled = {label.attributes.get("for") for label in page.all("label")}
    for field in (*page.all("input"), *page.all("select")):
        if field.attributes.get("type") != "hidden":
            assert field.attributes["id"] in labelled


def test_every_page_has_language_title_and_landmarks(page: Element) -> None:
    assert page.one("html").attributes["lang"] == "nl"
    assert page.one("head").one("title").text.endswith("Kandidatenverkenner Noord-Limburg")
    assert page.one("meta", name="description").attributes["content"]
    assert page.one("main").attributes["id"] == "inhoud"
    assert page.all("a")[0].attributes["href"] == "#inhoud"


def test_icons_are_in_the_file_of_icons(page: Element) -> None:
    known = (ROOT / "explorer" / "static" / "explorer" / "icons.svg").read_text()
    for use in page.all("use"):
        file, _hash, name = use.attributes["href"].partition("#")
        assert not file or f'id="{name}"' in known


def test_numbers_are_never_exact(page: Element) -> None:
    """Every number of people is of the series, and says so."""
    series = {"0"} | {str(5 << power) for power in range(12)}
    for number in page.all("data"):
        assert number.attributes["value"] in series


def test_pages_of_invented_people_say_so(page: Element, request: pytest.FixtureRequest) -> None:
    if page.one("h1").text != "Deze pagina bestaat niet":
        assert "bestaan niet" in page.one("section", class_="explorer-banner").text
        assert "Voorbeeld met verzonnen gegevens." in page.one("footer").text
