"""The search page: what it says of a search and of what it does not know."""

import pytest

from explorer.release.models import Release
from explorer.search.facets import FACETS
from tests.explorer.pages.conftest import Visit
from tests.explorer.pages.markup import Element

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here reads the same release."""


def option(page: Element, facet: str, code: str) -> Element:
    return page.one("input", id=f"{facet}-{code}")


def test_without_wishes_everybody_is_counted(visit: Visit) -> None:
    page = visit("/kandidaten/")
    assert page.one("h1").text == "45 kandidaten"
    assert page.one("button", id="toon").text == "Toon 45 kandidaten"
    assert len(page.all("article")) == 25


def test_facets_stand_in_the_order_of_the_table(visit: Visit) -> None:
    page = visit("/kandidaten/")
    shown = [facet.attributes["id"] for facet in page.all("details", class_="explorer-facet")]
    assert shown == [f"facet-{facet.name}" for facet in FACETS]


def test_each_facet_says_how_choices_combine(visit: Visit) -> None:
    page = visit("/kandidaten/")
    assert all(page.one(id=f"opties-{facet.name}").all("p")[0].text == facet.combine for facet in FACETS)


def test_certain_and_possible_are_told_apart(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=orderpicken")
    assert page.one("h1").text == "42 kandidaten bij uw wensen"
    assert "36 zeker , 6 mogelijk" in page.one(id="telling").text
    assert page.one(id="telling").one("a").attributes["href"] == "/kandidaten/?taak=orderpicken&zeker=ja"


def test_only_certain_offers_the_way_back(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=orderpicken&zeker=ja")
    assert page.one("h1").text.startswith("36 kandidaten")
    assert "Toon ook 6 mogelijke kandidaten" in page.one(id="telling").text


def test_unknown_is_an_option_until_something_is_chosen(visit: Visit) -> None:
    before, after = visit("/kandidaten/"), visit("/kandidaten/?taak=orderpicken")
    assert option(before, "taak", "niet-vastgelegd").attributes["type"] == "checkbox"
    assert not before.all("input", role="switch")
    assert not after.all("input", id="taak-niet-vastgelegd")
    assert "checked" in after.one("input", role="switch", name="taak_onbekend").attributes
    assert after.one(id="opties-taak").all("label")[-1].text == "Ook tonen als onbekend +4"


def test_switched_off_unknown_is_sent_as_no(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=orderpicken&taak_onbekend=nee")
    sent = page.all("input", name="taak_onbekend")
    assert [(one.attributes["type"], one.attributes["value"]) for one in sent] == [
        ("hidden", "nee"),
        ("checkbox", "ja"),
    ]
    assert "checked" not in sent[1].attributes
    assert page.one("h1").text.startswith("38 ")
    # What a browser sends when the switch is ticked again: both, and the last counts.
    assert (
        visit("/kandidaten/?taak=orderpicken&taak_onbekend=nee&taak_onbekend=ja")
        .one("h1")
        .text.startswith("42 ")
    )


def test_option_without_people_stays_where_it_was(visit: Visit) -> None:
    before, after = (
        visit("/kandidaten/"),
        visit("/kandidaten/?rijbewijs=niet-van-toepassing&rijbewijs_onbekend=nee"),
    )
    order = [
        [one.attributes["id"] for one in page.one(id="opties-taak").all("input")] for page in (before, after)
    ]
    assert order[0] == order[1]
    assert "disabled" in option(after, "taak", "snoeien").attributes
    assert "disabled" not in option(before, "taak", "snoeien").attributes


def test_chosen_option_is_never_disabled(visit: Visit) -> None:
    page = visit(
        "/kandidaten/?taak=snoeien&rijbewijs=niet-van-toepassing&rijbewijs_onbekend=nee&taak_onbekend=nee"
    )
    chosen = option(page, "taak", "snoeien").attributes
    assert "checked" in chosen and "disabled" not in chosen


def test_long_facet_shows_a_few_and_tells_how_many_more(visit: Visit) -> None:
    page = visit("/kandidaten/")
    shown = page.one(id="opties-vaardigheid")
    assert len(shown.all("input", type="checkbox")) < 12
    link = page.one("a", id="meer-vaardigheid")
    whole = visit(link.attributes["href"]).one(id="opties-vaardigheid")
    assert (
        f"Nog {len(whole.all('input', type='checkbox')) - len(shown.all('input', type='checkbox'))} tonen"
        in link.text
    )
    assert whole.one("input", type="hidden", name="meer").attributes["value"] == "vaardigheid"


def test_search_within_a_facet_needs_no_script(visit: Visit) -> None:
    page = visit("/kandidaten/?zoek_vaardigheid=scan&taak=orderpicken")
    found = [
        one.attributes["value"] for one in page.one(id="opties-vaardigheid").all("input", type="checkbox")
    ]
    assert found == ["scannen", "niet-vastgelegd"]
    assert "open" in page.one("details", id="facet-vaardigheid").attributes
    assert page.one("input", id="zoek-vaardigheid").attributes["value"] == "scan"


def test_chosen_filters_take_themselves_away(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=orderpicken&vanuit=Venlo&uren_van=16&uren_tot=32&zeker=ja")
    chips = {chip.text: chip.attributes["href"] for chip in page.all("a", class_="explorer-chip")}
    assert (
        chips["Verwijder filter: Taken: Orderpicken"]
        == "/kandidaten/?vanuit=GM0983&uren_van=16&uren_tot=32&zeker=ja"
    )
    assert set(chips) == {
        "Verwijder filter: Taken: Orderpicken",
        "Verwijder filter: Venlo, binnen 15 km",
        "Verwijder filter: 16 tot 32 uur",
        "Verwijder filter: Alleen wie zeker past",
    }
    assert "(4 gekozen )" in page.one("span", id="filters-open").text


def test_closed_section_tells_what_is_chosen(visit: Visit) -> None:
    page = visit("/kandidaten/?rijbewijs=B&rijbewijs=AM")
    assert page.one("span", id="gekozen-rijbewijs").text == "B (auto), AM (bromfiets)"


def test_ways_out_are_folded_when_many_are_found(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=orderpicken&plaats=GM0983")
    fold = page.one("details", class_="explorer-panel--fold")
    assert "open" not in fold.attributes
    assert fold.all("a")[0].text == "Zonder “Venlo” 42 kandidaten"


def test_ways_out_stand_on_top_when_few_are_found(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=snoeien&plaats=GM0984&taak_onbekend=nee")
    assert not page.all("details", class_="explorer-panel--fold")
    assert "Laat één wens los en u ziet meer mensen" in page.one(id="resultaten").all("h2")[1].text
    assert page.all("article")


def test_nobody_found_leaves_ways_out_and_the_desk(visit: Visit) -> None:
    page = visit("/kandidaten/?taak=snoeien&taak_onbekend=nee&rijbewijs=B&rijbewijs_onbekend=nee")
    assert page.one("h1").text.startswith("0 kandidaten")
    assert not page.all("article")
    assert [hint.attributes["href"] for hint in page.one("ul", class_="explorer-hints").all("a")]
    assert "Wij zoeken met u mee" in page.one(id="resultaten").text


def test_unknown_parameters_and_values_are_named(visit: Visit) -> None:
    page = visit("/kandidaten/?kleur=rood&taak=bestaat-niet&vanuit=Atlantis&uren_van=veel")
    told = page.one("section", class_="explorer-panel--attention").text
    for named in ("kleur: “rood”", "Taken: “bestaat-niet”", "Plaats: “Atlantis”", "Uren per week: “veel”"):
        assert named in told
    assert page.one("input", id="uren-van").attributes["value"] == "veel"
    assert page.one(id="bij-uren").text == "Vul een getal in, bijvoorbeeld 24."
    assert page.one("input", id="vanuit").attributes["value"] == "Atlantis"


def test_second_page_goes_on_with_the_same_search(visit: Visit) -> None:
    first = visit("/kandidaten/?taak=orderpicken")
    following = first.one("a", rel="next").attributes["href"]
    assert following == "/kandidaten/?taak=orderpicken&pagina=2"
    second = visit(following)
    titles = [
        {link.attributes["href"] for link in page.one("ul", class_="explorer-cards").all("a")}
        for page in (first, second)
    ]
    assert titles[0].isdisjoint(titles[1])
    assert "Profiel 26 tot en met 33 van 33." in second.text


def test_place_found_by_its_code_is_shown_by_its_name(visit: Visit) -> None:
    assert visit("/kandidaten/?vanuit=GM0983").one("input", id="vanuit").attributes["value"] == "Venlo"


def test_filtered_list_is_not_for_search_engines(visit: Visit) -> None:
    assert (
        visit("/kandidaten/?taak=orderpicken").one("meta", name="robots").attributes["content"] == "noindex"
    )
    assert not visit("/kandidaten/").all("meta", name="robots")
