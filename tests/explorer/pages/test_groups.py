"""Twin cards: a card is a group, its size is a range, and no number adds up people."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from explorer.release.models import Release
from explorer.release.weighing import CountlessError, Weighing, weighing_of
from explorer.search.results import ResultPage, search
from tests.explorer.pages.conftest import Visit
from tests.factories import releases

pytestmark = pytest.mark.django_db

VENLO, ORDERS, PRUNING, SCAN = (
    ("place", "GM0983"),
    ("task", "orderpicken"),
    ("task", "snoeien"),
    ("skill", "scannen"),
)
ROWS = [(7, (VENLO, ORDERS)), (5, (VENLO, PRUNING)), (23, (VENLO, SCAN))]
NOTE = "Elke kaart is een groep van minstens 5 mensen met precies dit profiel."


@pytest.fixture
def cards(db: None) -> Release:
    return releases.publish(ROWS, policy={"mode": "twin-cards", "cards": 6, "m": 0})


def ask(query: str = "") -> ResultPage:
    page = search(QueryDict(query))
    assert page is not None
    return page


def test_page_counts_groups_and_says_why(cards: Release, visit: Visit) -> None:
    page = visit("/kandidaten/")
    assert page.one("h1").text == "3 groepen kandidaten"
    assert NOTE in page.text
    assert page.one("button", id="toon").text == "Toon 3 groepen kandidaten"
    assert visit("/kandidaten/?taak=orderpicken&zeker=ja").one("h1").text.startswith("1 groep kandidaten")


def test_card_tells_a_range_and_never_the_number(cards: Release, visit: Visit) -> None:
    page = visit("/kandidaten/")
    feet = {foot.text.strip() for foot in page.all(class_="explorer-card__foot")}
    assert feet == {"5–9 kandidaten met dit profiel", "20–39 kandidaten met dit profiel"}
    assert not re.search(r"\b(7|23|35)\b", page.one("main").text)


def test_profile_page_tells_a_range_too(cards: Release, visit: Visit) -> None:
    row = ask("taak=orderpicken&zeker=ja").profiles[0]
    main = visit(f"/kandidaten/{row.reference}/?taak=orderpicken").one("main")
    assert "5–9 kandidaten met dit profiel" in main.text
    assert "Elke kaart staat voor minstens 5 mensen met precies dezelfde gegevens." in main.text
    assert "7" not in main.text.replace(row.reference, "")
    assert "Terug naar 2 groepen kandidaten" in main.text
    known = {one.one("dt").text: one.one("dd").text for one in main.one("dl").all("div")}
    assert "Rijbewijs" in known["Niet op deze kaart"] and "Niet vastgelegd" not in known


def test_start_counts_groups(cards: Release, visit: Visit) -> None:
    page = visit("/")
    assert "Zoek in 3 groepen kandidaten uit" in page.text
    assert page.one("h2", id="nu").text == "3 groepen kandidaten te vinden"
    assert "35" not in page.one("main").text


def test_card_under_k_vanishes_whole(cards: Release, visit: Visit) -> None:
    reference = ask("taak=snoeien&zeker=ja").profiles[0].reference
    releases.withdraw(cards, 1)
    assert visit("/kandidaten/").one("h1").text == "2 groepen kandidaten"
    assert ask().counts["taak"]["snoeien"] == 0
    visit(f"/kandidaten/{reference}/", status=404)


def test_twins_count_people_and_vanish_whole(visit: Visit) -> None:
    release = releases.publish(ROWS, policy={"mode": "twins", "m": 0})
    assert visit("/kandidaten/").one("h1").text == "35 kandidaten"
    releases.withdraw(release, 0, 1)
    page = visit("/kandidaten/")
    assert page.one("h1").text == "29 kandidaten"
    feet = {foot.text.strip() for foot in page.all(class_="explorer-card__foot")}
    assert feet == {"6 kandidaten met dit profiel", "23 kandidaten met dit profiel"}


def test_groups_are_explained_in_english(cards: Release) -> None:
    page = Client(headers={"accept-language": "en"}).get("/kandidaten/").content.decode()
    assert "3 groups of candidates" in page
    assert "5–9 candidates with this profile" in page
    assert "So we count groups and not people." in page


@pytest.mark.parametrize(("people", "band"), [(5, (5, 9)), (9, (5, 9)), (10, (10, 19)), (80, (80, 159))])
def test_range_holds_the_number(people: int, band: tuple[int, int]) -> None:
    assert Weighing(counts_groups=True, least=5).band(people) == band


@pytest.mark.parametrize("policy", [{"mode": "gokken", "k": 5}, {"mode": "twin-cards"}])
def test_rules_that_cannot_be_followed_are_refused(policy: dict[str, object]) -> None:
    with pytest.raises(CountlessError):
        weighing_of(policy)
