"""What holds for every page: structure that assistive technology relies on."""

import itertools

import pytest
from django.http import QueryDict
from django.test import Client

from explorer.release.models import Release
from explorer.search.results import search
from tests.database import ROOT
from tests.explorer.pages.conftest import look_at
from tests.explorer.pages.markup import Element

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/uitleg/",
    "/methode/",
    "/kandidaten/",
    "/kandidaten/?taak=orderpicken&vanuit=Venlo&uren_van=16&uren_tot=x&onzin=1&q=magazijnhulp",
    "/kandidaten/?taak=snoeien&rijbewijs=B&taak_onbekend=nee&rijbewijs_onbekend=nee",
    "/kandidaten/?meer=vaardigheid&zoek_taak=zzz&pagina=2",
    "PROFILE",
    "/bestaat-niet/",
)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, release: Release, visitor: Client) -> Element:
    address = request.param
    if address == "PROFILE":
        found = search(QueryDict("taak=orderpicken"))
        assert found is not None
        address = f"/kandidaten/{found.profiles[0].reference}/?taak=orderpicken&taak=snoeien&rijbewijs=B"
    return look_at(visitor.get(address))


def test_ids_stand_once(page: Element) -> None:
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_references_lead_somewhere(page: Element) -> None:
    ids = {element.attributes.get("id") for element in page.all()}
    for element in page.all():
        for name in ("for", "aria-labelledby", "aria-describedby", "list"):
            assert set(element.attributes.get(name, "").split()) <= ids, element


def test_headings_skip_no_level(page: Element) -> None:
    levels = [int(one.tag[1]) for one in page.all() if one.tag in {"h1", "h2", "h3", "h4"}]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_fields_have_a_label(page: Element) -> None:
    labels = page.all("label")
    labelled = {label.attributes.get("for") for label in labels}
    labelled |= {one.attributes.get("id") for label in labels for one in label.all("input") if label.text}
    for field in (*page.all("input"), *page.all("select")):
        if field.attributes.get("type") != "hidden":
            assert field.attributes["id"] in labelled


def test_every_page_has_language_title_and_landmarks(page: Element) -> None:
    assert page.one("html").attributes["lang"] == "nl"
    assert page.one("head").one("title").text.endswith("Kandidatenverkenner Noord-Limburg")
    assert page.one("main").attributes["id"] == "inhoud"
    assert page.all("a")[0].attributes["href"] == "#inhoud"


def test_every_page_says_that_the_people_are_invented(page: Element) -> None:
    assert "Voorbeeld met verzonnen gegevens." in page.one("footer").text
    assert "bestaan niet" in page.one("section", class_="explorer-banner").text


def test_icons_are_in_the_file_of_icons(page: Element) -> None:
    known = (ROOT / "explorer" / "static" / "explorer" / "icons.svg").read_text()
    for use in page.all("use"):
        assert f'id="{use.attributes["href"].partition("#")[2]}"' in known
