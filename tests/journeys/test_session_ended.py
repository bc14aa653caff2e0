"""A case worker types, is called away, and comes back when the session has ended: nothing is lost."""

import psycopg
from playwright.sync_api import Browser, expect

from profiles.demo.sites import Site
from tests.database import CLUSTER, INSIDE, Side
from tests.journeys.case_worker import log_in, logged_in, released_candidates

NOTE = "Zqxnotitie: wil graag in de ochtend werken"
KEPT_BY_BROWSER = "JSON.stringify([location.href, {...localStorage}, {...sessionStorage}, document.cookie])"


def end_sessions(databases: dict[Side, str]) -> None:
    with psycopg.connect(CLUSTER.superuser_url(databases[INSIDE])) as inside:
        inside.execute("DELETE FROM django_session")


def test_what_was_typed_is_back_after_logging_in(
    browser: Browser, register: Site, databases: dict[Side, str]
) -> None:
    with logged_in(browser, register) as page:
        candidate = released_candidates(page, register)[0]
        page.goto(f"{register.address}kandidaten/{candidate}/profiel/?stap=alles")
        note = page.get_by_label("Notitie voor collega")
        note.fill(NOTE)
        end_sessions(databases)
        page.get_by_role("button", name="Bewaar", exact=True).click()
        expect(page.get_by_text("U was niet meer ingelogd.")).to_be_visible()
        assert "Zqxnotitie" not in page.content() + str(page.evaluate(KEPT_BY_BROWSER))
        log_in(page)
        expect(note).to_have_value(NOTE)
        expect(page.get_by_text("Er is nog niets bewaard of gewijzigd")).to_be_visible()
        page.get_by_role("button", name="Bewaar", exact=True).click()
        expect(page.get_by_text("Het profiel is bewaard.")).to_be_visible()
        expect(note).to_have_value(NOTE)
    assert "Zqxnotitie" not in register.log.read_text()


def test_somebody_else_who_logs_in_at_that_desk_sees_nothing_of_it(
    browser: Browser, register: Site, databases: dict[Side, str]
) -> None:
    with logged_in(browser, register) as page:
        candidate = released_candidates(page, register)[1]
        page.goto(f"{register.address}kandidaten/{candidate}/profiel/?stap=alles")
        page.get_by_label("Notitie voor collega").fill(NOTE)
        end_sessions(databases)
        page.get_by_role("button", name="Bewaar", exact=True).click()
        log_in(page, "beheerder")
        expect(page.get_by_text("is niet bewaard.")).to_be_visible()
        page.goto(f"{register.address}kandidaten/{candidate}/profiel/?stap=alles")
        expect(page.get_by_label("Notitie voor collega")).not_to_have_value(NOTE)
