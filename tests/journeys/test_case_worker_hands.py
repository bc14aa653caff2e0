"""A case worker in the browser: Enter, counted profiles, two editors, a lost session, a killed browser."""

import re
from collections.abc import Callable, Iterator

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from profiles.demo.sites import Site
from tests.database import CLUSTER, INSIDE, Side
from tests.journeys.case_worker import log_in, logged_in, released_candidates

Check = Callable[[Page], None]
MOST_BY_CLICKING, MOST_BY_TYPING = 40, 20
CASE = """Mevrouw werkte in een magazijn als orderpicker. Ook inpakken en sorteren gaat goed.
Ze kan heftruck rijden en heeft rijbewijs B. Opleiding: vmbo.
Ze wil 24 tot 32 uur werken, en kan meteen beginnen. Ze komt met de fiets."""
# What an employer can search by; a profile with these is complete.
WANTED = ("task", "skill", "education", "licence", "transport", "sector")


class Counted:
    """A page of which every click, choice, typed field and paste counts as one interaction."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.number = 0

    def click(self, text: str, *, role: str = "button") -> None:
        self.number += 1
        self.page.get_by_role(role, name=text, exact=True).first.click()  # type: ignore[arg-type]

    def tick(self, label: str) -> None:
        self.number += 1
        self.page.get_by_label(label, exact=True).first.check()

    def type(self, label: str, text: str) -> None:
        self.number += 1
        self.page.get_by_label(label, exact=True).first.fill(text)

    def choose(self, selector: str, option: str) -> None:
        self.number += 1
        self.page.locator(selector).select_option(label=option)

    def open(self, summary: str) -> None:
        self.number += 1
        self.page.locator("summary", has_text=summary).first.click()


@pytest.fixture
def worker(browser: Browser, register: Site) -> Iterator[Page]:
    with logged_in(browser, register) as page:
        yield page


def inside(databases: dict[Side, str], statement: str, *values: object) -> list[tuple]:
    with psycopg.connect(CLUSTER.superuser_url(databases[INSIDE])) as connection:
        cursor = connection.execute(statement, values)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []


def make_stale(databases: dict[Side, str], candidate: int) -> None:
    inside(
        databases,
        "UPDATE register_profile SET confirmed_on = '2025-01-01' WHERE candidate_id = %s",
        candidate,
    )


def profile_of(databases: dict[Side, str], candidate: int, column: str) -> object:
    [(value,)] = inside(
        databases, f"SELECT {column} FROM register_profile WHERE candidate_id = %s", candidate
    )
    return value


def facts_of(databases: dict[Side, str], candidate: int) -> dict[str, set[str]]:
    rows = inside(
        databases,
        "SELECT attribute, code FROM register_profilefact JOIN vocabulary_concept c ON c.id = concept_id"
        " JOIN register_profile p ON p.id = profile_id WHERE p.candidate_id = %s",
        candidate,
    )
    facts: dict[str, set[str]] = {}
    for attribute, code in rows:
        facts.setdefault(attribute, set()).add(code)
    return facts


def open_step(page: Page, register: Site, candidate: int, step: str) -> None:
    page.goto(f"{register.address}kandidaten/{candidate}/profiel/?stap={step}")


def saved(page: Page) -> None:
    expect(page.locator("#bewaard")).to_contain_text("U hoeft niets te doen")


def new_candidate(page: Page, register: Site, reference: str, counted: Counted) -> int:
    page.goto(f"{register.address}kandidaten/nieuw/")
    counted.type("Kenmerk", reference)
    counted.choose("#id_municipality", "Venlo")
    counted.click("Bewaar en maak het profiel")
    expect(page.get_by_text("De kandidaat is ingevoerd.")).to_be_visible()
    return int(re.findall(r"/kandidaten/(\d+)/", page.url)[0])


def test_enter_saves_a_stale_profile_and_never_confirms(
    worker: Page, register: Site, databases: dict[Side, str]
) -> None:
    candidate = released_candidates(worker, register)[2]
    make_stale(databases, candidate)
    open_step(worker, register, candidate, "uren")
    field = worker.locator("#id_hours_min")
    field.fill("8")
    worker.locator("#id_hours_max").fill("16")
    worker.locator("#id_hours_max").press("Enter")
    expect(worker.get_by_text("Het profiel is bewaard.")).to_be_visible()
    assert str(profile_of(databases, candidate, "confirmed_on")) == "2025-01-01"
    assert profile_of(databases, candidate, "hours_max") == 16
    # Nor in the search field of the header.
    worker.locator("#zoek-kandidaat").fill("999999999")
    worker.locator("#zoek-kandidaat").press("Enter")
    assert str(profile_of(databases, candidate, "confirmed_on")) == "2025-01-01"


def test_complete_profile_by_clicking(worker: Page, register: Site, databases: dict[Side, str]) -> None:
    counted = Counted(worker)
    candidate = new_candidate(worker, register, "TEL-1", counted)
    open_step(worker, register, candidate, "taken")
    counted.number += 1
    counted.open("Of kies uit de hele lijst")
    counted.open("Magazijn en logistiek")
    counted.tick("Orderpicken")
    counted.open("Inpakken en afwerken") if worker.locator(
        "summary", has_text="Inpakken en afwerken"
    ).count() else None
    counted.tick("Inpakken en sorteren")
    counted.tick("Heftruck rijden") if worker.get_by_label("Heftruck rijden", exact=True).count() else None
    counted.click("Verder naar uren en reizen")
    counted.type("Uren per week, van", "24")
    counted.type("Uren per week, tot en met", "32")
    counted.tick("Meteen")
    counted.click("Doordeweeks overdag")
    counted.click("Verder naar opleiding")
    counted.tick("Vmbo")
    counted.tick("Heftruck rijden")
    counted.click("Verder naar vervoer en talen")
    counted.tick("B: auto")
    counted.tick("Fiets")
    counted.click("Verder naar meetellen")
    counted.tick("Toestemming van de kandidaat")
    counted.click("Bewaar en zet op klaar")
    expect(worker.get_by_text("Het profiel is klaar om vrij te geven.")).to_be_visible()
    counted.click("1. Werk", role="link")
    counted.type("Voeg toe aan sector", "vervoer en opslag")
    counted.click("Verder naar taken")
    print(f"by clicking: {counted.number} interactions")
    assert counted.number <= MOST_BY_CLICKING
    facts = facts_of(databases, candidate)
    assert {"orderpicken", "inpakken-en-sorteren"} <= facts["task"]
    assert all(facts.get(name) for name in WANTED), facts
    assert profile_of(databases, candidate, "state") == "ready"


def test_complete_profile_by_pasting(worker: Page, register: Site, databases: dict[Side, str]) -> None:
    counted = Counted(worker)
    candidate = new_candidate(worker, register, "TEL-2", counted)
    counted.click("Plak tekst", role="link")
    counted.type("De tekst", CASE)
    counted.click("Lees de tekst")
    counted.click("Vink alles aan")
    counted.click("Neem over wat is aangevinkt")
    expect(worker.get_by_text("overgenomen")).to_be_visible()
    counted.type("Voeg toe aan sector", "vervoer en opslag")
    counted.click("Verder naar taken")
    counted.click("6. Meetellen", role="link")
    counted.tick("Toestemming van de kandidaat")
    counted.click("Bewaar en zet op klaar")
    expect(worker.get_by_text("Het profiel is klaar om vrij te geven.")).to_be_visible()
    print(f"by pasting: {counted.number} interactions")
    assert counted.number <= MOST_BY_TYPING
    facts = facts_of(databases, candidate)
    assert {"orderpicken"} <= facts["task"]
    assert all(facts.get(name) for name in WANTED), facts
    assert profile_of(databases, candidate, "hours_max") == 32


def test_killed_browser_loses_at_most_five_seconds(
    browser: Browser, worker: Page, register: Site, databases: dict[Side, str]
) -> None:
    candidate = released_candidates(worker, register)[3]
    worker.clock.install()
    open_step(worker, register, candidate, "meetellen")
    worker.get_by_label("Notitie voor collega").press_sequentially("Belt liever na vier uur")
    # Of the clock of the page: what is asked after those is waited for as long as a busy machine needs.
    worker.clock.run_for(5_000)
    saved(worker)
    # As if the machine fell over: the page is not left in order.
    worker.evaluate("window.stop()")
    worker.context.close()
    with logged_in(browser, register, anew=True) as other_device:
        open_step(other_device, register, candidate, "meetellen")
        expect(other_device.get_by_label("Notitie voor collega")).to_have_value("Belt liever na vier uur")


def test_typing_goes_on_through_a_gap_in_the_network(
    worker: Page, register: Site, databases: dict[Side, str]
) -> None:
    candidate = released_candidates(worker, register)[4]
    open_step(worker, register, candidate, "uren")
    context: BrowserContext = worker.context
    context.set_offline(True)
    worker.locator("#id_hours_min").fill("12")
    worker.locator("#id_hours_max").fill("20")
    expect(worker.locator("#bewaard")).to_contain_text("Geen verbinding")
    context.set_offline(False)
    saved(worker)
    assert profile_of(databases, candidate, "hours_max") == 20


def test_two_editors_are_told_and_lose_nothing(
    browser: Browser, worker: Page, register: Site, databases: dict[Side, str]
) -> None:
    candidate = released_candidates(worker, register)[5]
    open_step(worker, register, candidate, "uren")
    with logged_in(browser, register, "beheerder") as colleague:
        open_step(colleague, register, candidate, "uren")
        colleague.locator("#id_hours_min").fill("10")
        colleague.locator("#id_hours_max").fill("11")
        saved(colleague)
    worker.locator("#id_hours_min").fill("20")
    worker.locator("#id_hours_max").fill("21")
    expect(worker.locator("#tussendoor")).to_contain_text("een collega maakte hiervan")
    assert profile_of(databases, candidate, "hours_max") == 11
    worker.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(worker.get_by_text("Als u bewaart, geldt uw keuze.").first).to_be_visible()
    worker.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(worker.get_by_text("Het profiel is bewaard.")).to_be_visible()
    assert profile_of(databases, candidate, "hours_max") == 21


def test_session_that_ends_while_typing_loses_nothing(
    worker: Page, register: Site, databases: dict[Side, str]
) -> None:
    candidate = released_candidates(worker, register)[6]
    open_step(worker, register, candidate, "meetellen")
    inside(databases, "DELETE FROM django_session")
    note = worker.get_by_label("Notitie voor collega")
    note.fill("Zqxnotitie")
    expect(worker.locator("#bewaard")).to_contain_text("niet meer ingelogd")
    worker.get_by_role("button", name="Bewaar", exact=True).last.click()
    log_in(worker)
    expect(note).to_have_value("Zqxnotitie")


def test_list_is_confirmed_and_undone_by_keyboard(worker: Page, register: Site) -> None:
    worker.goto(f"{register.address}?lijst=bevestigen&van=iedereen")
    before = worker.locator("h2#lijst").inner_text()
    first = worker.locator("#rijen button", has_text="Klopt nog").first
    first.focus()
    worker.keyboard.press("Enter")
    expect(worker.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    expect(worker.locator("#rij-1")).to_be_focused()
    worker.get_by_role("button", name="Maak ongedaan").focus()
    worker.keyboard.press("Enter")
    expect(worker.get_by_text("ongedaan gemaakt")).to_be_visible()
    expect(worker.locator("h2#lijst")).to_have_text(before, use_inner_text=True)


def test_answer_and_not_recorded_exclude_each_other(worker: Page, register: Site) -> None:
    candidate = released_candidates(worker, register)[7]
    open_step(worker, register, candidate, "vervoer")
    unknown = worker.locator("#id_transport .staff-special input").first
    unknown.check()
    worker.locator("#id_transport_fiets").check()
    expect(unknown).not_to_be_checked()
    unknown.check()
    expect(worker.locator("#id_transport_fiets")).not_to_be_checked()


def assert_fits(page: Page, widths: tuple[int, ...]) -> None:
    """No page scrolls sideways; leaves it at the first of these widths."""
    for width in (*widths[1:], widths[0]):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)


@pytest.mark.parametrize("widths", [(1280, 768), (320, 360)])
def test_every_page_and_state_is_accessible(
    worker: Page, register: Site, assert_accessible: Check, widths: tuple[int, ...]
) -> None:
    """By axe at the first width; it fits at both."""
    candidate = released_candidates(worker, register)[8]
    worker.set_viewport_size({"width": widths[0], "height": 900})
    of_candidate = f"kandidaten/{candidate}/"
    steps = ("werk", "taken", "uren", "opleiding", "vervoer", "meetellen", "alles")
    lists = ("bevestigen", "aanvullen", "zonder-profiel", "concept", "bewaartermijn", "in-orde")
    addresses = [
        *(f"?lijst={name}&van=iedereen" for name in lists),
        "kandidaten/?toestand=draft&sorteer=nieuw",
        *(f"{of_candidate}profiel/?stap={step}" for step in steps),
        *(f"{of_candidate}{part}/" for part in ("zichtbaar", "brief", "tekst", "gegevens")),
        *(f"{of_candidate}stap/{name}/" for name in ("objection", "placed", "withdrawn")),
    ]
    for address in addresses:
        worker.goto(register.address + address)
        assert_accessible(worker)
        assert_fits(worker, widths)
    worker.goto(f"{register.address}{of_candidate}tekst/")
    worker.get_by_label("De tekst").fill(CASE + " Geboren 1-2-1990, adhd.")
    worker.get_by_role("button", name="Lees de tekst").click()
    expect(worker.locator("mark").first).to_be_visible()
    assert_accessible(worker)
    assert_fits(worker, widths)
    open_step(worker, register, candidate, "uren")
    worker.locator("#id_hours_min").fill("acht")
    worker.locator("#id_hours_min").press("Enter")
    expect(worker.get_by_role("alert").first).to_be_visible()
    assert worker.title().startswith("Fout:")
    assert_accessible(worker)
    assert_fits(worker, widths)
