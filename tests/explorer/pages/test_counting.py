"""Which requests count as a search; and what is kept of them: never what was typed."""

import logging

import pytest
from django.db import connection
from django.test import Client

from explorer.demand.collecting import collector
from explorer.demand.pending import Pending
from explorer.demand.write_changes import write_changes
from explorer.release.models import Release

pytestmark = pytest.mark.django_db

TYPED = "mark7q2tracer"
BROWSER = {"accept": "text/html,application/xhtml+xml", "user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140"}
SEARCH = "/kandidaten/?taak=orderpicken"


@pytest.fixture(autouse=True)
def pending(release: Release, monkeypatch: pytest.MonkeyPatch) -> Pending:
    waiting = Pending()
    monkeypatch.setattr(collector, "pending", waiting)
    return waiting


def searches(pending: Pending) -> int:
    return sum(change.searches for change in pending.take())


def test_browser_that_searches_is_counted(pending: Pending, client: Client) -> None:
    client.get(SEARCH, headers=BROWSER)
    (change,) = pending.take()
    assert (change.wishes, change.searches) == ("task=task:orderpicken", 1)
    assert change.week.isoweekday() == 1
    assert (change.certain, change.possible) == (10, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": '"x"'},
        {"if-modified-since": "Mon, 23 Nov 2026 10:00:00 GMT"},
        {"cache-control": "max-age=0"},
        {"cache-control": "no-cache"},
        {"hx-request": "true", "hx-history-restore-request": "true"},
        {"sec-purpose": "prefetch;prerender"},
        {"user-agent": "Examplebot/2.1"},
        {"user-agent": ""},
        {"accept": "application/json"},
        {"referer": f"http://testserver{SEARCH}&zeker=ja"},
    ],
    ids=str,
)
def test_repeats_and_programs_are_not_counted(
    pending: Pending, client: Client, headers: dict[str, str]
) -> None:
    client.get(SEARCH, headers=BROWSER | headers)
    assert searches(pending) == 0


def test_head_pages_and_fragments_are_not_counted(pending: Pending, client: Client) -> None:
    client.head(SEARCH, headers=BROWSER)
    client.get(f"{SEARCH}&pagina=2", headers=BROWSER)
    client.get("/kandidaten/opties/taak/?taak=orderpicken", headers=BROWSER)
    client.get("/", headers=BROWSER)
    assert searches(pending) == 0


def test_swap_takes_the_place_of_the_search_it_narrows(pending: Pending, client: Client) -> None:
    client.get(SEARCH, headers=BROWSER)
    swap = {"hx-request": "true", "hx-current-url": f"http://testserver{SEARCH}", "accept": "*/*"}
    client.get(f"{SEARCH}&rijbewijs=B", headers=BROWSER | swap)
    assert [change.wishes for change in pending.take()] == ["licence=licence:B&task=task:orderpicken"]


@pytest.mark.parametrize(
    "address",
    [
        f"q={TYPED}",
        f"q=orderpicken+{TYPED}",
        f"q=orderpicken&vanuit={TYPED}",
        f"taak=orderpicken&zoek_taak={TYPED}&{TYPED}={TYPED}&uren_van={TYPED}",
        f"taak={TYPED}&taak=orderpicken",
    ],
)
def test_what_was_typed_stands_nowhere(
    pending: Pending, client: Client, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    caplog.set_level(logging.DEBUG)
    swap = {"hx-request": "true", "hx-current-url": f"http://testserver/kandidaten/?q={TYPED}"}
    for headers in (BROWSER, BROWSER | swap):
        client.get(f"/kandidaten/?{address}", headers={**headers, "x-forwarded-for": TYPED})
    write_changes(pending.take())
    with connection.cursor() as cursor:
        cursor.execute("SELECT k::text FROM explorer_demand_weeklysearch k")
        assert TYPED not in str(cursor.fetchall())
    assert TYPED not in "".join(record.getMessage() for record in caplog.records if _is_ours(record))


def _is_ours(record: logging.LogRecord) -> bool:
    # The statements that a test client of SQL would log are the ones just read.
    return record.name != "django.db.backends"


def test_page_is_shown_when_counting_cannot_be_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(changes: object) -> None:
        raise AssertionError("a page waits for no write")

    monkeypatch.setattr(collector, "_write", fail)
    assert client.get(SEARCH, headers=BROWSER).status_code == 200
