"""The figures as people meet them: on any screen, by keyboard alone, and on one sheet of paper."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date

import psycopg
import pytest
from playwright.sync_api import Browser, Page

from explorer.database.credentials import secret
from profiles.demo.sites import Site
from tests.database import CLUSTER, LOCAL, NOWHERE, OUTSIDE, ROOT, copy_of_template, drop, prepare_cluster
from tests.journeys.conftest import address, running

DATES = (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 23))
ADDRESSES = (
    "",
    "?volgorde=-aandeel",
    "AM29/",
    "AM29/2026-08-31/",
    "AM33/",
    "GM0957/",
    "AM15/",
    "kolommen/",
)
WIDTHS = (1280, 320)
A_PAGE = re.compile(rb"/Type\s*/Page\b")
# A few of a place are not shown, and one region has nobody yet.
MAKE = """
import django, json
django.setup()
from tests.factories import figures
print(json.dumps(figures.country_data()))
"""
INSERT = (
    "INSERT INTO explorer_release_figures"
    " (\"on\", release_number, threshold, note, note_en, synthetic, data) VALUES (%s, 1, 5, '', '', true, %s)"
)
Check = Callable[[Page], None]


@pytest.fixture(scope="module")
def figures(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the figures of a site that has nothing else."""
    prepare_cluster()
    name = f"clone_figures_{os.getpid()}"
    copy_of_template(OUTSIDE, name)
    data = made()
    with psycopg.connect(CLUSTER.superuser_url(name)) as connection:
        for on in DATES:
            connection.execute(INSERT, [on, data])
    credentials = {
        "DATABASE_URL": address({OUTSIDE: name}, OUTSIDE, "explorer_web"),
        "LOCAL_DIR": str(LOCAL),
        "EXPLORER_SECRET_KEY": secret(LOCAL / "keys", "explorer_secret_key"),
    }
    sites = running("explorer", credentials, tmp_path_factory.mktemp("figures"))
    site: Site = next(sites)
    yield f"{site.address}transparantie/"
    sites.close()  # type: ignore[attr-defined]
    drop(name)


def made() -> str:
    """Figures by the factory, which needs the settings of a site."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "explorer.settings",
        "DEMO": "1",
        "DATABASE_URL": NOWHERE,
        "LOCAL_DIR": str(LOCAL),
    }
    command = [sys.executable, "-c", MAKE]
    found = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return found.stdout.decode()


@pytest.mark.parametrize(("language", "widths"), [("nl", WIDTHS), ("en", WIDTHS[:1])])
def test_every_page_of_figures_is_accessible(
    figures: str, browser: Browser, assert_accessible: Check, language: str, widths: tuple[int, ...]
) -> None:
    context = browser.new_context(locale=language)
    page = context.new_page()
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for path in ADDRESSES:
            page.goto(figures + path)
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_keyboard_leads_from_the_map_to_a_region(figures: str, page: Page) -> None:
    page.goto(figures)
    tile = page.get_by_role("link", name="Noord-Limburg: 69 % met profiel")
    for _ in range(40):
        page.keyboard.press("Tab")
        if tile.evaluate("tile => tile === document.activeElement"):
            break
    edge = tile.locator("rect").evaluate("rect => getComputedStyle(rect).strokeWidth")
    assert edge == "4px"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{figures}AM29/")
    assert page.locator("h1").inner_text() == "Cijfers over Noord-Limburg"


def test_regions_are_sorted_by_keyboard(figures: str, page: Page) -> None:
    page.goto(figures)
    page.get_by_role("link", name="Deel met profiel", exact=True).press("Enter")
    page.wait_for_url("**/?volgorde=-aandeel#vergelijken")
    rows = page.get_by_role("region", name="Tabel per regio").locator("tbody th")
    assert rows.all_inner_texts() == ["Noord-Limburg", "Midden-Limburg", "Groningen"]
    sort = page.locator("th[aria-sort]")
    assert (sort.inner_text(), sort.get_attribute("aria-sort")) == ("Deel met profiel", "descending")


@pytest.mark.parametrize("path", ["AM29/", "AM33/", "GM0957/", ""])
def test_page_is_printed_on_one_sheet(figures: str, page: Page, path: str) -> None:
    page.goto(figures + path)
    for background in (True, False):
        sheet = page.pdf(prefer_css_page_size=True, print_background=background)
        assert len(A_PAGE.findall(sheet)) == 1


MANY = """rows => {
    const lists = ".explorer-figures__bars, [aria-labelledby=tabel] tbody, [aria-labelledby=profielen] tbody";
    for (const list of document.querySelectorAll(lists))
        while (list.children.length < rows) list.append(list.firstElementChild.cloneNode(true));
}"""


@pytest.mark.parametrize("rows", [9, 14, 17])
def test_region_of_many_municipalities_is_printed_on_one_sheet(figures: str, page: Page, rows: int) -> None:
    """Nearly all regions have fewer; of the largest the end stands on a second sheet."""
    page.goto(f"{figures}AM29/")
    page.evaluate(MANY, rows)
    assert page.locator(".explorer-figures__bars > li").count() == rows
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(A_PAGE.findall(sheet)) == 1


def test_shapes_are_as_wide_as_their_place(figures: str, page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{figures}AM29/")
        for bar in page.locator("svg.explorer-share").all():
            place = bar.bounding_box()
            parts = [rect.bounding_box() for rect in bar.locator("rect").all()]
            assert place is not None
            ends = [part["x"] + part["width"] for part in parts if part]
            assert max(ends) == pytest.approx(place["x"] + place["width"], abs=1.5)


def test_demo_shows_the_table_of_the_publication(explorer: Site, page: Page) -> None:
    page.goto(f"{explorer.address}transparantie/AM29/")
    rows = page.get_by_role("region", name="Tabel per gemeente").locator("tbody tr, tfoot tr").all()
    cells = [row.locator("td").all_inner_texts()[:5] for row in rows]
    assert [[int(cell.replace(".", "")) for cell in row] for row in cells] == [
        [18, 30, 102, 12, 162],
        [6, 24, 90, 14, 134],
        [21, 24, 132, 14, 191],
        [14, 62, 232, 32, 340],
        [29, 107, 227, 36, 399],
        [308, 432, 779, 82, 1601],
        [69, 141, 302, 47, 559],
        [465, 820, 1864, 237, 3386],
    ]
    assert "3.386 van 4.340" in page.locator(".explorer-stat").first.inner_text()
