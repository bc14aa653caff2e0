"""What a balancer hears, and what visitors see while the database is away."""

from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client

from explorer.release.models import Release
from explorer.search.views import released
from tests.explorer.pages.conftest import look_at

pytestmark = pytest.mark.django_db


def test_balancer_hears_the_release(release: Release, visitor: Client) -> None:
    assert visitor.get("/gezond/").json() == {"ready": True, "release": release.number}


def test_balancer_hears_that_nothing_is_published(visitor: Client) -> None:
    assert visitor.get("/gezond/").json() == {"ready": True, "release": None}


def test_balancer_hears_that_the_database_is_away(visitor: Client) -> None:
    with mock.patch("explorer.search.current.router.db_for_read", side_effect=OperationalError):
        response = visitor.get("/gezond/")
    assert (response.status_code, response.json()) == (503, {"ready": False})


def test_page_is_asked_again_when_a_server_went_away(release: Release, visitor: Client) -> None:
    whole = released.current
    with mock.patch.object(released, "current", side_effect=[OperationalError, whole()]):
        assert visitor.get("/").status_code == 200


def test_database_that_stays_away_gives_a_friendly_page(release: Release, visitor: Client) -> None:
    with mock.patch.object(released, "current", side_effect=OperationalError):
        response = visitor.get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert response["Cache-Control"] == "no-store"
    assert look_at(response).one("h1").text == "Even niet bereikbaar"
