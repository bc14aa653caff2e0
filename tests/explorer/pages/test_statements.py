"""How many statements a page asks, and which."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from explorer.release.models import Release

pytestmark = pytest.mark.django_db

ACTIVE = "explorer_release_release"
GROUPS = "explorer_release_group"
EXPECTED = {
    "/": [ACTIVE, GROUPS],
    "/kandidaten/": [ACTIVE, GROUPS, GROUPS],
    "/kandidaten/?taak=orderpicken&vanuit=Venray&uren=32-40&rijbewijs=B": [ACTIVE, GROUPS, GROUPS],
    "/kandidaten/?q=orderpicken&vanuit=Venray": [ACTIVE, GROUPS, GROUPS],
    "/kandidaten/?q=qwertyuiop": [ACTIVE, GROUPS, GROUPS],
    "/profiel/taak-orderpicken/GM0984/": [ACTIVE, GROUPS],
    "/contact/?taak=orderpicken": [],
    "/uitleg/": [ACTIVE],
    "/zoekwoorden/?q=order": [ACTIVE],
    "/plaatsen/?vanuit=ven": [ACTIVE],
    "/robots.txt": [],
    "/bestaat-niet/": [],
}


@pytest.mark.parametrize("address", EXPECTED)
def test_page_asks_few_statements(release: Release, visitor: Client, address: str) -> None:
    visitor.get(address)  # the words of a release are read once
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as asked:
        visitor.get(address)
    tables = [re.search(r'FROM "?(\w+)', query["sql"])[1] for query in asked.captured_queries]
    assert [name if name == ACTIVE else GROUPS for name in tables] == EXPECTED[address]
