"""What the search page says: number, title, chips, options, cards and ways out."""

import re

import pytest
from django.test import Client

from explorer.release.models import Release
from tests.explorer.pages.conftest import Visit
from tests.explorer.pages.markup import Element

pytestmark = pytest.mark.django_db

ONE = "/kandidaten/?taak=orderpicken&vanuit=Venray&uren=32-40"
TWO = "/kandidaten/?taak=orderpicken&vanuit=Venray&uren=32-40&rijbewijs=B"
FEW = "/kandidaten/?taak=snoeien&plaats=GM0983"


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here begins with the same release."""


def number(page: Element) -> str:
    return page.one("data", id="aantal").attributes["value"]


def plain(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


def test_title_and_heading_say_the_question(visit: Visit) -> None:
    page = visit(ONE)
    assert plain(page.one("h1").text) == "Orderpicken, binnen 15 km van Venray, 32 tot 40 uur"
    assert "Orderpicken, binnen 15 km van Venray, 32 tot 40 uur: minstens" in plain(page.one("title").text)


def test_number_is_said_in_words_as_a_status(visit: Visit) -> None:
    page = visit(ONE)
    answer = page.one("div", id="antwoord").one("div", role="status")
    assert plain(answer.text).startswith(f"minstens {number(page)} kandidaten")


def test_numbers_do_not_break_from_their_unit(visitor: Client) -> None:
    html = visitor.get(ONE).content.decode()
    assert "15\xa0km" in html
    assert "32\xa0tot\xa040\xa0uur" in html


def test_fewer_than_five_leads_to_ways_out_and_the_desk(visit: Visit) -> None:
    page = visit(FEW)
    assert number(page) == "0"
    assert "minder dan 5, of niemand" in plain(page.one("div", id="antwoord").one("div", role="status").text)
    ways = page.one("section", aria_labelledby="uitweg")
    assert "/kandidaten/?" in ways.all("a")[0].attributes["href"]
    assert page.one("section", aria_labelledby="mee").all("a", href="tel:0000000000")


def test_several_conditions_are_told_apart(visit: Visit) -> None:
    page = visit(TWO)
    parts = [plain(part.text) for part in page.all("li", class_="explorer-answer__part")]
    assert [part.partition(":")[0] for part in parts] == ["32 tot 40 uur", "rijbewijs B (auto)", "samen"]
    assert parts[-1] == "samen: de adviseur weet het"


def test_chips_name_their_facet_and_can_be_removed(visit: Visit) -> None:
    page = visit(ONE)
    chips = {plain(chip.text): chip.attributes["href"] for chip in page.all("a", class_="explorer-chip")}
    assert chips == {
        "Verwijder Plaats: binnen 15 km van Venray": "/kandidaten/?taak=orderpicken&uren=32-40",
        "Verwijder Taak: Orderpicken": "/kandidaten/?vanuit=GM0984&uren=32-40",
        "Verwijder Uren per week: 32 tot 40 uur": "/kandidaten/?taak=orderpicken&vanuit=GM0984",
    }


def test_option_with_few_people_can_be_chosen(visit: Visit) -> None:
    page = visit(ONE)
    few = page.all("div", class_="explorer-option--few")
    assert few
    for option in few:
        assert "disabled" not in option.one("input").attributes
        assert re.search(r"minder dan \d+, of niemand|te weinig om te tonen", plain(option.one("label").text))


def test_options_say_their_number(visit: Visit) -> None:
    page = visit(ONE)
    chosen = page.one("input", name="taak", value="orderpicken").attributes["id"]
    label = page.one("label", for_=chosen) if page.all("label", for_=chosen) else None
    label = label or next(one for one in page.all("label") if one.attributes["for"] == chosen)
    assert f"(minstens {number(page)})" in plain(label.text)


def test_cards_are_anonymous_profiles_with_facts_in_place(visit: Visit) -> None:
    page = visit(ONE)
    assert "anonieme profielen, van dichtbij naar verder weg" in page.one("h2", id="profielen").text
    for card in page.one("section", aria_labelledby="profielen").all("article"):
        assert len(card.all("li", class_="explorer-traits__item")) == 4
        assert card.one("h3").one("a").attributes["href"].startswith("/profiel/taak-orderpicken/")


def test_without_a_wish_the_largest_profiles_show(visit: Visit) -> None:
    page = visit("/kandidaten/")
    assert page.one("h1").text == "Alle kandidaten"
    assert "grootste eerst" in page.one("h2", id="profielen").text
    assert not page.all("a", class_="explorer-chip")


def test_words_are_read_and_each_can_go(visit: Visit) -> None:
    page = visit("/kandidaten/?q=orderpicken&vanuit=Venray")
    read = page.one("div", class_="explorer-read")
    assert read.one("strong").attributes["data-concept"] == "task:orderpicken"
    assert read.one("a").attributes["href"] == "/kandidaten/?vanuit=GM0984"
    assert page.one("input", name="gelezen").attributes["value"] == "orderpicken"


def test_unknown_words_find_nothing_and_say_so(visit: Visit) -> None:
    page = visit("/kandidaten/?q=qwertyuiop")
    assert number(page) == "0"
    assert "Wij kennen “qwertyuiop” niet." in page.one("div", class_="explorer-read").text
    assert page.all("a", class_="explorer-worktile")
    assert not page.all("section", aria_labelledby="profielen")


def test_refused_words_say_why(visit: Visit) -> None:
    page = visit("/kandidaten/?q=orderpicken+autisme")
    assert any("gezondheid of beperking" in read.text for read in page.all("div", class_="explorer-read"))
    assert "Orderpicken" in page.one("h1").text


def test_a_refused_word_alone_is_not_called_unknown(visit: Visit) -> None:
    page = visit("/kandidaten/?q=autisme")
    assert number(page) == "0"
    assert "gezondheid of beperking" in page.one("div", class_="explorer-read").text
    assert "kennen" not in page.one("div", class_="explorer-answer").text


def test_map_has_its_numbers_beside_it(visit: Visit) -> None:
    page = visit(ONE)
    drawn = page.one("svg", class_="explorer-map")
    assert "Venray: minstens" in drawn.attributes["aria-label"]
    listed = page.one("section", aria_labelledby="kaart").one("ul", class_="explorer-ranges")
    assert "Venray" in listed.text
    assert page.all("circle", class_="explorer-map__circle")


def test_all_options_of_a_facet_can_be_listed(visit: Visit) -> None:
    page = visit("/kandidaten/?meer=vaardigheid&taak=orderpicken")
    assert len(page.one("div", id="opties-vaardigheid").all("input")) == 2
    assert "Orderpicken" in page.one("h1").text


def test_dock_repeats_the_wish_and_leads_to_the_desk(visit: Visit) -> None:
    dock = visit(ONE).one("div", class_="explorer-dock")
    assert dock.one("a").attributes["href"] == "/aanvraag/?taak=orderpicken&vanuit=GM0984&uren=32-40"


def test_second_skip_link_leads_to_the_results(visit: Visit) -> None:
    assert visit(ONE).all("a")[1].attributes["href"] == "#resultaten"


def test_pages_of_the_list_are_the_first_the_last_and_those_nearby() -> None:
    from types import SimpleNamespace

    from explorer.search.page import pages_of_list
    from explorer.search.query import Query

    found = SimpleNamespace(cards_total=25 * 40, query=Query(page=20))
    now = SimpleNamespace(vocabulary=None)
    assert [number for number, _address in pages_of_list(now, found)] == [1, *range(17, 24), 40]  # type: ignore[arg-type]


def test_higher_thresholds_are_named(visit: Visit) -> None:
    """What is published from 20 people on is not said to be fewer than five."""
    page = visit("/kandidaten/?taak=snoeien&vanuit=Venray&affiniteit=buiten")
    words = plain(page.one("div", id="antwoord").one("div", role="status").text)
    assert words.startswith("minder dan 20, of niemand")


def test_fact_that_is_not_published_has_no_number(visit: Visit) -> None:
    # With two wishes a card has no condition; a facet of which nothing is known must not take its number.
    page = visit("/kandidaten/?taak=orderpicken&uren=32-40&rijbewijs=B")
    facts = [plain(item.text) for item in page.all("li", class_="explorer-traits__item")]
    unknown = [fact for fact in facts if fact.startswith(("Opleiding", "Beschikbaar"))]
    assert unknown
    assert not [fact for fact in unknown if "minstens" in fact]
