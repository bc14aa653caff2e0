"""A page that did not change is not made again; whatever it depends on makes another page of it."""

from unittest import mock

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from explorer.release.models import Release
from explorer.web import pages
from tests.explorer.pages import people

pytestmark = pytest.mark.django_db

SEARCH = "/kandidaten/?taak=orderpicken&plaats=GM0983"
GROUP = "/profiel/taak-orderpicken/GM0983/"
ADDRESSES = ("/", "/uitleg/", SEARCH, GROUP, "/zoekwoorden/?q=order")


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here begins with the same release."""


def ask_again(visitor: Client, first: HttpResponse, address: str = SEARCH, **headers: str) -> HttpResponse:
    return visitor.get(address, headers={"if-none-match": first["ETag"], **headers})


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_that_did_not_change_is_not_sent_again(visitor: Client, address: str) -> None:
    again = ask_again(visitor, visitor.get(address), address)
    assert (again.status_code, again.content) == (304, b"")


def test_answer_without_change_says_what_the_page_says(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    again = ask_again(visitor, first)
    for name in ("ETag", "Cache-Control"):
        assert again[name] == first[name]
    assert set(again["Vary"].split(", ")) <= set(first["Vary"].split(", "))
    assert "Content-Security-Policy" in again.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_kept_page_asks_one_statement(visitor: Client, address: str) -> None:
    first = visitor.get(address)
    with CaptureQueriesContext(connection) as asked:
        again = visitor.get(address)
    assert again.content == first.content
    assert len(asked) == 1, "only which release is active"


def test_kept_page_is_not_made_again(visitor: Client) -> None:
    visitor.get(SEARCH)
    with mock.patch.object(pages, "render_to_string", side_effect=AssertionError("made")):
        assert visitor.get(SEARCH).status_code == 200


def test_proxies_may_keep_pages_but_ask_each_time(visitor: Client) -> None:
    response = visitor.get(SEARCH)
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    assert not response.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_release_shows_at_once(visitor: Client, address: str) -> None:
    first = visitor.get(address)
    people.publish_people()
    again = ask_again(visitor, first, address)
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_rolled_back_release_shows_at_once(visitor: Client, release: Release) -> None:
    from tests.factories.releases import activate

    first = visitor.get(SEARCH)
    people.publish_people()
    visitor.get(SEARCH)
    activate(release)
    assert ask_again(visitor, first).status_code == 304


def test_another_language_changes_the_page(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    english = ask_again(visitor, first, **{"accept-language": "en"})
    assert english.status_code == 200
    assert 'lang="en"' in english.content.decode()


def test_another_address_has_another_tag(visitor: Client) -> None:
    tags = {visitor.get(address)["ETag"] for address in (*ADDRESSES, f"{SEARCH}&pagina=2")}
    assert len(tags) == len(ADDRESSES) + 1


def test_another_version_of_the_code_changes_the_page(visitor: Client) -> None:
    first = visitor.get(SEARCH)
    with mock.patch.object(pages, "revision", return_value="other"):
        assert ask_again(visitor, first).status_code == 200


def test_errors_are_not_kept(visitor: Client) -> None:
    response = visitor.get("/bestaat-niet/")
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
