"""The main street, walked once: a case worker edits, an employer finds, a withdrawal hides at once."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site
from tests.database import Side
from tests.journeys.case_worker import logged_in, publish, take_step
from tests.journeys.released import standing

NEW_TASK = "task:orderpicken"


@pytest.fixture
def edited(browser: Browser, register: Site, databases: dict[Side, str]) -> int:
    """A candidate whose profile got a new task, and who stands alone on a released row that tells it."""
    with logged_in(browser, register) as page:
        links = page.get_by_role("link", name="Kijk na en geef vrij")
        addresses = [link.get_attribute("href") or "" for link in links.all()]
        for address in addresses:
            page.goto(register.address.rstrip("/") + address)
            page.get_by_label("Voeg toe aan taken").fill("Orderpicken")
            take_step(page, "Bewaar en geef vrij", said="Het profiel is vrijgegeven.")
        publish(page, register)
    candidates = [int(re.findall(r"/kandidaten/(\d+)/", address)[0]) for address in addresses]
    standings = {candidate: standing(databases, candidate) for candidate in candidates}
    telling = [c for c, (_, people, facts) in standings.items() if people == 1 and NEW_TASK in facts]
    assert telling, f"nobody's new task is shown: {standings}"
    return telling[0]


def count(page: Page) -> int:
    heading = page.get_by_role("heading", level=1).inner_text()
    return int(re.sub(r"\D", "", heading))


def is_listed(page: Page, reference: str) -> bool:
    """Whether the profile stands on any page of the results that are open."""
    while True:
        if page.locator(f'a[href*="/{reference}/"]').count():
            return True
        following = page.locator('a[rel="next"]')
        if not following.count():
            return False
        following.first.click()
        page.wait_for_load_state()


def test_edit_is_found_and_withdrawal_hides_at_once(
    browser: Browser, register: Site, explorer: Site, page: Page, databases: dict[Side, str], edited: int
) -> None:
    reference, _, facts = standing(databases, edited)
    where = next(code for kind, code in (fact.split(":") for fact in facts) if kind == "place")
    search = f"{explorer.address}kandidaten/?taak=orderpicken&plaats={where}&zeker=ja"
    bookmark = f"{explorer.address}kandidaten/{reference}/"
    page.goto(search)
    before = count(page)
    assert is_listed(page, reference)
    response = page.goto(bookmark)
    assert response is not None
    assert response.ok
    expect(page.get_by_role("main")).to_contain_text("Orderpicken")

    with logged_in(browser, register) as inside:
        inside.goto(f"{register.address}kandidaten/{edited}/profiel/")
        take_step(inside, "Trek terug", said="Het profiel is teruggetrokken en verborgen.")

    gone = page.goto(bookmark)
    assert gone is not None
    assert gone.status == 404
    page.goto(search)
    assert count(page) == before - 1
    assert not is_listed(page, reference)
