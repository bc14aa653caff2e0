"""The files: harmless in a spreadsheet, saying what the page says, staying as they are."""

import csv
import datetime
import io
import json

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from explorer.transparency.figures.columns import COLUMNS
from explorer.transparency.figures.downloads import LAST_HEADERS, PLACE_HEADERS, harmless
from tests.explorer.pages.conftest import Visit
from tests.factories import figures

HELD_BACK = (("GM0893", "municipality_with"), ("GM0893", "uwv_with"))


def lines(address: str) -> list[dict[str, str]]:
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.django_db
def test_csv_holds_the_region_and_its_municipalities() -> None:
    figures.publish_figures(figures.seed_data(held_back=HELD_BACK))
    region, beesel, bergen, *_ = lines("/transparantie/AM29/2026-11-23.csv")
    assert (region["niveau"], region["bekend"], region["register"]) == ("regio", "3386", "4340")
    assert (beesel["naam"], beesel["regio"], beesel["gemeente_met_profiel"]) == ("Beesel", "AM29", "18")
    assert (bergen["gemeente_met_profiel"], bergen["uwv_met_profiel"]) == ("x", "x")
    assert (bergen["register"], bergen["bekend"]) == ("", "134")


@pytest.mark.django_db
def test_file_says_that_it_is_invented_and_what_was_put_right() -> None:
    figures.publish_figures(note="=In Venlo")
    assert {
        (line["verzonnen"], line["toelichting"]) for line in lines("/transparantie/AM29/2026-11-23.csv")
    } == {("ja", "'=In Venlo")}


@pytest.mark.django_db
def test_file_is_the_same_in_every_language() -> None:
    figures.publish_figures()
    address = "/transparantie/2026-11-23.csv"
    dutch, english = (Client(headers={"accept-language": code}).get(address) for code in ("nl", "en"))
    assert (dutch.content, dutch["ETag"]) == (english.content, english["ETag"])


@pytest.mark.django_db
def test_country_holds_every_place() -> None:
    figures.publish_figures(figures.country_data())
    found = lines("/transparantie/2026-11-23.csv")
    assert [line["niveau"] for line in found].count("regio") == 3
    assert found[0]["code"] == "NL"
    assert {line["regio"] for line in found if line["niveau"] == "gemeente"} == {"AM29", "AM33"}
    assert [line["regio"] for line in lines("/transparantie/GM0983/2026-11-23.csv")] == ["AM29"]
    assert lines("/transparantie/AM29/2026-11-23.csv")[0]["regio"] == ""


@pytest.mark.django_db
def test_json_says_the_same_as_csv() -> None:
    figures.publish_figures(figures.seed_data(held_back=HELD_BACK), note="Let op")
    told = json.loads(Client().get("/transparantie/AM29/2026-11-23.json").content)
    assert (told["on"], told["threshold"], told["note"]["nl"]) == ("2026-11-23", 5, "Let op")
    assert told["place"]["register"] == {
        "people": 4340, "on": "2026-01-01", "source": "UWV, doelgroepregister",
    }  # fmt: skip
    places = [told["place"], *told["place"]["parts"]]
    for place, line in zip(places, lines("/transparantie/AM29/2026-11-23.csv"), strict=True):
        for column in COLUMNS:
            count = place["figures"][column.key]
            assert line[column.header] == ("x" if count is None else str(count))


@pytest.mark.django_db
def test_every_column_is_explained(visit: Visit) -> None:
    figures.publish_figures()
    told = {code.text for code in visit("/transparantie/kolommen/").all("code")}
    keys = json.loads(Client().get("/transparantie/AM29/2026-11-23.json").content)
    assert {*keys, *keys["place"]} <= told
    assert {*PLACE_HEADERS, *LAST_HEADERS, *(c.header for c in COLUMNS), *(c.key for c in COLUMNS)} <= told


@pytest.mark.django_db
def test_file_stays_as_it_is_and_may_be_kept() -> None:
    figures.publish_figures()
    client = Client()
    first = client.get("/transparantie/AM29/2026-11-23.csv")
    figures.publish_figures(figures.seed_data(held_back=HELD_BACK), on=datetime.date(2026, 12, 1))
    assert client.get("/transparantie/AM29/2026-11-23.csv").content == first.content
    assert "public" in first["Cache-Control"] and first["Last-Modified"]
    assert first["Content-Disposition"] == 'attachment; filename="cijfers-AM29-2026-11-23.csv"'
    for header, value in (("if-none-match", first["ETag"]), ("if-modified-since", first["Last-Modified"])):
        again = client.get("/transparantie/AM29/2026-11-23.csv", headers={header: value})
        assert again.status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["", "AM29/", "GM0983/"])
def test_newest_file_has_an_address_too(place: str) -> None:
    figures.publish_figures(on=datetime.date(2026, 10, 1))
    figures.publish_figures()
    response = Client().get(f"/transparantie/{place}nieuwste.json")
    assert (response.status_code, response["Location"]) == (302, f"/transparantie/{place}2026-11-23.json")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["AM15/2026-11-23.csv", "AM29/2020-01-01.csv", "AM29/2026-11-23.xml", "nieuwste.pdf", "2020-01-01.json"],
)
def test_file_of_nothing_is_not_found(address: str) -> None:
    figures.publish_figures()
    assert Client().get(f"/transparantie/{address}").status_code == 404


@pytest.mark.django_db
def test_cells_do_nothing_in_a_spreadsheet() -> None:
    data = figures.seed_data()
    data["regions"][0]["name"] = "=HYPERLINK(1)"
    data["regions"][0]["municipalities"][0]["name"] = "+Beesel;\n@x"
    figures.publish_figures(data)
    region, beesel, *_ = lines("/transparantie/AM29/2026-11-23.csv")
    assert (region["naam"], beesel["naam"]) == ("'=HYPERLINK(1)", "'+Beesel;\n@x")


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert harmless(text).endswith(text)


@pytest.mark.django_db
def test_number_that_is_not_due_is_empty_in_csv_and_null_in_json() -> None:
    figures.publish_figures(figures.without_organisations(datetime.date(2026, 10, 31)))
    region, beesel, *_ = lines("/transparantie/AM29/2026-11-23.csv")
    assert (region["uwv_met_profiel"], beesel["uwv_met_profiel"], beesel["bekend"]) == ("1864", "", "162")
    found = json.loads(Client().get("/transparantie/GM0889/2026-11-23.json").content)
    assert found["place"]["figures"]["uwv_with"] is None
