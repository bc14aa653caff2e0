"""Text of others never becomes markup, and no address gives a server error."""

from urllib.parse import quote

import pytest
from django.test import Client

from explorer.release.models import Release
from explorer.search.facets import FACETS
from tests.explorer.pages.conftest import look_at
from tests.factories import releases
from tests.factories.releases import Fact, Word, special

pytestmark = pytest.mark.django_db

HOSTILE = "\"><script src=//x>alert(1)</script><b onclick='x'>{{ brand }}%(name)s&amp;"
ATTRIBUTES = tuple(facet.attributes[0] for facet in FACETS if len(facet.attributes) == 1)
TEXTS = ("q", "vanuit", "straal", "uren_van", "zeker", "pagina", "meer", "gelezen", "onzin", HOSTILE)
NAMES = (*TEXTS, *(facet.name for facet in FACETS))
ODD = (
    "pagina=999999999999",
    "pagina=-1",
    "pagina=%00",
    "taak=" + "x" * 5000,
    "&".join(["taak=orderpicken"] * 500),
    "&".join(f"taak=t{number}" for number in range(300)),
    "q=%00%0d%0aSet-Cookie:x",
    "q=" + quote("é" * 3000),
    "vanuit=%FF%FE",
    "meer=" + "&meer=".join(facet.name for facet in FACETS),
    "meer=onzin&gelezen=%00&q=orderpicken",
    "ook=task:&ook=:&ook=place:GM0983&ook=orderpicken",
    "plaats=AM31&plaats=GM0983&vanuit=Venlo&straal=150",
    "%C3%28=1",
    "=&=&&",
    "utm_source=x&fbclid=y&taak=&q=",
)
"""Query strings that no form sends."""


@pytest.fixture
def hostile(db: None) -> Release:
    """A release whose every label is hostile."""
    words = [
        word
        for attribute in ATTRIBUTES
        for word in (
            Word(attribute, "boven", HOSTILE, english=HOSTILE, point=(51.0, 6.0)),
            Word(attribute, "onder", HOSTILE, "boven", HOSTILE, (HOSTILE,), point=(51.0, 6.0)),
            *special(attribute),
        )
    ]
    facts: list[Fact] = [(attribute, "onder") for attribute in ATTRIBUTES]
    return releases.publish([(90, facts)], words=words)


def assert_harmless(text: str) -> None:
    assert "<script src=//x" not in text
    assert "<b onclick" not in text


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/kandidaten/",
        "/kandidaten/?taak=onder&plaats=onder&uren=onder",
        "/kandidaten/?q=alert&vanuit=onder",
        "/profiel/taak-onder/onder/",
        "/profiel/taak-onder/onder/uren-onder/",
    ],
)
def test_hostile_labels_are_text(hostile: Release, visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 200
    assert_harmless(response.content.decode())
    assert "&lt;script src=//x&gt;" in response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_hostile_parameters_are_text(release: Release, visitor: Client, name: str) -> None:
    for address in ("/kandidaten/", "/profiel/iedereen/NL/"):
        query = f"{quote(name)}={quote(HOSTILE)}&taak=orderpicken"
        response = visitor.get(f"{address}?{query}", follow=True)
        assert response.status_code == 200
        look_at(response)
        assert_harmless(response.content.decode())
        assert_harmless(str(response.headers))


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("path", ["/", "/kandidaten/", "/zoekwoorden/", "/plaatsen/"])
def test_odd_addresses_still_give_a_page(release: Release, visitor: Client, path: str, query: str) -> None:
    response = visitor.get(f"{path}?{query}", headers={"HX-Request": "true"}, follow=True)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize(
    "path",
    [
        "taak-bestaat-niet/GM0983/",
        "taak-orderpicken/GM9999/",
        "taak-orderpicken/GM0983-20km/",
        "taak-orderpicken/AM31-15km/",
        "uren-24-32/GM0983/",
        "plaats-GM0983/GM0983/",
        "taak-orderpicken/GM0983/plaats-GM0984/",
        "taak-orderpicken/GM0983/onzin/",
        "ook-taak/GM0983/",
        "%00/%00/",
        "iedereen/-/",
        "x" * 3000 + "/NL/",
    ],
)
def test_groups_of_unknown_words_are_not_found(release: Release, visitor: Client, path: str) -> None:
    response = visitor.get(f"/profiel/{path}")
    assert response.status_code == 404
    look_at(response)
