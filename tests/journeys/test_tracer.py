"""A mark in every field of text of one person, looked for in everything that the outside stores or says."""

import re
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from http.client import HTTPResponse
from urllib.parse import quote, urljoin

import psycopg
import pytest
from playwright.sync_api import Browser
from psycopg import sql

from profiles.demo.sites import Site
from tests.database import CLUSTER, OUTSIDE, Side
from tests.journeys.case_worker import force_publication, logged_in, released_candidates, take_step

pytestmark = pytest.mark.timeout(1200)

MARK = "Zqxtracer"
PHONE = "0687654329"
FIELDS = {
    "Kenmerk": f"{MARK}-1",
    "Voornaam": f"{MARK}voor",
    "Achternaam": f"{MARK}achter",
    "E-mailadres": f"{MARK}@example.org",
    "Telefoonnummer": PHONE,
}
# As typed, in lower case (all text is lowered before it is looked at), and as bytes could carry it.
TRACES = [MARK.lower(), PHONE, MARK.encode().hex(), b64encode(MARK[:9].encode()).decode().lower()]
PAGES_AT_MOST = 150


@pytest.fixture(scope="module")
def marked(browser: Browser, register: Site, databases: dict[Side, str]) -> int:
    """A candidate who is counted, with the mark in every field of text; the number in the register."""
    with logged_in(browser, register) as page:
        candidate = released_candidates(page, register)[0]
        page.goto(f"{register.address}kandidaten/{candidate}/gegevens/")
        for label, value in FIELDS.items():
            page.get_by_label(label, exact=True).fill(value)
        page.get_by_role("button", name="Bewaar", exact=True).click()
        page.goto(f"{register.address}kandidaten/{candidate}/profiel/?stap=alles")
        page.get_by_label("Notitie voor collega").fill(f"{MARK} in een notitie")
        take_step(page, "Bewaar", said="Het profiel is bewaard.")
    with logged_in(browser, register, "beheerder") as page:
        force_publication(page, register, because="Het spoor van een persoon wordt gezocht.")
    return candidate


def traces_in(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text.lower()]


def fetched(address: str, language: str) -> tuple[str, str]:
    """Body and headers of an answer, also of a refusal."""
    request = urllib.request.Request(address, headers={"Accept-Language": language})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return _read(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.read().decode(errors="replace"), str(refusal.headers)


def _read(answer: HTTPResponse) -> tuple[str, str]:
    return answer.read().decode(errors="replace"), str(answer.headers)


def pages(start: list[str]) -> Iterator[tuple[str, str]]:
    """Pages reached by links, breadth first, up to a bound: the address, and headers and body in Dutch."""
    seen, queue = set(start), list(start)
    for _ in range(PAGES_AT_MOST):
        if not queue:
            return
        address = queue.pop(0)
        body, headers = fetched(address, "nl")
        yield address, headers + body
        for link in re.findall(r'href="([^"#]+)', body):
            following = urljoin(address, link.replace("&amp;", "&"))
            if following.startswith(start[0]) and "/static/" not in following and following not in seen:
                seen.add(following)
                queue.append(following)


def test_no_answer_and_no_log_has_the_mark(
    marked: int, explorer: Site, register: Site, databases: dict[Side, str]
) -> None:
    own_pages = [
        f"kandidaten/?q={quote('orderpicken')}",
        "zoekwoorden/?q=tracer",
        # Its page leads to the files with all groups.
        "open-data/",
        "transparantie/AM29/nieuwste.csv",
        "transparantie/AM29/nieuwste.json",
    ]
    starts = [explorer.address, *(explorer.address + page for page in own_pages)]
    visited = 0
    for address, in_dutch in pages(starts):
        visited += 1
        in_english = "".join(fetched(address, "en"))
        for said in (in_dutch, in_english):
            assert traces_in(said) == [], address
    assert visited == PAGES_AT_MOST
    assert traces_in(explorer.log.read_text()) == []
    assert traces_in(register.log.read_text()) == []


def test_no_row_outside_has_the_mark(marked: int, databases: dict[Side, str]) -> None:
    with psycopg.connect(CLUSTER.superuser_url(databases[OUTSIDE])) as outside:
        tables = outside.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        assert tables
        for (table,) in tables:
            rows = outside.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
            for (row,) in rows:
                assert traces_in(row) == [], table
