"""Somebody else's text never becomes markup: labels of a release and what stands in an address."""

from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client

from explorer.release.models import Release
from explorer.search.facets import FACETS
from explorer.search.results import search
from tests.explorer.pages.conftest import Visit, look_at
from tests.factories import releases
from tests.factories.releases import Word, special

pytestmark = pytest.mark.django_db

HOSTILE = "\"><script src=//x>alert(1)</script><b onclick='x'>{{ brand }}%(name)s&amp;"
TEXTS = ("q", "vanuit", "straal", "uren_van", "uren_tot", "zeker", "pagina", "meer", "onzin", HOSTILE)
NAMES = (*TEXTS, *(facet.name for facet in FACETS), *(facet.narrow_parameter for facet in FACETS))


@pytest.fixture
def hostile() -> Release:
    """A release whose every label is hostile."""
    attributes = [facet.attribute for facet in FACETS]
    words = [
        word
        for attribute in attributes
        for word in (
            Word(attribute, "boven", HOSTILE, english=HOSTILE, point=(51.0, 6.0)),
            Word(attribute, "onder", HOSTILE, "boven", HOSTILE, (HOSTILE,), point=(51.0, 6.0)),
            *special(attribute),
        )
    ]
    return releases.publish([(3, [(attribute, "onder") for attribute in attributes])], words=words)


def assert_harmless(page_text: str) -> None:
    assert "<script src=//x" not in page_text
    assert "<b onclick" not in page_text


def test_hostile_labels_are_text_everywhere(hostile: Release, visitor: Client) -> None:
    asked = "&".join(f"{facet.name}=onder" for facet in FACETS)
    found = search(QueryDict(asked))
    assert found is not None
    profile = f"/kandidaten/{found.profiles[0].reference}/?{asked}"
    addresses = (
        "/",
        "/kandidaten/",
        f"/kandidaten/?{asked}&vanuit=onder",
        profile,
        "/zoekwoorden/?q=alert",
        "/plaatsen/?vanuit=alert",
    )
    for address in addresses:
        response = visitor.get(address)
        assert response.status_code == 200
        look_at(response)
        assert_harmless(response.content.decode())
        assert "&lt;script src=//x&gt;" in response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_hostile_parameters_are_text(release: Release, visitor: Client, name: str) -> None:
    response = visitor.get(f"/kandidaten/?{quote(name)}={quote(HOSTILE)}&taak=orderpicken")
    assert response.status_code == 200
    look_at(response)
    assert_harmless(response.content.decode())
    assert_harmless(str(response.headers))


def test_hostile_parameters_are_text_on_a_profile(release: Release, visit: Visit) -> None:
    found = search(QueryDict("beroep=9333"))
    assert found is not None
    query = "&".join(f"{quote(name)}={quote(HOSTILE)}" for name in NAMES)
    page = visit(f"/kandidaten/{found.profiles[0].reference}/?{query}")
    assert page.one("h1").text


@pytest.mark.parametrize(
    "query",
    [
        "pagina=999999999999",
        "pagina=-1",
        "taak=" + "x" * 2000,
        "&".join(["taak=orderpicken"] * 500),
        "q=%00%0d%0aSet-Cookie:x",
        "vanuit=%FF%FE",
        "meer=" + "&meer=".join(facet.name for facet in FACETS),
        "%C3%28=1",
    ],
)
def test_odd_addresses_still_give_a_page(release: Release, visitor: Client, query: str) -> None:
    response = visitor.get(f"/kandidaten/?{query}", headers={"HX-Request": "true"})
    assert response.status_code == 200
    look_at(response)
    assert "Set-Cookie" not in response.headers
