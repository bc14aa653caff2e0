"""From the register to the employer: edits make a group, an employer finds it, a withdrawal works at once."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site
from tests.database import Side
from tests.journeys.case_worker import force_publication, logged_in, take_step
from tests.journeys.released import Task, candidates_without, rare_task

pytestmark = pytest.mark.timeout(1200)

PLACE, ORGANISATION = "GM0983", "Gemeente Venlo"
# Enough for a group of five, whoever is left out of the counting by chance.
EDITED = 10


@pytest.fixture
def task(databases: dict[Side, str], register: Site) -> Task:
    """One that fewer than five people in the place have."""
    return rare_task(databases, place=PLACE)


@pytest.fixture
def edited(browser: Browser, register: Site, databases: dict[Side, str], task: Task) -> list[int]:
    """Candidates who got the task."""
    found = candidates_without(
        databases, organisation=ORGANISATION, place=PLACE, task=task.code, number=EDITED
    )
    with logged_in(browser, register) as page:
        for candidate in found:
            page.goto(f"{register.address}kandidaten/{candidate}/profiel/?stap=alles")
            page.get_by_label("Voeg toe aan taken").fill(task.label)
            take_step(page, "Bewaar", said="Het profiel is bewaard.")
    return found


def at_least(page: Page) -> int:
    """The number of the answer; 0 for fewer than five."""
    return int(page.locator("#aantal").first.get_attribute("value") or 0)


def is_listed(page: Page, register: Site, candidate: int) -> bool:
    """Whether the list of released profiles has a candidate, on any of its pages."""
    page.goto(f"{register.address}kandidaten/?toestand=published")
    link = re.compile(rf"/kandidaten/{candidate}/")
    while True:
        if any(link.search(each.get_attribute("href") or "") for each in page.locator("h3 a").all()):
            return True
        following = page.locator('a[rel="next"]')
        if not following.count():
            return False
        following.first.click()
        page.wait_for_load_state()


def test_edits_are_found_and_a_withdrawal_is_off_the_lists_at_once(
    browser: Browser, register: Site, explorer: Site, page: Page, task: Task, edited: list[int]
) -> None:
    search = f"{explorer.address}kandidaten/?taak={task.code}&plaats={PLACE}"
    page.goto(search)
    assert at_least(page) == 0
    with logged_in(browser, register, "beheerder") as inside:
        force_publication(inside, register, because="De reis van een wijziging wordt beproefd.")
    page.goto(search)
    found = at_least(page)
    assert found >= 5
    # Nothing on the page is about one of them.
    expect(page.get_by_role("main")).to_contain_text(task.label)

    with logged_in(browser, register) as inside:
        inside.goto(f"{register.address}kandidaten/{edited[0]}/zichtbaar/")
        expect(inside.get_by_role("main")).to_contain_text(task.label)
        assert is_listed(inside, register, edited[0])
        inside.goto(f"{register.address}kandidaten/{edited[0]}/profiel/?stap=meetellen")
        inside.get_by_role("link", name="Trek terug").click()
        # It is asked first, on a page of its own.
        take_step(inside, "Ja: trek terug", said="Het staat op geen lijst meer en telt niet meer mee.")
        assert not is_listed(inside, register, edited[0])
        inside.goto(f"{register.address}kandidaten/{edited[0]}/zichtbaar/")
        expect(inside.get_by_role("main")).to_contain_text("Dit profiel telt dan niet mee")
    # Outside nothing moves until the next release: a difference would be about one person.
    page.goto(search)
    assert at_least(page) == found
