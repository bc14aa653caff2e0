"""An employer asks for an introduction: from a search to the page that says how far it is."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site
from tests.journeys.desk_adviser import confirm_request, newest_link

SEARCH = "kandidaten/?taak=orderpicken&vanuit=GM0984&uren=24-32"
Check = Callable[[Page], None]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_employer_asks_and_follows_the_request(
    explorer: Site, browser: Browser, assert_accessible: Check, script: bool
) -> None:
    context = browser.new_context(locale="nl-NL", java_script_enabled=script)
    page = context.new_page()
    page.goto(explorer.address + SEARCH)
    page.get_by_role("link", name="Vraag kennismaking").first.click()
    expect(page.locator("main")).to_contain_text("binnen 15 km van Venray")

    page.get_by_label("Naam van uw organisatie").fill(f"Peelhof {script}")
    page.get_by_label("Naam van uw organisatie").press("Enter")
    expect(page).to_have_title(re.compile("^Fout:"))
    expect(page.get_by_label("Naam van uw organisatie")).to_have_value(f"Peelhof {script}")
    if script:
        assert_accessible(page)
    page.get_by_label("Proefplaatsing").check()
    page.get_by_label("Uw naam").fill("Anke Verbeek")
    page.get_by_label("E-mailadres").fill(f"anke-{script}@peelhof.example")
    page.get_by_label("Telefoon").fill("0478 00 00 00")
    page.get_by_role("button", name="Controleer uw vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    page.get_by_role("button", name="Wijzig Telefoon").click()
    page.get_by_label("Telefoon").fill("0478 11 11 11")
    page.get_by_role("button", name="Controleer uw vraag").click()
    expect(page.locator("main")).to_contain_text("0478 11 11 11")
    page.get_by_role("button", name="Verstuur uw vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")

    status = confirm_request(page, explorer)
    if script:
        assert_accessible(page)
    page.get_by_label("Uw bericht").fill("Het kan ook op zaterdag.")
    page.get_by_role("button", name="Verstuur uw bericht").click()
    expect(page.locator("main")).to_contain_text("Het kan ook op zaterdag.")

    assert newest_link(page, explorer, "Wij kregen uw vraag") == status
    page.goto(status)
    page.get_by_role("link", name="Trek de vraag in").click()
    page.get_by_role("button", name="Ja, trek de vraag in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U trok uw vraag in")
    context.close()


def test_back_button_loses_nothing(explorer: Site, page: Page) -> None:
    page.goto(f"{explorer.address}aanvraag/")
    values = {"Naam van uw organisatie": "Peelhof", "Uw naam": "Anke", "E-mailadres": "a@b.example"}
    for label, value in values.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("Telefoon").fill("0478 00 00 00")
    page.get_by_role("button", name="Controleer uw vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    page.go_back()
    for label, value in values.items():
        expect(page.get_by_label(label)).to_have_value(value)
