"""What employers and desk advisers do in the browser, as steps of a journey."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site
from tests.journeys.case_worker import WAIT_FOR_A_PAGE, logged_in
from tests.journeys.commands import command


def newest_link(page: Page, explorer: Site, subject: str) -> str:
    """The first link of the newest mail with a subject."""
    command(explorer, "send_mail")
    page.goto(f"{explorer.address}aanvraag/postvak/")
    page.get_by_role("link", name=re.compile(subject)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(subject))
    return str(page.locator("main .explorer-lines a").first.get_attribute("href"))


def send_request(page: Page, organisation: str, *, kind: str = "Proefplaatsing") -> None:
    """Fill in the form that is open, check it and send it."""
    page.get_by_label(kind).check()
    page.get_by_label("Naam van uw organisatie").fill(organisation)
    page.get_by_label("Uw naam").fill("Anke Verbeek")
    page.get_by_label("E-mailadres").fill(f"anke@{organisation.split()[-1].lower()}.example")
    page.get_by_label("Telefoon").fill("0478 00 00 00")
    page.get_by_role("button", name="Controleer uw vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    page.get_by_role("button", name="Verstuur uw vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")


def confirm_request(page: Page, explorer: Site) -> str:
    """Open the link of the mail and press its button; gives the address of the status page."""
    page.goto(newest_link(page, explorer, "Bevestig uw vraag"))
    page.get_by_role("button", name="Ja, verstuur mijn vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wij hebben uw vraag")
    return page.url


def session_of_adviser(browser: Browser, register: Site) -> Any:
    """Log in once, in two steps; what a browser keeps of it."""
    with logged_in(browser, register, "adviseur-loket") as page:
        return page.context.storage_state()


@contextmanager
def at_the_desk(browser: Browser, session: Any, *, script: bool = True) -> Iterator[Page]:
    """A window in which the adviser has logged in, with or without script."""
    context = browser.new_context(
        locale="nl-NL",
        java_script_enabled=script,
        storage_state=session,
        viewport={"width": 1280, "height": 900},
    )
    page = context.new_page()
    page.set_default_timeout(WAIT_FOR_A_PAGE)
    yield page
    context.close()


def open_case(page: Page, register: Site, organisation: str) -> str:
    """Find the request of an employer in the inbox, open it and take it; gives its address."""
    page.goto(f"{register.address}aanvragen/")
    row = page.get_by_role("row").filter(has_text=organisation)
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(organisation)
    page.get_by_role("button", name="Ik pak deze").click()
    expect(page.get_by_text("Deze aanvraag is nu van u.")).to_be_visible()
    return page.url


def ask_first(page: Page, case: str, *, how: str) -> str:
    """Ask the first person on the list who was not asked yet; gives the name."""
    page.goto(f"{case}wie-past/")
    page.get_by_role("link", name=re.compile("^Vraag ")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Vraag "))
    who = page.get_by_role("heading", level=1).inner_text().removeprefix("Vraag ")
    page.get_by_label(how, exact=True).check()
    page.get_by_role("button", name="Maak de brief of tekst").click()
    return who


def answer_of(page: Page, case: str, who: str, *, answer: str, agrees_to: tuple[str, ...] = ()) -> None:
    """Write down what somebody said."""
    page.goto(case)
    page.get_by_role("link", name=f"Antwoord {who}").last.click()
    page.get_by_label(answer, exact=True).check()
    for field in agrees_to:
        page.get_by_label(field, exact=True).check()
    page.get_by_role("button", name="Bewaar het antwoord").click()


def close_case(page: Page, case: str, outcome: str, *, who: str = "", says: str = "") -> None:
    """End a case."""
    page.goto(case)
    page.get_by_label(outcome, exact=True).check()
    if who:
        page.get_by_role("group", name="Wie begint er?").get_by_label(who).check()
    form = page.get_by_role("form", name="Sluit de aanvraag af")
    form.get_by_role("textbox", name="Bericht aan de werkgever").fill(says)
    page.get_by_role("button", name="Sluit af").click()
    expect(page.get_by_text("De aanvraag is afgerond. De werkgever krijgt een mail.")).to_be_visible()
