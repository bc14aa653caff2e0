"""What the boxes suggest: words as links that choose what they mean, names of places."""

import pytest

from explorer.release.models import Release
from tests.explorer.pages.conftest import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here begins with the same release."""


def test_suggestion_chooses_the_concept(visit: Visit) -> None:
    part = visit("/zoekwoorden/?q=order")
    assert part.all("a")[0].attributes["href"] == "/kandidaten/?taak=orderpicken"
    assert "Taken" in part.text


def test_suggestion_keeps_what_was_chosen(visit: Visit) -> None:
    part = visit("/zoekwoorden/?q=order&gelezen=&vanuit=Venray&straal=25&uren=32-40&utm_source=x")
    assert part.all("a")[0].attributes["href"] == (
        "/kandidaten/?taak=orderpicken&vanuit=GM0984&straal=25&uren=32-40"
    )


def test_places_are_names_to_fill_in(visit: Visit) -> None:
    part = visit("/plaatsen/?vanuit=ven")
    assert {option.attributes["value"] for option in part.all("option")} >= {"Venlo", "Venray"}


@pytest.mark.parametrize("address", ["/zoekwoorden/?q=", "/zoekwoorden/", "/plaatsen/?vanuit=zzzz"])
def test_nothing_to_suggest_is_an_empty_part(visit: Visit, address: str) -> None:
    part = visit(address)
    assert not part.all("a")
    assert not part.all("option")
