"""Which requests count as a search that somebody newly asks."""

from collections.abc import Iterator

import pytest
from django.test import Client

from explorer.demand.collecting import collector
from explorer.demand.wishes import text
from explorer.release.models import Release

pytestmark = pytest.mark.django_db

BROWSER = {"user-agent": "Mozilla/5.0", "accept": "text/html", "accept-language": "nl"}
SEARCH = "/kandidaten/?taak=orderpicken&vanuit=Venray"
PICKING_NEAR_VENRAY = "place=GM0984~15&task=orderpicken"


@pytest.fixture(autouse=True)
def _published(release: Release) -> Iterator[None]:
    collector.pending.take()
    yield
    collector.pending.take()


def asked(address: str = SEARCH, **headers: str) -> list[tuple[str, int]]:
    """Wishes and how often they count, after one request."""
    Client(headers={**BROWSER, **headers}).get(address)
    return [(change.wishes, change.searches) for change in collector.pending.take()]


def test_newly_asked_search_counts_once() -> None:
    [(wishes, times)] = asked()
    assert sorted(wishes.split("&")) == sorted(text_of(SEARCH).split("&"))
    assert times == 1


def text_of(address: str) -> str:
    from django.http import QueryDict

    from explorer.search.asked import wishes_of
    from explorer.search.current import current
    from explorer.search.query import read_query

    now = current()
    assert now is not None
    return text(wishes_of(now.vocabulary, read_query(now, QueryDict(address.partition("?")[2]))))


def test_page_that_is_kept_counts_like_the_first() -> None:
    assert asked() == asked()


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Googlebot/2.1"},
        {"user-agent": "curl/8"},
        {"accept": "*/*"},
        {"if-none-match": 'W/"x"'},
        {"cache-control": "max-age=0"},
        {"sec-purpose": "prefetch"},
        {"hx-history-restore-request": "true"},
        {"referer": f"http://testserver{SEARCH}"},
    ],
)
def test_programs_and_repetitions_do_not_count(headers: dict[str, str]) -> None:
    assert asked(**headers) == []


@pytest.mark.parametrize("address", ["/kandidaten/", f"{SEARCH}&pagina=2", f"{SEARCH}&meer=taak"])
def test_browsing_is_no_question(address: str) -> None:
    assert asked(address) == []
