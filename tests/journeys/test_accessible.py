"""Every kind of page of both sites, wide and narrow, by all rules of axe; nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from profiles.demo.sites import Site
from tests.journeys.case_worker import logged_in

SEARCHES = (
    "kandidaten/",
    "kandidaten/?taak=orderpicken&vanuit=Venray&straal=25&uren=24-32",
    "kandidaten/?taak=orderpicken&vanuit=Venlo&uren=24-32&rijbewijs=B",
    "kandidaten/?vaardigheid=tig-lassen&plaats=GM0907",
    "kandidaten/?q=orderpicker+wajong&onzin=1&taak=bestaat-niet",
    "kandidaten/?q=qwertyuiop",
    "kandidaten/?meer=taak",
)
OUTSIDE_PAGES = (
    "",
    *SEARCHES,
    "profiel/taak-orderpicken/GM0983/",
    "profiel/taak-magazijn-en-logistiek/AM29/uren-vanaf-24/",
    "contact/",
    "contact/?taak=orderpicken&vanuit=Venray&uren=24-32",
    "uitleg/",
    "methode/",
    "open-data/",
    "bestaat-niet/",
    "transparantie/AM29/",
)
INSIDE_PAGES = (
    "",
    "kandidaten/",
    "kandidaten/nieuw/",
    "publicatie/",
    "kwaliteit/",
    "wachtwoord/",
)
OF_A_CANDIDATE = ("profiel", "gegevens", "zichtbaar")
WIDTHS = (1280, 360)

Check = Callable[[Page], None]


def sweep(page: Page, addresses: list[str], check: Check, *, narrow: bool = True) -> None:
    """Axe at each width, or at the widest alone; no page scrolls sideways at any."""
    for address in addresses:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if narrow or width == max(WIDTHS):
                page.goto(address)
                check(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_public_page_is_accessible(
    explorer: Site, browser: Browser, assert_accessible: Check, language: str
) -> None:
    context = browser.new_context(locale=language)
    addresses = [explorer.address + path for path in OUTSIDE_PAGES]
    # Of another language only the words are other ones.
    sweep(context.new_page(), addresses, assert_accessible, narrow=language == "nl")
    context.close()


@pytest.mark.parametrize("width", [360, 320])
def test_filters_are_accessible_as_a_sheet(
    explorer: Site, browser: Browser, assert_accessible: Check, width: int
) -> None:
    context = browser.new_context(locale="nl", viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in SEARCHES:
        page.goto(explorer.address + path)
        page.locator(".explorer-drawer > summary").click()
        if width == 320:
            assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_every_staff_page_is_accessible(register: Site, browser: Browser, assert_accessible: Check) -> None:
    with logged_in(browser, register) as page:
        page.goto(f"{register.address}kandidaten/")
        first = (page.locator(".explorer-rows a").first.get_attribute("href") or "").rstrip("/")
        of_candidate = first.rpartition("/")[0]
        addresses = [register.address + path for path in INSIDE_PAGES]
        own = [f"{register.address.rstrip('/')}{of_candidate}/{part}/" for part in OF_A_CANDIDATE]
        sweep(page, [*addresses, *own], assert_accessible)
