"""The same search has one address, and every link beside it leads to the search it says."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.search import links
from explorer.search.chips import chips, text_of
from explorer.search.facets import FACETS
from explorer.search.filters import CandidateFilterSet
from explorer.search.index.release_index import Index
from explorer.search.presentation.addresses import Addresses
from explorer.search.query import Query
from explorer.search.results import answer
from tests.explorer.search import strategies
from tests.explorer.search.indexes import small_index
from tests.factories.releases import vocabulary


@pytest.fixture(scope="module")
def index() -> Index:
    return small_index()


def read(index: Index, asked: str) -> Query:
    return CandidateFilterSet(QueryDict(asked), index=index).query


def test_order_and_defaults_do_not_change_the_address(index: Index) -> None:
    asked = "pagina=1&taak=snoeien&straal=15&vanuit=venlo&taak=orderpicken&zeker=nee&q=&taak_onbekend=ja"
    assert links.query_string(read(index, asked)) == "vanuit=GM0983&taak=orderpicken&taak=snoeien"


def test_what_was_refused_is_not_in_the_address(index: Index) -> None:
    assert links.query_string(read(index, "taak=vliegen&kleur=rood&uren_van=x")) == ""


def test_every_parameter_has_its_place(index: Index) -> None:
    asked = (
        "q=sorteren&q_onbekend=nee&plaats=GM0984&vanuit=GM0983&straal=50&uren=8-16&uren_van=8&uren_tot=12"
        "&taak=snoeien&taak_onbekend=nee&zoek_taak=order&zeker=ja&pagina=3"
    )
    assert links.query_string(read(index, asked)) == asked


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_address_of_a_search_reads_as_that_search(index: Index, data: st.DataObject) -> None:
    query = read(index, data.draw(strategies.queries(vocabulary())))
    again = read(index, links.query_string(query))
    assert again == query
    assert links.query_string(again) == links.query_string(query)


def test_option_is_added_and_taken_away(index: Index) -> None:
    query = read(index, "taak=snoeien&pagina=4")
    picking = index.concepts.find(attribute="task", code="orderpicken")
    assert picking is not None
    more = links.with_option(query, "taak", picking)
    assert links.query_string(more) == "taak=orderpicken&taak=snoeien"
    assert links.query_string(links.without_option(more, "taak", picking)) == "taak=snoeien"


@pytest.mark.parametrize(
    ("facet", "left"),
    [("q", "plaats=GM0984&vanuit=GM0983&uren=8-16&uren_van=8&uren_onbekend=nee"),
     ("plaats", "q=sorteren&uren=8-16&uren_van=8&uren_onbekend=nee"),
     ("uren", "q=sorteren&plaats=GM0984&vanuit=GM0983")],
)  # fmt: skip
def test_facet_is_dropped_with_all_its_parts(index: Index, facet: str, left: str) -> None:
    asked = "q=sorteren&plaats=GM0984&vanuit=GM0983&uren=8-16&uren_van=8&uren_onbekend=nee&pagina=2"
    assert links.query_string(links.without_facet(read(index, asked), facet)) == left


def test_switches_go_back_and_forth(index: Index) -> None:
    query = read(index, "taak=snoeien")
    for changed, address in (
        (links.with_unknown(query, "taak", False), "taak=snoeien&taak_onbekend=nee"),
        (links.only_certain(query, True), "taak=snoeien&zeker=ja"),
        (links.at_page(query, 2), "taak=snoeien&pagina=2"),
    ):
        assert links.query_string(changed) == address
    assert links.with_unknown(links.with_unknown(query, "taak", False), "taak", True) == query


def test_every_change_begins_at_the_first_page(index: Index) -> None:
    query = read(index, "vanuit=GM0983&uren_van=8&taak=snoeien&pagina=7")
    (pruning,) = query.chosen("taak")
    changed = [
        links.with_option(query, "taak", pruning),
        links.without_option(query, "taak", pruning),
        links.without_facet(query, "taak"),
        links.without_radius(query),
        links.without_hours(query),
        links.within(query, 50),
        links.with_unknown(query, "taak", False),
        links.only_certain(query, True),
    ]
    assert [one.page for one in changed] == [1] * len(changed)


def test_each_chip_takes_itself_away(index: Index) -> None:
    query = read(index, "q=sorteren&plaats=GM0984&vanuit=GM0983&uren_van=8&uren_tot=12&taak=snoeien")
    found = chips(query)
    assert [(chip.facet, chip.text) for chip in found] == [
        ("q", "“sorteren”"),
        ("plaats", "Venray"),
        ("plaats", "Venlo, binnen 15 km"),
        ("uren", "8 tot 12 uur"),
        ("taak", "Snoeien"),
    ]
    addresses = Addresses(query)
    without = [read(index, urlsplit(addresses.without(chip.parameters)).query) for chip in found]
    assert [chips(one) for one in without] == [found[:n] + found[n + 1 :] for n in range(len(found))]
    assert text_of(query, "plaats") == "Venray, Venlo, binnen 15 km"


def test_wider_circle_is_a_way_out() -> None:
    near, far = ("place", "GM0983"), ("place", "GM0893")
    index = small_index([(1, [near]), (4, [far])])
    page = answer(index, read(index, "vanuit=GM0983&straal=5&taak=snoeien"), today=date(2026, 11, 23))
    wider = next(way for way in page.ways_out if way.kilometres)
    assert (wider.kilometres, wider.total.all) == (50, 5)
    assert links.query_string(wider.query) == "vanuit=GM0983&straal=50&taak=snoeien"
    assert [way.total.all for way in page.ways_out] == [5, 5]


def test_every_facet_has_its_own_attribute() -> None:
    assert len({facet.attribute for facet in FACETS}) == len({facet.name for facet in FACETS}) == 14
