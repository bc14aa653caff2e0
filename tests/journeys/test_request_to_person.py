"""From a group to a person, on both sites: an employer asks, the desk finds, asks, introduces and ends it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site
from tests.journeys.commands import command
from tests.journeys.desk_adviser import (
    answer_of,
    ask_first,
    at_the_desk,
    close_case,
    confirm_request,
    newest_link,
    open_case,
    send_request,
    session_of_adviser,
)

pytestmark = pytest.mark.timeout(600)
SEARCH = "kandidaten/?taak=orderpicken&vanuit=GM0984"
Check = Callable[[Page], None]


@pytest.fixture(scope="module")
def _desks(register: Site) -> None:
    command(register, "publish_desks")


@pytest.fixture(scope="module")
def session(browser: Browser, register: Site) -> Any:
    return session_of_adviser(browser, register)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def employer(browser: Browser, _desks: None, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def script(request: pytest.FixtureRequest, employer: Page) -> bool:
    return bool(request.node.callspec.params["employer"])


def sheets(page: Page) -> int:
    """On how many sheets of A4 a page is printed."""
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def test_employer_meets_a_person(
    employer: Page,
    browser: Browser,
    explorer: Site,
    register: Site,
    session: Any,
    script: bool,
    assert_accessible: Check,
) -> None:
    organisation = f"Peelhof {'Met' if script else 'Zonder'}"
    # Search, group, request, mail, confirm.
    employer.goto(explorer.address + SEARCH)
    employer.get_by_role("link", name="Orderpicken · Venray", exact=True).click()
    expect(employer.get_by_role("heading", level=1)).to_contain_text("Orderpicken in Venray")
    employer.get_by_role("link", name="Vraag kennismaking").first.click()
    send_request(employer, organisation)
    status = confirm_request(employer, explorer)
    assert newest_link(employer, explorer, "Wij kregen uw vraag") == status

    with at_the_desk(browser, session, script=script) as adviser:
        case = open_case(adviser, register, organisation)
        first = ask_first(adviser, case, how="brief")
        expect(adviser.get_by_role("heading", level=1)).to_have_text("Wilt u kennismaken?")
        assert sheets(adviser) == 1
        second = ask_first(adviser, case, how="telefoon")
        expect(adviser.get_by_role("heading", level=1)).to_have_text("Wat u zegt aan de telefoon")
        assert first != second
        employer.goto(status)
        expect(employer.get_by_role("heading", level=1)).to_have_text("Wij vragen nu de kandidaten")

        answer_of(adviser, case, first, answer="nee")
        answer_of(adviser, case, second, answer="ja", agrees_to=("Voornaam", "Kan", "Wil werken"))
        adviser.get_by_role("link", name=f"Maak de introductiebrief {second}").click()
        adviser.get_by_label("Voorstel").fill("Donderdag om 10.00 uur, bij u.")
        adviser.get_by_role("button", name="Maak de introductiebrief").click()
        letter = adviser.locator("article")
        expect(letter).to_contain_text("Orderpicken")
        expect(letter).to_contain_text("Donderdag om 10.00 uur, bij u.")
        assert sheets(adviser) == 1
        # What was not agreed to is not in it.
        expect(letter).not_to_contain_text("Woont in")
        employer.goto(status)
        expect(employer.get_by_role("heading", level=1)).to_have_text("Iemand wil met u kennismaken")

        close_case(adviser, case, "Proefplaatsing", who=second, says="Veel succes samen.")
        if script:
            assert_accessible(adviser)
    employer.goto(status)
    expect(employer.get_by_role("heading", level=1)).to_have_text("Het is gelukt")
    page = employer.locator("main")
    expect(page).to_contain_text("Iemand begon bij u met een proefplaatsing.")
    expect(page).to_contain_text("Veel succes samen.")
    for who in (first, second):
        expect(page).not_to_contain_text(who.split()[-1])
    assert newest_link(employer, explorer, "Nieuws over uw vraag") == status
    if script:
        assert_accessible(employer)


def test_employer_hears_why_nobody_fits(
    employer: Page, browser: Browser, explorer: Site, register: Site, session: Any, script: bool
) -> None:
    organisation = f"Duikbedrijf {'Ja' if script else 'Nee'}"
    employer.goto(f"{explorer.address}kandidaten/?taak=metaal-bewerken&vanuit=GM0907&rijbewijs=DE")
    employer.get_by_role("link", name=re.compile("^Vraag")).first.click()
    send_request(employer, organisation, kind="Vacature")
    status = confirm_request(employer, explorer)
    with at_the_desk(browser, session, script=script) as adviser:
        case = open_case(adviser, register, organisation)
        expect(adviser.locator("main")).to_contain_text("0 mensen passen")
        close_case(adviser, case, "Niemand gevonden", says="Probeer het zonder het rijbewijs.")
    employer.goto(status)
    expect(employer.get_by_role("heading", level=1)).to_have_text("Het is niet gelukt")
    expect(employer.locator("main")).to_contain_text("Wij vonden niemand die past bij uw wens.")
    expect(employer.locator("main")).to_contain_text("Probeer het zonder het rijbewijs.")


def test_group_code_of_the_page_finds_people_inside(
    page: Page, browser: Browser, explorer: Site, register: Site, session: Any
) -> None:
    page.goto(f"{explorer.address}profiel/taak-orderpicken/GM0984/")
    code = page.get_by_text(re.compile("Groepscode:")).locator("strong").first.inner_text()
    with at_the_desk(browser, session) as adviser:
        adviser.goto(f"{register.address}aanvragen/wie-past/")
        adviser.get_by_label("Groepscode of wens").fill(code)
        adviser.get_by_label("Groepscode of wens").press("Enter")
        expect(adviser.locator("main")).to_contain_text(re.compile("Orderpicken.*Venray"))
        expect(adviser.get_by_role("link", name=re.compile("^Kandidaat")).first).to_be_visible()
