"""The page of the country: a map to look at, a table to read and to put in order."""

import datetime

import pytest
from django.test import Client

from explorer.transparency.figures.regions import MAP
from tests.explorer.pages.conftest import Visit
from tests.explorer.pages.markup import Element
from tests.factories import figures

pytestmark = pytest.mark.django_db


def names(page: Element) -> list[str]:
    rows = page.one("section", aria_labelledby="vergelijken").one("tbody").all("tr")
    return [row.one("th").text for row in rows]


def tile(page: Element, code: str) -> Element:
    return page.one("svg", class_="explorer-tilemap").one("a", href=f"/transparantie/{code}/")


def test_without_figures_the_page_says_what_will_come(db: None, visit: Visit) -> None:
    assert visit("/transparantie/").one("h1").text == "Er zijn nog geen cijfers"
    assert "Gemeente met profiel" in visit("/transparantie/kolommen/").text


def test_every_region_has_a_tile_and_those_with_figures_a_link(visit: Visit) -> None:
    figures.publish_figures(figures.country_data())
    page = visit("/transparantie/")
    drawn = page.one("svg", class_="explorer-tilemap")
    assert len(drawn.all("rect")) == len(MAP)
    noord = tile(page, "AM29")
    assert noord.attributes["aria-label"] == "Noord-Limburg: 69 % met profiel, 2.329 van 3.386"
    assert [text.text for text in noord.all("text")] == ["N-Lim", "69 %"]
    assert "explorer-tilemap__tile--3" in noord.attributes["class"]
    assert tile(page, "AM01").attributes["aria-label"] == "Groningen: nog niemand bekend"
    assert len(drawn.all("a")) == 3
    assert drawn.one("desc").text.startswith("Voor 32 regio’s zijn er geen cijfers.")


def test_region_that_is_not_shown_has_a_question_mark(visit: Visit) -> None:
    data = figures.seed_data(held_back=[("", "with_profile"), ("", "without_profile")])
    figures.publish_figures({**data, "country": data["regions"][0]["figures"]})
    noord = tile(visit("/transparantie/"), "AM29")
    assert [text.text for text in noord.all("text")] == ["N-Lim", "?"]
    assert noord.attributes["aria-label"] == "Noord-Limburg: deel met profiel niet getoond"


def test_regions_are_put_in_order_by_a_link(visit: Visit) -> None:
    figures.publish_figures(figures.country_data())
    assert names(visit("/transparantie/")) == ["Groningen", "Midden-Limburg", "Noord-Limburg"]
    page = visit("/transparantie/?volgorde=-aandeel")
    assert names(page) == ["Noord-Limburg", "Midden-Limburg", "Groningen"]
    (sorted_by,) = [head for head in page.all("th") if "aria-sort" in head.attributes]
    assert (sorted_by.text, sorted_by.attributes["aria-sort"]) == ("Deel met profiel", "descending")
    assert sorted_by.one("a").attributes["href"] == "?volgorde=aandeel#vergelijken"
    assert names(visit("/transparantie/?volgorde=-regio"))[0] == "Noord-Limburg"


def test_unknown_order_is_that_of_the_alphabet(visit: Visit) -> None:
    figures.publish_figures(figures.country_data())
    assert names(visit("/transparantie/?volgorde=<onzin>"))[0] == "Groningen"


def test_what_is_not_shown_comes_last_either_way(visit: Visit) -> None:
    data = figures.country_data()
    data["regions"][2]["figures"]["fresh"] = None
    figures.publish_figures(data)
    for order in ("vers", "-vers"):
        assert names(visit(f"/transparantie/?volgorde={order}"))[-1] == "Noord-Limburg"


def test_register_totals_add_up_only_when_all_are_given(visit: Visit) -> None:
    figures.publish_figures(figures.country_data(), on=datetime.date(2026, 10, 1))
    figures.publish_figures()
    foot = [visit(f"/transparantie/{on}").one("tfoot").all("td")[0].text for on in ("2026-10-01/", "")]
    assert foot == ["niet bekend", "4.340"]


def test_page_asks_the_database_little(
    visit: Visit, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for month in range(1, 11):
        figures.publish_figures(figures.country_data(), on=datetime.date(2026, month, 1))
    for address in ("", "AM29/", "GM0983/", "AM29/2026-05-01/"):
        with django_assert_max_num_queries(3):
            visit(f"/transparantie/{address}")


def test_municipality_stands_beside_its_region(visit: Visit) -> None:
    figures.publish_figures(on=datetime.date(2026, 10, 31))
    figures.publish_figures()
    page = visit("/transparantie/GM0983/")
    assert page.one("h1").text == "Cijfers over Venlo"
    assert [bar.one("title").text for bar in page.all("svg", class_="explorer-share")] == [
        "Venlo",
        "Noord-Limburg",
    ]
    numbers = page.one("section", aria_labelledby="tabel").one("tbody").all("tr")
    assert [cell.text for cell in numbers[0].all("td")] == ["308", "19 %"]
    assert len(page.one("section", aria_labelledby="verloop").one("tbody").all("tr")) == 2


def test_menu_leads_to_the_figures(visit: Visit, db: None) -> None:
    link = visit("/transparantie/").one("a", class_="explorer-nav__link", href="/transparantie/")
    assert (link.text, link.attributes["aria-current"]) == ("Cijfers", "page")


def test_who_has_the_page_hears_that_it_is_the_same() -> None:
    figures.publish_figures(on=datetime.date(2026, 10, 31))
    client = Client(headers={"accept-language": "nl"})
    for address in ("/transparantie/", "/transparantie/AM29/", "/transparantie/kolommen/"):
        tag = client.get(address)["ETag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
        assert client.get(address, headers={"if-none-match": tag, "accept-language": "en"}).status_code == 200
    tag = client.get("/transparantie/AM29/")["ETag"]
    figures.publish_figures()
    assert client.get("/transparantie/AM29/", headers={"if-none-match": tag}).status_code == 200
