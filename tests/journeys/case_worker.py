"""What a case worker does in the browser, as steps of a journey."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from explorer.database.credentials import secret
from profiles.demo.sites import Site
from tests.database import LOCAL

# Milliseconds; a publication is made while the page loads.
WAIT_FOR_A_PAGE = 20_000
WAIT_FOR_A_RELEASE = 600_000

PASSWORDS = {
    "klantmanager-venlo": "demo_password_case_worker",
    "adviseur-loket": "demo_password_desk_adviser",
    "beheerder": "demo_password_admin",
}


def password_of(username: str) -> str:
    """As the register made it for its demo."""
    return secret(LOCAL / "keys", PASSWORDS[username])


@contextmanager
def logged_in(browser: Browser, register: Site, username: str = "klantmanager-venlo") -> Iterator[Page]:
    """A window of its own in which a user has logged in."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(WAIT_FOR_A_PAGE)
    page.goto(f"{register.address}inloggen/")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(password_of(username))
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit vraagt aandacht")
    yield page
    context.close()


def released_candidates(page: Page, register: Site) -> list[int]:
    """Numbers of candidates whose profile is released, from the first page of the list."""
    page.goto(f"{register.address}kandidaten/?toestand=published")
    links = [link.get_attribute("href") or "" for link in page.locator(".explorer-rows h3 a").all()]
    return [int(re.findall(r"/kandidaten/(\d+)/", link)[0]) for link in links]


def take_step(page: Page, button: str, *, said: str) -> None:
    """Press a button of the profile form and wait for what the page says of it."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(said)).to_be_visible()


def force_publication(page: Page, register: Site, *, because: str) -> None:
    """Make a release before its time, as the admin may who says why."""
    page.goto(f"{register.address}publicatie/")
    page.get_by_text("Eerder dan de regels toestaan").click()
    page.get_by_label("Waarom moet deze uitgave eerder komen?").fill(because)
    page.get_by_role("button", name="Maak toch een uitgave").click(timeout=WAIT_FOR_A_RELEASE)
    expect(page.get_by_text("is zichtbaar:")).to_be_visible(timeout=WAIT_FOR_A_RELEASE)
