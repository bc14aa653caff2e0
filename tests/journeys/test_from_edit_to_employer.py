"""The main street, walked once: a case worker edits, an employer finds, a withdrawal hides at once."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site
from tests.database import Side
from tests.journeys.case_worker import logged_in, publish, released_candidates, take_step
from tests.journeys.released import most_told_task, standing

# A new fact may be held back for one of them, where too few people share it with what was shown before.
EDITED = 8


@pytest.fixture
def new_task(databases: dict[Side, str], register: Site) -> tuple[str, str]:
    """One that many share: what few share is told of nobody."""
    return most_told_task(databases)


@pytest.fixture
def edited(browser: Browser, register: Site, databases: dict[Side, str], new_task: tuple[str, str]) -> int:
    """A candidate whose profile got a new task, and who stands alone on a released row that tells it."""
    code, name = new_task
    fact = f"task:{code}"
    with logged_in(browser, register) as page:
        released = released_candidates(page, register)
        shown = {candidate: standing(databases, candidate) for candidate in released}
        new = [c for c, where in shown.items() if where and fact not in where.facts][:EDITED]
        for candidate in new:
            page.goto(f"{register.address}kandidaten/{candidate}/profiel/")
            page.get_by_label("Voeg toe aan taken").fill(name)
            take_step(page, "Bewaar", said="Het profiel is bewaard.")
        publish(page, register)
    standings = {candidate: standing(databases, candidate) for candidate in new}
    telling = [c for c, where in standings.items() if where and where.people == 1 and fact in where.facts]
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
    browser: Browser,
    register: Site,
    explorer: Site,
    page: Page,
    databases: dict[Side, str],
    new_task: tuple[str, str],
    edited: int,
) -> None:
    code, name = new_task
    shown = standing(databases, edited)
    assert shown is not None
    reference = shown.reference
    where = next(code for kind, code in (fact.split(":") for fact in shown.facts) if kind == "place")
    search = f"{explorer.address}kandidaten/?taak={code}&plaats={where}&zeker=ja"
    bookmark = f"{explorer.address}kandidaten/{reference}/"
    page.goto(search)
    before = count(page)
    assert is_listed(page, reference)
    response = page.goto(bookmark)
    assert response is not None
    assert response.ok
    expect(page.get_by_role("main")).to_contain_text(name)

    with logged_in(browser, register) as inside:
        inside.goto(f"{register.address}kandidaten/{edited}/profiel/")
        take_step(inside, "Trek terug", said="Het profiel is teruggetrokken en verborgen.")

    gone = page.goto(bookmark)
    assert gone is not None
    assert gone.status == 404
    page.goto(search)
    assert count(page) == before - 1
    assert not is_listed(page, reference)
