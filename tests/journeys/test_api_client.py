"""The client of the how-to asks a real site, and says what its page says."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable

from playwright.sync_api import Page, expect

from profiles.demo.sites import Site
from tests.database import ROOT

CLIENT = ROOT / "docs" / "how-to" / "api_client.py"


def run(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, CLIENT, site.address, *arguments], capture_output=True, text=True, check=False
    )


def test_client_says_the_number_of_the_page(explorer: Site, page: Page) -> None:
    said = run(explorer, "--q", "orderpicker", "--vanuit", "Venray")
    assert said.returncode == 0, said.stderr
    page.goto(f"{explorer.address}kandidaten/?q=orderpicker&vanuit=Venray")
    number = page.locator("#aantal").get_attribute("value")
    assert f"Minstens {number} kandidaten" in said.stderr
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert rows
    assert all(int(row["minstens"]) >= 0 and row["code"] for row in rows)


def test_client_says_what_is_wrong(explorer: Site) -> None:
    said = run(explorer, "--vanuit", "Atlantis")
    assert said.returncode == 1
    assert "vanuit" in said.stderr


def test_page_of_the_api_asks_without_script(
    explorer: Site, page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{explorer.address}api/")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator('form[action="/api/v1/groepen"] button').click()
    expect(page).to_have_url(re.compile(r"/api/v1/groepen\?q=orderpicker&vanuit=Venray"))
