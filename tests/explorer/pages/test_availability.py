"""What a balancer hears, and what a visitor sees while the database is away."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from explorer.search.index import current
from explorer.search.index.current import Holder, Stamp
from tests.factories import releases


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No database answers, and nothing is in memory."""

    def read() -> Stamp:
        raise OperationalError("connection refused")

    monkeypatch.setattr(current, "holder", Holder(read=read, load=lambda _: None, withdrawn=lambda _: []))


@pytest.mark.django_db
def test_node_with_an_index_is_ready(client: Client) -> None:
    release = releases.publish([(1, [("place", "GM0983")])])
    response = client.get("/gezond/", headers={"host": "10.0.0.7"})
    assert response.status_code == 200
    assert response.json() == {"ready": True, "release": release.number, "server": "primary"}
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_node_is_ready_before_the_first_release(client: Client) -> None:
    assert client.get("/gezond/").json() == {"ready": True, "release": None, "server": "primary"}


def test_node_without_database_and_index_is_not_ready(client: Client, silent: None) -> None:
    response = client.get("/gezond/")
    assert (response.status_code, response.json()) == (503, {"ready": False})


@pytest.mark.parametrize("address", ["/", "/kandidaten/", "/kandidaten/ABCDE-12345/", "/uitleg/"])
def test_visitor_gets_a_friendly_page_while_the_database_is_away(
    client: Client, silent: None, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "even niet" in response.content.decode()


@pytest.mark.django_db
def test_who_is_signed_in_waits_for_the_primary(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken for the public, an employer would see other references than their own."""
    releases.publish([(1, [("place", "GM0983")])])

    def load(store: SessionStore) -> dict[str, object]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(SessionStore, "load", load)
    assert client.get("/kandidaten/").status_code == 200
    client.cookies["explorer_session"] = "0123456789abcdefghijklmnopqrstuv"
    assert client.get("/kandidaten/").status_code == 503


def test_wrong_address_is_a_wrong_address_also_then(client: Client, silent: None) -> None:
    assert client.get("/nergens/").status_code == 404
