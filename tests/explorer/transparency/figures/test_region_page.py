"""The page of a region: the table as it was always published, true to what came with the release."""

import datetime
import re
from pathlib import Path

import pytest
from django.test import Client

from tests.database import ROOT
from tests.explorer.pages.conftest import Visit, look_at
from tests.explorer.pages.markup import Element
from tests.factories import figures

pytestmark = pytest.mark.django_db

# The publication as it stands: with and without a profile at the municipality, the same at UWV, everybody.
PUBLICATION = [
    ["Beesel", "18", "30", "102", "12", "162"],
    ["Bergen (L.)", "6", "24", "90", "14", "134"],
    ["Gennep", "21", "24", "132", "14", "191"],
    ["Horst aan de Maas", "14", "62", "232", "32", "340"],
    ["Peel en Maas", "29", "107", "227", "36", "399"],
    ["Venlo", "308", "432", "779", "82", "1.601"],
    ["Venray", "69", "141", "302", "47", "559"],
    ["Totaal regio", "465", "820", "1.864", "237", "3.386"],
]
BERGEN = (("GM0893", "municipality_with"), ("GM0893", "uwv_with"))
OTHER = (("GM0889", "municipality_with"), ("GM0889", "uwv_with"))
LINE = re.compile(r"^ ?[A-Z][A-Za-z ]+?((?: [\d.]+){5}) *$", re.MULTILINE)
EARLIER = datetime.date(2026, 10, 31)


def table(page: Element, section: str = "tabel") -> list[list[str]]:
    rows = page.one("section", aria_labelledby=section).one("table").all("tr")
    return [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in rows]


def test_table_is_that_of_the_publication(visit: Visit) -> None:
    figures.publish_figures()
    rows = table(visit("/transparantie/AM29/"))
    assert rows[0][:3] == ["Gemeente", "Gemeente met profiel", "Gemeente zonder profiel"]
    assert [row[:6] for row in rows[1:]] == PUBLICATION
    assert [row[6] for row in rows[1:]] == ["74 %", "72 %", "80 %", "72 %", "64 %", "68 %", "66 %", "69 %"]


def test_table_is_that_of_the_publication_itself(visit: Visit, shared_data: Path) -> None:
    figures.publish_figures()
    printed = LINE.findall((shared_data / "seed-noord-limburg.txt").read_text(encoding="utf-8"))
    rows = [row[1:6] for row in table(visit("/transparantie/AM29/"))[1:]]
    assert rows == [line.split() for line in printed]


def test_headings_are_said_to_be_our_reading(visit: Visit) -> None:
    figures.publish_figures()
    section = visit("/transparantie/AM29/").one("section", aria_labelledby="tabel").text
    assert "De bron noemt geen kolomnamen." in section
    assert "4.340 mensen op 1 januari 2026." in section and "Bron: UWV, doelgroepregister." in section


def test_register_and_profiles_stand_on_top(visit: Visit) -> None:
    figures.publish_figures()
    stats = [one.text for one in visit("/transparantie/AM29/").all("p", class_="explorer-stat")]
    assert stats == [
        "3.386 van 4.340 mensen uit het doelgroepregister zijn bekend (78 %)",
        "2.329 van 3.386 van hen hebben een klantprofiel (69 %)",
        "1.057 hebben nog geen profiel. Werkgevers kunnen hen niet vinden.",
    ]


def test_every_bar_is_told_in_words(visit: Visit) -> None:
    figures.publish_figures()
    bars = visit("/transparantie/AM29/").all("svg", class_="explorer-share")
    assert len(bars) == 8
    assert bars[0].one("title").text == "Beesel"
    assert bars[0].one("desc").text == (
        "Gemeente met profiel: 18, UWV met profiel: 102, UWV zonder profiel: 12, Gemeente zonder profiel: 30"
    )
    fills = {rect.attributes.get("fill", "") for rect in bars[0].all("rect")} - {""}
    assert len(fills) == 4


def test_what_is_not_shown_is_no_zero(visit: Visit) -> None:
    figures.publish_figures(figures.seed_data(held_back=BERGEN + OTHER))
    page = visit("/transparantie/AM29/")
    assert table(page)[2][:6] == ["Bergen (L.)", "niet getoond", "24", "niet getoond", "14", "134"]
    hidden = page.one("section", aria_labelledby="tabel").all("td", class_="explorer-figures__hidden")
    assert len(hidden) == 4
    assert "kleiner dan 5" in page.one("section", aria_labelledby="tabel").text
    assert "Lees het niet als 0." in page.text


def test_explanation_stands_only_where_something_is_not_shown(visit: Visit) -> None:
    figures.publish_figures()
    assert "Niet getoond" not in visit("/transparantie/AM29/").one("main").text


def test_bar_leaves_undivided_what_is_not_shown(visit: Visit) -> None:
    figures.publish_figures(figures.seed_data(held_back=BERGEN + OTHER))
    page = visit("/transparantie/AM29/")
    fills = [rect.attributes.get("fill") for rect in page.all("svg", class_="explorer-share")[1].all("rect")]
    assert fills[:3] == ["url(#part-undivided)", "url(#part-uwv_without)", "url(#part-municipality_without)"]
    assert "Verdeling niet getoond" in page.one("ul", class_="explorer-legend").text
    assert "72 % met profiel" in page.text


def test_share_needs_both_of_its_numbers(visit: Visit) -> None:
    held = [("GM0983", "with_profile"), ("GM0983", "without_profile"), ("GM0984", "with_profile"),
            ("GM0984", "without_profile")]  # fmt: skip
    figures.publish_figures(figures.seed_data(held_back=held))
    rows = table(visit("/transparantie/AM29/"))
    assert [row[6] for row in rows[6:8]] == ["niet getoond", "niet getoond"]


def test_region_with_nobody_yet_has_no_empty_tables(visit: Visit) -> None:
    figures.publish_figures(figures.country_data())
    page = visit("/transparantie/AM01/")
    (stat,) = page.all("p", class_="explorer-stat")
    assert stat.text == "0 van 9.100 mensen uit het doelgroepregister zijn bekend (0 %)"
    assert not page.all("table") and "doen nog geen gemeenten mee" in page.text


def test_page_leads_to_the_profiles_of_the_place(visit: Visit) -> None:
    figures.publish_figures()
    for code, name in (("AM29", "Noord-Limburg"), ("GM0983", "Venlo")):
        link = visit(f"/transparantie/{code}/").one("a", href=f"/kandidaten/?plaats={code}")
        assert link.text == f"Bekijk de anonieme profielen uit {name}"


def test_trend_tells_every_date_until_that_of_the_page(visit: Visit) -> None:
    figures.publish_figures(on=EARLIER)
    figures.publish_figures(on=datetime.date(2026, 12, 24))
    figures.publish_figures()
    page = visit("/transparantie/AM29/2026-11-23/")
    dates = [row[0] for row in table(page, "verloop")[1:]]
    assert dates == ["23 november 2026", "31 oktober 2026"]
    assert len(page.one("svg", class_="explorer-trend").all("polyline")) == 3
    assert "Naar de nieuwste cijfers, van 24 december 2026" in page.text
    assert "evenveel als op 31 oktober 2026" in page.text


def test_one_date_is_no_trend(visit: Visit) -> None:
    figures.publish_figures()
    page = visit("/transparantie/AM29/")
    assert not page.all("svg", class_="explorer-trend")
    assert "Vanaf de tweede datum ziet u hier een lijn." in page.text


def test_correction_stands_with_its_note(visit: Visit) -> None:
    figures.publish_figures(on=EARLIER)
    figures.publish_figures(note="In Venlo stonden 12 mensen dubbel.", note_en="In Venlo 12 stood twice.")
    address = "/transparantie/AM29/"
    assert "In Venlo stonden 12 mensen dubbel." in visit(address).text
    assert "dubbel" not in visit(f"{address}2026-10-31/").text
    english = Client(headers={"accept-language": "en"}).get(address).content.decode()
    assert "In Venlo 12 stood twice." in english


def test_trend_says_what_was_said_with_its_dates(visit: Visit) -> None:
    for month in (8, 9):
        figures.publish_figures(on=datetime.date(2026, month, 30), note="Verzonnen verloop.")
    figures.publish_figures()
    figures.publish_figures(on=datetime.date(2026, 12, 1), note="Van later.")
    trend = visit("/transparantie/AM29/2026-11-23/").one("section", aria_labelledby="verloop").text
    assert "30 september 2026 en 30 augustus 2026: Verzonnen verloop." in trend
    assert "Van later." not in trend


def test_page_of_a_date_leads_to_others_of_that_date(visit: Visit) -> None:
    figures.publish_figures(on=EARLIER)
    figures.publish_figures()
    old = {link.attributes["href"] for link in visit("/transparantie/AM29/2026-10-31/").all("a")}
    assert {"/transparantie/GM0983/2026-10-31/", "/transparantie/2026-10-31/"} <= old
    new = {link.attributes["href"] for link in visit("/transparantie/AM29/").all("a")}
    assert {"/transparantie/GM0983/", "/transparantie/", "/transparantie/AM29/2026-11-23/"} <= new


def test_newest_page_names_its_lasting_address(visit: Visit) -> None:
    figures.publish_figures()
    canonical = visit("/transparantie/AM29/").one("link", rel="canonical").attributes["href"]
    assert canonical == "http://testserver/transparantie/AM29/2026-11-23/"


def test_region_is_in_english_with_english_numbers() -> None:
    figures.publish_figures()
    html = Client(headers={"accept-language": "en"}).get("/transparantie/AM29/").content.decode()
    assert "Figures on Noord-Limburg" in html
    assert "3,386 of 4,340" in html and '<td class="explorer-num">1,601</td>' in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_lengths_of_shapes_have_a_point_in_every_language(language: str) -> None:
    figures.publish_figures(on=EARLIER)
    figures.publish_figures()
    page = look_at(Client(headers={"accept-language": language}).get("/transparantie/AM29/"))
    lengths = [rect.attributes[name] for rect in page.all("rect") for name in ("x", "width") if name in
               rect.attributes]  # fmt: skip
    assert any("." in length for length in lengths)
    assert not [length for length in lengths if "," in length]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/transparantie/AM15/", "Er zijn geen cijfers over Noord-Holland Noord"),
        ("/transparantie/AM29/2020-01-01/", "Er zijn geen cijfers over Noord-Limburg"),
        ("/transparantie/AM99/", ""),
        ("/transparantie/GM9999/", ""),
        ("/transparantie/GM0983/2020-01-01/", ""),
        ("/transparantie/AM29/2026-02-30/", ""),
        ("/transparantie/2020-01-01/", ""),
    ],
)
def test_address_of_nothing_is_told_kindly(visit: Visit, address: str, said: str) -> None:
    figures.publish_figures()
    assert said in visit(address, status=404).one("h1").text


def test_names_of_places_are_escaped(visit: Visit) -> None:
    data = figures.seed_data()
    data["regions"][0]["municipalities"][0]["name"] = "<script>x</script>"
    figures.publish_figures(data)
    assert "<script>x</script>" in visit("/transparantie/AM29/").text


@pytest.mark.parametrize("name", ["figures", "figures-print"])
def test_styles_of_the_figures_are_tokens_only(name: str) -> None:
    assert "#" not in (ROOT / "explorer" / "static" / "explorer" / f"{name}.css").read_text()


def test_set_between_quarters_links_to_the_last_one(visit: Visit) -> None:
    figures.publish_figures(on=EARLIER)
    figures.publish_figures(figures.without_organisations(EARLIER))
    page = visit("/transparantie/AM29/")
    section = page.one("section", aria_labelledby="tabel")
    assert "verschijnt één keer per kwartaal" in section.text
    assert "/transparantie/AM29/2026-10-31/" in [link.attributes["href"] for link in section.all("a")]
    rows = table(page)
    assert rows[1][:6] == ["Beesel", *["per kwartaal"] * 4, "162"]
    assert rows[-1][:6] == PUBLICATION[-1]
    assert "per kwartaal" not in visit("/transparantie/AM29/2026-10-31/").one("main").text


def test_municipality_between_quarters_shows_its_other_numbers(visit: Visit) -> None:
    figures.publish_figures(on=EARLIER)
    figures.publish_figures(figures.without_organisations(EARLIER))
    section = visit("/transparantie/GM0889/").one("section", aria_labelledby="tabel")
    assert "/transparantie/GM0889/2026-10-31/" in [link.attributes["href"] for link in section.all("a")]
    assert "Bekend 162" in section.text
