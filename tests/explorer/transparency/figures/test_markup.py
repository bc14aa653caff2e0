"""What holds for every page holds for those of the figures, with and without what is not shown."""

import datetime
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.explorer.pages import test_markup as every_page
from tests.explorer.pages.conftest import look_at
from tests.explorer.pages.markup import Element
from tests.factories import figures

pytestmark = pytest.mark.django_db

test_ids = every_page.test_ids_are_unique
test_references = every_page.test_references_lead_somewhere
test_headings = every_page.test_headings_skip_no_level
test_landmarks = every_page.test_every_page_has_language_title_and_landmarks
test_banner = every_page.test_pages_of_invented_people_say_so
test_icons = every_page.test_icons_are_in_the_file_of_icons


@pytest.fixture(
    params=["", "?volgorde=-aandeel", "AM29/", "AM29/2026-10-31/", "AM33/", "GM0957/", "kolommen/", "AM01/"]
)
def page(request: pytest.FixtureRequest, visitor: Client) -> Element:
    figures.publish_figures(figures.country_data(), on=datetime.date(2026, 10, 31), note="Hersteld.")
    figures.publish_figures(figures.country_data())
    return look_at(visitor.get(f"/transparantie/{request.param}"))


def test_nothing_runs_in_the_browser(page: Element) -> None:
    assert not page.all("script")


def test_every_drawing_is_described_or_left_out(page: Element) -> None:
    for drawing in drawings(page.one("main")):
        described = drawing.attributes.get("aria-labelledby")
        assert described or drawing.attributes.get("aria-hidden") == "true"
        assert not described or (drawing.one("desc").text and drawing.attributes["role"] in ("img", "group"))


def drawings(within: Element) -> Iterator[Element]:
    """Whole drawings: parts of one are not looked at."""
    for child in within.children:
        if isinstance(child, Element):
            yield from (child,) if child.tag == "svg" else drawings(child)


def test_every_row_has_as_many_cells_as_the_table_has_headings(page: Element) -> None:
    for table in page.all("table"):
        headings = len(table.one("thead").all("th"))
        for row in table.all("tr"):
            assert len([cell for cell in row.all() if cell.tag in ("th", "td")]) == headings
