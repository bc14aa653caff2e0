"""The start page, the pages that explain, and the desk."""

from urllib.parse import unquote

import pytest
from django.test import Client

from explorer.release.models import Release
from tests.explorer.pages.conftest import Visit
from tests.explorer.pages.test_search_page import plain

pytestmark = pytest.mark.django_db


def test_start_has_a_tile_for_each_kind_of_work(release: Release, visit: Visit) -> None:
    page = visit("/")
    tiles = {tile.one("strong").text: tile for tile in page.all("a", class_="explorer-worktile")}
    assert tiles["Magazijn en logistiek"].attributes["href"] == "/kandidaten/?taak=logistiek"
    assert "minstens 160 + kandidaten" in plain(tiles["Magazijn en logistiek"].text)


def test_start_has_a_map_with_its_list(release: Release, visit: Visit) -> None:
    section = visit("/").one("section", aria_labelledby="kaart")
    assert section.one("svg").attributes["role"] == "img"
    assert section.one("ul").all("a", href="/kandidaten/?plaats=GM0983")


def test_start_search_needs_no_script(release: Release, visitor: Client) -> None:
    response = visitor.get("/kandidaten/?q=orderpicken&vanuit=Venray", follow=True)
    assert "Orderpicken, binnen" in response.content.decode()


def test_contact_has_the_wish_in_words_ready_to_mail(release: Release, visit: Visit) -> None:
    page = visit("/contact/?taak=orderpicken&vanuit=Venray&uren=32-40&rijbewijs=B")
    wish = plain(page.one("dl").text)
    assert wish == "Werk Orderpicken Waar binnen 15 km van Venray Wensen 32 tot 40 uur; rijbewijs B (auto)"
    mail = page.one("a", class_="utrecht-button-link--primary-action").attributes["href"]
    assert mail.startswith("mailto:loket@voorbeeld.example?subject=Kennismaken")
    assert "Werk: Orderpicken\r\n" in unquote(mail)
    assert "+" not in mail


def test_contact_without_a_wish_is_the_desk(release: Release, visit: Visit) -> None:
    page = visit("/contact/")
    assert page.all("a", href="tel:0000000000")
    assert not page.all("dl")


def test_explanation_names_the_smallest_group(release: Release, visit: Visit) -> None:
    assert "een groep van minstens 5 mensen" in visit("/uitleg/").text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/kandidaten/", "/uitleg/", "/contact/", "/profiel/iedereen/NL/"])
def test_before_the_first_release_every_page_says_so(db: None, visit: Visit, address: str) -> None:
    assert visit(address).one("h1").text == "Er zijn nog geen profielen"


def test_robots_leave_endless_searches_alone(visitor: Client) -> None:
    response = visitor.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /kandidaten/" in response.content.decode()
