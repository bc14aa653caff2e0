"""The page that combines tasks: its numbers, its picture beside its table, and the request."""

import pytest

from explorer.release.models import Release
from tests.explorer.pages.conftest import Visit

pytestmark = pytest.mark.django_db
BOTH = "/taken/?taak=orderpicken&taak=inpakken&taak=snoeien&regio=AM31"


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here begins with the same release."""


def test_page_begins_with_tasks_to_tick(visit: Visit) -> None:
    page = visit("/taken/")
    assert [box.attributes["value"] for box in page.all("input", name="taak")] == [
        *("orderpicken", "inpakken", "snoeien")
    ]
    assert not page.all("table")


def test_table_has_the_numbers_of_the_picture(visit: Visit) -> None:
    page = visit(BOTH)
    cells = [row.all("td") for row in page.one("tbody").all("tr")]
    assert "80+" in cells[0][1].text.replace(" ", "")
    drawn = {one.text for one in page.one("svg", class_="explorer-pairs").all("text")}
    assert {"80+", "–"} <= drawn


def test_best_set_leads_to_a_request_for_both(visit: Visit) -> None:
    page = visit(BOTH)
    card = page.one("section", aria_labelledby="beste").one("article")
    assert card.one("a").text == "Orderpicken en Inpakken en sorteren"
    request = page.one("div", class_="explorer-dock").one("a").attributes["href"]
    assert request == "/aanvraag/?taak=orderpicken&plaats=AM31&ook=task%3Ainpakken"
    assert "inpakken" in visit(request).one("main").text.lower()


def test_tasks_without_a_number_together_are_named(visit: Visit) -> None:
    page = visit(BOTH)
    assert "Orderpicken en Snoeien" in page.one("div", class_="explorer-panel--attention").text


def test_wrong_tasks_are_left_out_and_said(visit: Visit) -> None:
    page = visit("/taken/?taak=orderpicken&taak=logistiek&taak=%00&taak=onzin&regio=nergens")
    assert "kunnen wij niet gebruiken" in page.text
    assert "Kies nog een taak" in page.text


def test_two_tasks_only_are_counted_together(visit: Visit) -> None:
    assert "Meer dan twee taken samen tellen wij niet" in visit(BOTH).text
