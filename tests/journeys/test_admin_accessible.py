"""Every page of the admin by all rules of axe, wide and narrow; nothing scrolls sideways."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from profiles.demo.sites import Site
from tests.journeys.case_worker import logged_in

WIDTHS = (1280, 360)
# A folder for pictures of every page, to be looked at.
PICTURES = os.environ.get("ADMIN_PICTURES", "")
OF_NO_MODEL = (
    "admin/",
    "admin/gezondheid/",
    "admin/vocabulary/concept/lijsten/",
    "admin/vocabulary/concept/lijsten/task/",
    "admin/register/candidate/?q=zzz",
    "publicatie/",
    "publicatie/maken/",
    "publicatie/maken/?eerder=1",
    "publicatie/1/zichtbaar/",
)
PER_OBJECT = {
    "register/candidate": ("change/", "wissen/", "history/"),
    "vocabulary/concept": ("change/", "samenvoegen/", "history/"),
    "publication/publication": ("change/", "anonimiteit/"),
}

# The choices of a long list are alike, and axe would look at thousands of them one by one.
FEW_CHOICES = "document.querySelectorAll('option:nth-child(n+25)').forEach((one) => one.remove())"

Check = Callable[[Page], None]


def addresses(page: Page, register: Site) -> list[str]:
    """All lists of the index, with the page to add one and the page of the first of each."""
    page.goto(f"{register.address}admin/")
    links = page.locator("#content-main a[href^='/admin/']").all()
    lists = sorted({href for link in links if (href := link.get_attribute("href") or "").count("/") == 4})
    found = [register.address + path for path in OF_NO_MODEL]
    for path in lists:
        listed = register.address.rstrip("/") + path
        found.append(listed)
        if (response := page.request.get(f"{listed}add/")).ok and response.url.endswith("add/"):
            found.append(f"{listed}add/")
        match = re.search(rf'href="{path}([0-9a-f-]+)/change/', page.request.get(listed).text())
        if match:
            parts = PER_OBJECT.get(path.removeprefix("/admin/").rstrip("/"), ("change/",))
            found += [f"{listed}{match[1]}/{part}" for part in parts]
    return found


def faults_of(page: Page, address: str, width: int, check: Check) -> list[str]:
    """What axe finds on a page, and whether it is wider than the window."""
    found = []
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        found.append(f"{address}: {wide} pixels wide at {width}")
    page.evaluate(FEW_CHOICES)
    try:
        check(page)
    except AssertionError as error:
        found.append(f"{address}: {error}")
    return found


@pytest.fixture(scope="module")
def pages(register: Site, browser: Browser) -> list[str]:
    """Looked up once, for both widths."""
    with logged_in(browser, register, "beheerder") as page:
        return addresses(page, register)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_the_admin_is_accessible(
    register: Site, browser: Browser, pages: list[str], assert_accessible: Check, width: int
) -> None:
    faults: list[str] = []
    assert len(pages) > 40
    with logged_in(browser, register, "beheerder") as page:
        page.set_viewport_size({"width": width, "height": 900})
        for number, address in enumerate(pages):
            response = page.goto(address)
            assert response is not None
            if not response.ok:
                faults.append(f"{address}: {response.status}")
                continue
            if PICTURES:
                name = re.sub(r"\W+", "-", address.partition("/admin/")[2] or address[-30:])
                page.screenshot(path=Path(PICTURES) / f"{width}-{number:02}-{name}.png", full_page=True)
            faults += faults_of(page, address, width, assert_accessible)
            if PICTURES:
                (Path(PICTURES) / f"faults-{width}.txt").write_text("\n\n".join(faults))
    assert not faults, "\n\n".join(faults)
