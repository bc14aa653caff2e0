"""A page that did not change is not made again; whatever it depends on makes another page of it."""

from collections.abc import Callable
from datetime import date
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from explorer.release.models import Release
from explorer.search import results
from explorer.search.views import conditional, revision
from tests.explorer.pages import people
from tests.factories import releases

pytestmark = pytest.mark.django_db

SEARCH = "/kandidaten/?taak=orderpicken&plaats=GM0983"
PAGES = ("/", "/uitleg/", SEARCH, "/kandidaten/opties/taak/?taak=orderpicken", "/zoekwoorden/?q=order")
Ask = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here begins with the same release."""


def ask_again(visitor: Client, first: HttpResponse, address: str = SEARCH, **headers: str) -> HttpResponse:
    return visitor.get(address, headers={"if-none-match": first["ETag"], **headers})


@pytest.mark.parametrize("address", PAGES)
def test_page_that_did_not_change_is_not_sent_again(visitor: Client, address: str) -> None:
    again = ask_again(visitor, visitor.get(address), address)
    assert (again.status_code, again.content) == (304, b"")


def test_search_that_is_written_otherwise_is_not_sent_again(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    again = ask_again(visitor, first, "/kandidaten/?straal=15&plaats=GM0983&q=&taak=orderpicken&pagina=1")
    assert again.status_code == 304


def test_answer_without_change_says_what_the_page_says(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    again = ask_again(visitor, first)
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again[name] == first[name]
    assert "Content-Security-Policy" in again.headers


def test_nothing_is_searched_for_a_page_that_did_not_change(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    with mock.patch.object(results, "match", side_effect=AssertionError("searched")):
        assert ask_again(visitor, first).status_code == 304


def test_withdrawal_changes_every_page(visitor: Client, release: Release) -> None:
    first = {address: visitor.get(address) for address in PAGES}
    releases.withdraw(release, 0)
    for address, response in first.items():
        assert ask_again(visitor, response, address).status_code == 200


def test_another_release_changes_the_page_though_its_rows_are_the_same(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    people.publish()
    assert ask_again(visitor, first).status_code == 200


def test_another_day_changes_the_page(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    with mock.patch.object(conditional.timezone, "localdate", return_value=date(2030, 1, 1)):
        assert ask_again(visitor, first).status_code == 200


def test_another_language_changes_the_page(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    assert ask_again(visitor, first, **{"accept-language": "en"}).status_code == 200


def test_swap_and_page_are_told_apart(visitor: Client) -> None:
    """Their headers differ, and a browser keeps one answer for an address."""
    first = visitor.get(SEARCH)
    assert ask_again(visitor, first, **{"HX-Request": "true"}).status_code == 200
    assert "HX-Request" in first["Vary"] and "Cookie" in first["Vary"] and "Accept-Language" in first["Vary"]


def test_another_address_has_another_tag(visitor: Client) -> None:
    tags = {visitor.get(address)["ETag"] for address in (*PAGES, f"{SEARCH}&pagina=2")}
    assert len(tags) == len(PAGES) + 1


def test_another_setting_changes_the_page(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    with override_settings(SITE_REGION="Elders"):
        revision.checksum.cache_clear()
        assert ask_again(visitor, first).status_code == 200
    revision.checksum.cache_clear()


def test_page_that_is_not_there_has_no_tag(visitor: Client) -> None:
    assert "ETag" not in visitor.get("/kandidaten/00000-00000/")


def test_head_says_what_a_page_would_say(visitor: Client) -> None:
    whole, head = visitor.get(SEARCH), visitor.head(SEARCH)
    assert head.content == b""
    assert {**head.headers} == {**whole.headers}


@pytest.mark.parametrize(
    "address",
    [
        "/kandidaten/",
        SEARCH,
        "/kandidaten/?pagina=1000",
        "/kandidaten/?q=orderpicken&vanuit=Venlo&straal=25&uren_van=16&taak=snoeien&rijbewijs=B&zeker=ja",
        "/kandidaten/?zoek_vaardigheid=scan&meer=taak&meer=vaardigheid&taal=nld&plaats=AM31&plaats=GM0984",
        "/kandidaten/?kleur=rood&taak=bestaat-niet",
    ],
)
def test_search_asks_the_database_one_thing(visitor: Client, address: str) -> None:
    """Which release is active and whether somebody was withdrawn. Everything else is in memory."""
    visitor.get("/kandidaten/")
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(address).status_code == 200
    (statement,) = (query["sql"] for query in asked.captured_queries)
    assert "FROM explorer_release_release" in statement
    assert "JOIN explorer_release_withdrawal" in statement


def test_search_of_somebody_signed_in_asks_two_things(visitor: Client) -> None:
    """The same, and the session."""
    visitor.get("/kandidaten/")
    visitor.cookies["explorer_session"] = "one-that-is-not-there"
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(SEARCH).status_code == 200
    assert sorted("session" in query["sql"] for query in asked.captured_queries) == [False, True]


def test_page_that_did_not_change_asks_the_database_one_thing(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    with CaptureQueriesContext(connection) as asked:
        ask_again(visitor, first)
    assert len(asked) == 1
