"""A swap by htmx gives exactly the page that a full load gives."""

import pytest
from django.test import Client

from explorer.release.models import Release
from tests.explorer.pages.conftest import Visit
from tests.explorer.pages.markup import Element

pytestmark = pytest.mark.django_db

SEARCHES = (
    "/kandidaten/",
    "/kandidaten/?q=&vanuit=venlo&straal=25&uren_van=16&uren_tot=&taak=orderpicken&zoek_taak=",
    "/kandidaten/?taak=orderpicken&taak_onbekend=nee&meer=vaardigheid&zoek_beroep=mag",
    "/kandidaten/?taak=bestaat-niet&uren_van=x",
    "/kandidaten/?taak=snoeien&taak_onbekend=nee&rijbewijs=B&rijbewijs_onbekend=nee",
)


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here reads the same release."""


@pytest.mark.parametrize("address", SEARCHES)
def test_htmx_gets_the_same_bytes_as_a_browser(visitor: Client, address: str) -> None:
    whole = visitor.get(address)
    swapped = visitor.get(address, headers={"HX-Request": "true"})
    assert swapped.content == whole.content


@pytest.mark.parametrize("address", SEARCHES)
def test_all_that_a_search_changes_is_swapped(visit: Visit, address: str) -> None:
    """Between two searches the panel and the head differ only inside the parts that htmx replaces."""
    plain, page = (without_swapped_parts(visit(one)) for one in ("/kandidaten/", address))
    assert outline(page) == outline(plain)


@pytest.mark.parametrize("address", SEARCHES)
def test_each_swapped_part_is_on_the_page_once(visit: Visit, address: str) -> None:
    page = visit(address)
    for name in swapped_parts(page):
        assert len(page.all(id=name)) == 1, name


def test_address_after_a_swap_is_that_of_the_search(visitor: Client) -> None:
    response = visitor.get(
        "/kandidaten/?q=&vanuit=venlo&straal=15&uren_van=&taak_onbekend=nee&taak_onbekend=ja&taak=orderpicken",
        headers={"HX-Request": "true"},
    )
    assert response["HX-Push-Url"] == "/kandidaten/?vanuit=GM0983&taak=orderpicken"


def test_address_keeps_what_could_not_be_used(visitor: Client) -> None:
    response = visitor.get("/kandidaten/?uren_van=veel", headers={"HX-Request": "true"})
    assert "HX-Push-Url" not in response


def test_address_keeps_facets_that_are_shown_in_full(visitor: Client) -> None:
    response = visitor.get("/kandidaten/?meer=taak&sector=H", headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == "/kandidaten/?sector=H&meer=taak"


@pytest.mark.parametrize(
    "search", ["zoek_vaardigheid=scan", "meer=vaardigheid&taak=orderpicken", "vaardigheid=scannen"]
)
def test_fragment_of_options_is_that_part_of_the_page(visitor: Client, search: str) -> None:
    whole = visitor.get(f"/kandidaten/?{search}").content.decode()
    part = visitor.get(f"/kandidaten/opties/vaardigheid/?{search}").content.decode().strip()
    assert part.startswith('<div class="explorer-options" id="opties-vaardigheid">')
    assert part in whole


def test_options_of_no_facet_are_not_found(visitor: Client) -> None:
    assert visitor.get("/kandidaten/opties/kleur/").status_code == 404


def test_count_is_announced_only_when_it_changes(visit: Visit) -> None:
    """The live region is there from the start and its content is replaced: nothing is said on load."""
    page = visit("/kandidaten/")
    assert page.one(id="telling").attributes["role"] == "status"
    assert "#telling:innerHTML" in page.one("form", class_="explorer-filters").attributes["hx-select-oob"]


def swapped_parts(page: Element) -> list[str]:
    form = page.one("form", class_="explorer-filters").attributes
    others = (part.partition(":")[0] for part in form["hx-select-oob"].split(","))
    return [form["hx-select"].removeprefix("#"), *(part.removeprefix("#") for part in others)]


def without_swapped_parts(page: Element) -> Element:
    parts = set(swapped_parts(page))
    for element in page.all():
        if element.attributes.get("id") in parts:
            element.children.clear()
    return page.one("div", class_="explorer-layout--filters")


def outline(element: Element) -> list[object]:
    """All elements and texts, but for what people type or fold open themselves."""
    kept = {
        name: value for name, value in element.attributes.items() if name not in ("value", "open", "selected")
    }
    children = [outline(child) if isinstance(child, Element) else child for child in element.children]
    return [element.tag, kept, *children]
