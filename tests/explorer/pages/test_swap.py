"""What htmx asks is the page that anybody loads; the panel names all parts that a swap takes from it."""

import pytest
from django.test import Client

from explorer.release.models import Release
from tests.explorer.pages.conftest import Visit

pytestmark = pytest.mark.django_db

SEARCH = "/kandidaten/?taak=orderpicken&vanuit=Venray&uren=32-40"


def test_swap_gets_the_very_page_of_a_load(release: Release, visitor: Client) -> None:
    loaded = visitor.get(SEARCH)
    swapped = visitor.get(SEARCH, headers={"HX-Request": "true", "HX-Target": "resultaten"})
    assert swapped.content == loaded.content
    assert swapped["ETag"] == loaded["ETag"]


@pytest.mark.parametrize(
    "address", [SEARCH, "/kandidaten/", "/kandidaten/?q=qwertyuiop", f"{SEARCH}&rijbewijs=B"]
)
def test_every_part_that_a_swap_takes_is_on_every_page(release: Release, visit: Visit, address: str) -> None:
    page = visit(address)
    ids = {element.attributes.get("id") for element in page.all()}
    form = page.one("form", id="filters").attributes
    parts = [form["hx-target"], *form["hx-select-oob"].split(",")]
    assert {part.removeprefix("#") for part in parts} <= ids


def test_swap_follows_to_the_short_address(release: Release, visitor: Client) -> None:
    response = visitor.get(f"{SEARCH}&q=&rijbewijs=", headers={"HX-Request": "true"}, follow=True)
    assert response.request["QUERY_STRING"] == "taak=orderpicken&vanuit=Venray&uren=32-40"


def test_panel_works_without_script(release: Release, visit: Visit) -> None:
    form = visit(SEARCH).one("form", id="filters")
    assert form.attributes["action"] == "/kandidaten/"
    assert form.all("button", type="submit")
