"""The start page, the pages that explain, and the desk."""

import pytest
from django.test import Client
from django.utils import timezone

from explorer.contact.desks import forget_first_desk
from explorer.contact.models import Desk
from explorer.release.models import Release
from explorer.search import maps
from explorer.web.pages import forget_desk
from tests.explorer.contact.conftest import as_role
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


def test_too_many_municipalities_for_a_map_are_listed_by_region(
    release: Release, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maps, "MOST", 1)
    for address in ("/", "/kandidaten/?taak=orderpicken"):
        page = visit(address)
        assert not page.all("svg", class_="explorer-map")
        regions = page.one("section", **{"aria-labelledby": "regios"}).all("a")
        assert "plaats=AM31" in regions[0].attributes["href"]


def test_start_search_needs_no_script(release: Release, visitor: Client) -> None:
    response = visitor.get("/kandidaten/?q=orderpicken&vanuit=Venray", follow=True)
    assert "Orderpicken, binnen" in response.content.decode()


def test_old_address_of_the_desk_leads_to_the_request(release: Release, visitor: Client) -> None:
    response = visitor.get("/contact/?taak=orderpicken&vanuit=Venray")
    assert (response.status_code, response["Location"]) == (301, "/aanvraag/?taak=orderpicken&vanuit=Venray")


def test_pages_name_the_published_desk(release: Release, visit: Visit, visitor: Client) -> None:
    def add(**fields: str) -> None:
        with as_role("register_web"):
            Desk.objects.update_or_create(
                code="noord",
                defaults={"updated_at": timezone.now(), "email": "noord@loket.example", **fields},
            )
        forget_first_desk()
        forget_desk()

    add(name="Loket Noord", phone="077 111 22 33")
    page = visit("/kandidaten/")
    assert page.one("footer").one("a", href="tel:0771112233").text == "077 111 22 33"
    before = visitor.get("/kandidaten/")
    add(name="Loket Noord", phone="077 999 88 77")
    # The page that is kept names a telephone that is no longer right.
    assert visitor.get("/kandidaten/", headers={"if-none-match": before["ETag"]}).status_code == 200
    assert visit("/kandidaten/").one("footer").all("a", href="tel:0779998877")


def test_explanation_names_the_smallest_group(release: Release, visit: Visit) -> None:
    assert "een groep van minstens 5 mensen" in visit("/uitleg/").text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/kandidaten/", "/uitleg/", "/profiel/iedereen/NL/"])
def test_before_the_first_release_every_page_says_so(db: None, visit: Visit, address: str) -> None:
    assert visit(address).one("h1").text == "Er zijn nog geen profielen"


def test_robots_leave_endless_searches_alone(visitor: Client) -> None:
    response = visitor.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /kandidaten/" in response.content.decode()
