"""Every kind of page of both sites, wide and narrow, by all rules of axe; nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from profiles.demo.sites import Site
from tests.journeys.case_worker import logged_in

OUTSIDE_PAGES = (
    "",
    "uitleg/",
    "methode/",
    "kandidaten/",
    "kandidaten/?taak=orderpicken&taak=inpakken-en-sorteren&vanuit=Venlo&straal=15&uren_van=16&uren_tot=32",
    "kandidaten/?rijbewijs=C&taal=tir&opleiding=wo&zeker=ja",
    "kandidaten/?onzin=1&taak=bestaat-niet&uren_van=veel",
    "kandidaten/AAAAA-AAAAA/",
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
ADMIN_PAGES = (
    "admin/",
    "admin/vocabulary/concept/",
    "admin/vocabulary/concept/add/",
    "admin/register/candidate/",
    "admin/register/profile/",
    "admin/register/organisation/",
    "admin/staff/staffuser/",
    "admin/publication/policy/",
    "admin/publication/publication/",
    "admin/publication/publication/1/anonimiteit/",
)
WIDTHS = (1280, 360)

Check = Callable[[Page], None]


def sweep(page: Page, addresses: list[str], check: Check) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(address)
            check(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_public_page_is_accessible(
    explorer: Site, browser: Browser, assert_accessible: Check, language: str
) -> None:
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.goto(f"{explorer.address}kandidaten/")
    profile = page.locator(".explorer-card a").first.get_attribute("href") or ""
    addresses = [explorer.address + path for path in OUTSIDE_PAGES]
    sweep(page, [*addresses, explorer.address.rstrip("/") + profile], assert_accessible)
    context.close()


def test_every_staff_page_is_accessible(register: Site, browser: Browser, assert_accessible: Check) -> None:
    with logged_in(browser, register) as page:
        page.goto(f"{register.address}kandidaten/")
        first = (page.locator(".explorer-rows a").first.get_attribute("href") or "").rstrip("/")
        of_candidate = first.rpartition("/")[0]
        addresses = [register.address + path for path in INSIDE_PAGES]
        own = [f"{register.address.rstrip('/')}{of_candidate}/{part}/" for part in OF_A_CANDIDATE]
        sweep(page, [*addresses, *own], assert_accessible)


def test_every_admin_list_is_accessible(register: Site, browser: Browser, assert_accessible: Check) -> None:
    with logged_in(browser, register, "beheerder") as page:
        for path in ADMIN_PAGES:
            response = page.goto(register.address + path)
            assert response is not None
            assert response.ok, path
            assert_accessible(page)
