"""An employer who is signed in has references of their own."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from explorer.release.models import Release

pytestmark = pytest.mark.django_db

REFERENCE = re.compile(r"/kandidaten/([0-9A-Z]{5}-[0-9A-Z]{5})/")


@pytest.fixture
def employer(release: Release) -> Client:
    return signed_in("inkoop@bedrijf.example")


def signed_in(email: str) -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(get_user_model().objects.create(email=email))
    return client


def references(client: Client) -> list[str]:
    """Those of the list, without saying twice what stands twice on a card."""
    return list(dict.fromkeys(REFERENCE.findall(client.get("/kandidaten/").content.decode())))


def questions(asked: CaptureQueriesContext) -> list[str]:
    """What was asked, without the savepoints of the request."""
    return [query["sql"] for query in asked.captured_queries if "SELECT" in query["sql"]]


def test_employers_see_references_of_their_own(visitor: Client, employer: Client) -> None:
    other = signed_in("werkplaats@ander.example")
    lists = [set(references(client)) for client in (visitor, employer, other)]
    assert all(lists)
    assert not lists[0] & lists[1] and not lists[0] & lists[2] and not lists[1] & lists[2]


def test_own_reference_leads_to_the_profile_and_for_nobody_else(visitor: Client, employer: Client) -> None:
    address = f"/kandidaten/{references(employer)[0]}/"
    assert employer.get(address).status_code == 200
    assert visitor.get(address).status_code == 404
    employer.logout()
    assert employer.get(address).status_code == 404


def test_visitor_gets_no_session_and_costs_no_query_for_one(visitor: Client, release: Release) -> None:
    visitor.get("/kandidaten/")
    with CaptureQueriesContext(connection) as asked:
        response = visitor.get("/kandidaten/?taak=orderpicken")
    assert not response.cookies
    assert len(questions(asked)) == 1


def test_being_signed_in_costs_one_query(employer: Client) -> None:
    employer.get("/kandidaten/")
    with CaptureQueriesContext(connection) as asked:
        employer.get("/kandidaten/?taak=orderpicken")
    assert len(questions(asked)) == 2


def test_made_up_session_is_the_public(visitor: Client, release: Release) -> None:
    shown = references(visitor)
    visitor.cookies["explorer_session"] = "x" * 32
    assert references(visitor) == shown
