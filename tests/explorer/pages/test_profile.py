"""The page of a profile: why it fits, what it tells, and nothing when it is not there."""

import pytest
from django.http import QueryDict
from django.test import Client

from explorer.release.models import Release
from explorer.search.results import search
from tests.explorer.pages.conftest import Visit
from tests.factories import releases

pytestmark = pytest.mark.django_db

WISHES = "taak=orderpicken&taak=snoeien&rijbewijs=AM&vervoer=fiets&vanuit=Venlo"


@pytest.fixture
def reference(release: Release) -> str:
    """Of the profile of which everything is known."""
    return reference_of("beroep=9333&zeker=ja")


def reference_of(query: str) -> str:
    found = search(QueryDict(query))
    assert found is not None and len(found.profiles) == 1
    return found.profiles[0].reference


def test_each_wish_gets_an_answer_and_a_reason(visit: Visit, reference: str) -> None:
    page = visit(f"/kandidaten/{reference}/?{WISHES}")
    lines = [
        [cell.text for cell in line.children if not isinstance(cell, str)]
        for line in page.one("tbody").all("tr")
    ]
    assert lines == [
        ["Venlo, binnen 15 km", "Ja", "Venlo"],
        ["Rijbewijs: AM (bromfiets)", "Nee", "B (auto)"],
        ["Vervoer: Fiets", "Ja", "Fiets"],
        ["Taken: minstens één van 2", "Ja", "Past: Orderpicken Past niet: Snoeien: niet genoemd"],
    ]
    assert "Dit profiel past bij 3 van uw 4 wensen." in page.text


def test_unknown_wish_says_who_will_ask(visit: Visit, release: Release) -> None:
    reference = reference_of("taak=niet-vastgelegd")
    page = visit(f"/kandidaten/{reference}/?taak=orderpicken")
    assert "Taken: niet vastgelegd. De adviseur vraagt het na." in page.one("tbody").text


def test_without_wishes_there_are_no_reasons(visit: Visit, reference: str) -> None:
    page = visit(f"/kandidaten/{reference}/")
    assert not page.all("table")
    assert page.one(class_="explorer-state--ok").text == "Kan meteen beginnen"
    assert "6 kandidaten met dit profiel" in page.text


def test_only_blocks_with_data_are_shown(visit: Visit, reference: str) -> None:
    page = visit(f"/kandidaten/{reference}/")
    assert [block.text for block in page.one("section", aria_labelledby="kan").all("h3")] == [
        "Taken",
        "Vaardigheden",
        "Gaat goed",
    ]
    known = {one.one("dt").text: one.one("dd").text for one in page.one("dl").all("div")}
    assert known["Opleiding"] == "Mbo 2"
    assert known["Niet vastgelegd"] == "Werkt graag, Opleidingsrichting"


def test_region_is_said_aloud(visit: Visit, release: Release) -> None:
    page = visit(f"/kandidaten/{reference_of('rijbewijs=niet-van-toepassing&zeker=ja')}/")
    assert "Regio" in {one.one("dt").text: one.one("dd").text for one in page.one("dl").all("div")}["Plaats"]


def test_way_back_keeps_the_search(visit: Visit, reference: str) -> None:
    page = visit(f"/kandidaten/{reference}/?taak=orderpicken&pagina=2")
    (link,) = [one for one in page.one("aside").all("a") if one.text.startswith("Terug naar")]
    assert link.text == "Terug naar 42 kandidaten"
    assert link.attributes["href"] == "/kandidaten/?taak=orderpicken&pagina=2"


def test_profile_is_not_for_search_engines_or_shared_caches(visitor: Client, reference: str) -> None:
    response = visitor.get(f"/kandidaten/{reference}/")
    assert response["X-Robots-Tag"] == "noindex"
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_absent_profiles_cannot_be_told_apart(visitor: Client, release: Release) -> None:
    shown = reference_of("taak=niet-vastgelegd")
    assert visitor.get(f"/kandidaten/{shown}/").status_code == 200
    releases.withdraw(release, *[2] * 4)
    withdrawn = visitor.get(f"/kandidaten/{shown}/")
    unknown = visitor.get("/kandidaten/00000-00000/")
    nonsense = visitor.get("/kandidaten/x/?taak=orderpicken")
    assert (withdrawn.status_code, unknown.status_code, nonsense.status_code) == (404, 404, 404)
    assert withdrawn.content == unknown.content == nonsense.content
    assert withdrawn.headers.items() == unknown.headers.items()


def test_withdrawn_person_is_gone_from_the_list_at_once(visit: Visit, release: Release) -> None:
    before = visit("/kandidaten/?taak=niet-vastgelegd").one("h1").text
    releases.withdraw(release, 2)
    after = visit("/kandidaten/?taak=niet-vastgelegd").one("h1").text
    assert (before.split()[0], after.split()[0]) == ("4", "3")


def test_no_button_promises_what_does_not_exist(visit: Visit, reference: str) -> None:
    page = visit(f"/kandidaten/{reference}/")
    assert not page.one("main").all("button")
    assert reference in page.one("section", aria_labelledby="verder").text
