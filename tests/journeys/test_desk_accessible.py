"""Pages that explain, requests and the desk: by axe, at 1280, 360 and 320 px, and by keyboard alone.

320 px is a screen of 1280 px at 400 %.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site
from tests.journeys.commands import CommandFailed, command
from tests.journeys.desk_adviser import at_the_desk, session_of_adviser

pytestmark = pytest.mark.timeout(900)
OUTSIDE = (
    "taken/",
    "taken/?taak=orderpicken",
    "taken/?taak=orderpicken&taak=inpakken-en-sorteren&taak=schoonmaken&regio=AM29",
    "vacature/",
    "hulp-en-kosten/",
    "voor-kandidaten/",
    "privacy/",
    "cookies/",
    "toegankelijkheid/",
    "aanvraag/",
    "aanvraag/?taak=orderpicken&vanuit=GM0984&uren=24-32",
    "aanvraag/mijn/",
    "aanvraag/mijn/verstuurd/",
    "aanvraag/bewaren/?taak=orderpicken",
    f"aanvraag/status/{'a' * 43}/",
    "aanvraag/postvak/",
    "transparantie/aanvragen/",
)
INSIDE = (
    "aanvragen/",
    "aanvragen/?lijst=afgerond",
    "aanvragen/?lijst=laat&zoek=niets",
    "aanvragen/wie-past/",
    "aanvragen/wie-past/?zoek=orderpicker+venray+rijbewijs+b",
    "aanvragen/wie-past/?zoek=qwertyuiop",
    "aanvragen/vragen/",
    "aanvragen/klok/",
)
# The first page of each of these kinds that a case or a list leads to.
LINKED = (
    "wie-past/",
    r"vraag/\d+/",
    r"/vragen/\d+/",
    "antwoord/",
    "introductie/",
    r"/brieven/\d+/",
    r"niet-naar/\d+/",
)
WIDTHS = (1280, 360, 320)
MOST_TABS = 120
Check = Callable[[Page], None]


@pytest.fixture(scope="module")
def requests(explorer: Site, register: Site) -> None:
    """Requests in every state; where other journeys asked already, theirs."""
    command(register, "publish_desks")
    try:
        command(explorer, "rehearse_requests")
        command(register, "make_demo_requests")
    except CommandFailed:
        pass


@pytest.fixture(scope="module")
def session(browser: Browser, register: Site, requests: None) -> Any:
    return session_of_adviser(browser, register)


def look_at(page: Page, address: str, check: Check, *, by_axe: tuple[int, ...] = (1280, 320)) -> None:
    """Axe where everything is in sight and where all is folded; no page scrolls sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if width in by_axe:
            page.goto(address)
            check(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_of_employers_are_accessible(
    explorer: Site, requests: None, browser: Browser, assert_accessible: Check, language: str
) -> None:
    context = browser.new_context(locale=language)
    page = context.new_page()
    for path in OUTSIDE:
        # Of another language only the words are other ones.
        by_axe = (1280, 320) if language == "nl" else (1280,)
        look_at(page, explorer.address + path, assert_accessible, by_axe=by_axe)
    page.goto(f"{explorer.address}vacature/")
    page.locator("textarea").fill("Wij zoeken een orderpicker in Venray, 32 uur, rijbewijs B.")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main input[type=checkbox]").first).to_be_attached()
    assert_accessible(page)
    context.close()


def test_pages_of_the_desk_are_accessible(
    browser: Browser, register: Site, session: Any, assert_accessible: Check
) -> None:
    with at_the_desk(browser, session) as page:
        for path in INSIDE:
            look_at(page, register.address + path, assert_accessible)
        for address in linked_pages(page, register):
            look_at(page, address, assert_accessible)


def linked_pages(page: Page, register: Site) -> list[str]:
    """Every case, and the first page of each kind that they lead to."""
    cases: set[str] = set()
    for path in ("aanvragen/", "aanvragen/?lijst=afgerond"):
        page.goto(register.address + path)
        cases |= set(re.findall(r"/aanvragen/\d{4}-\d+/", page.content()))
    assert len(cases) >= 2
    found: dict[str, str] = {}
    for start in [*sorted(cases), "/aanvragen/vragen/"]:
        page.goto(register.address.rstrip("/") + start)
        links = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
        for link in links:
            for kind in LINKED:
                if re.search(f"{kind}$", link):
                    found.setdefault(kind, link)
    assert {"wie-past/", "antwoord/", r"vraag/\d+/"} <= found.keys()
    return [register.address.rstrip("/") + path for path in (*sorted(cases), *found.values())]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name is in focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        if focused.count() and name in label_of(focused):
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def label_of(focused: Any) -> str:
    """What somebody hears of it: its label, or its own text."""
    return str(
        focused.first.evaluate(
            "e => [...(e.labels || [])].map(l => l.innerText).join(' ') || e.ariaLabel || e.innerText || ''"
        )
    )


def test_employer_asks_by_keyboard_alone(explorer: Site, requests: None, page: Page) -> None:
    page.goto(f"{explorer.address}aanvraag/?taak=orderpicken&vanuit=GM0984")
    typed = {
        "Naam van uw organisatie": "Toetsenbord BV",
        "Uw naam": "Anke Verbeek",
        "E-mailadres": "anke@toetsenbord.example",
        "Telefoon": "0478 00 00 00",
    }
    for label, text in typed.items():
        tab_to(page, label)
        page.keyboard.type(text)
    tab_to(page, "Controleer uw vraag")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    tab_to(page, "Verstuur uw vraag")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")


def test_adviser_works_by_keyboard_alone(browser: Browser, register: Site, session: Any) -> None:
    with at_the_desk(browser, session) as page:
        page.goto(f"{register.address}aanvragen/wie-past/")
        tab_to(page, "Groepscode of wens")
        page.keyboard.type("orderpicker")
        page.keyboard.press("Enter")
        expect(page.locator("main table")).to_be_visible()
        tab_to(page, "Kandidaat")
        page.goto(f"{register.address}aanvragen/")
        page.locator("main table a").first.click()
        tab_to(page, "Uw bericht")
        page.keyboard.type("Ik bel u morgen.")
        tab_to(page, "Zeg dat u ermee bezig bent")
        page.keyboard.press("Enter")
        expect(
            page.get_by_text("De werkgever krijgt een mail en leest dit op de eigen pagina.")
        ).to_be_visible()
