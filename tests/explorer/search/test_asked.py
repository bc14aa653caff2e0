"""What counts as one question."""

import datetime
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from explorer.demand.collecting import Collector
from explorer.demand.wishes import Search, Wish, read, text
from explorer.search.asked import count, wishes_of
from explorer.search.filters import CandidateFilterSet
from explorer.search.query import Query
from explorer.search.results import answer
from tests.explorer.search.indexes import small_index
from tests.explorer.search.strategies import queries
from tests.factories.releases import vocabulary

TODAY = datetime.date(2026, 11, 25)
INDEX = small_index([(3, [("place", "GM0983"), ("task", "orderpicken")])])


def asked(address: str) -> Query:
    return CandidateFilterSet(QueryDict(address), index=INDEX).query


def search_of(address: str) -> Search:
    return wishes_of(INDEX, asked(address))


def counted(*steps: tuple[str, str]) -> dict[str, int]:
    """What is pending after steps of (came from, asked)."""
    collector = Collector(write=lambda changes: None)
    for came_from, address in steps:
        found = answer(INDEX, asked(address), today=TODAY)
        count(collector, found, came_from=asked(came_from), on=TODAY)
    return {change.wishes: change.searches for change in collector.pending.take()}


def key(address: str) -> str:
    return text(search_of(address))


@given(data=st.data(), address=queries(vocabulary()))
def test_order_and_switches_make_no_other_search(data: st.DataObject, address: str) -> None:
    pairs = data.draw(st.permutations(parse_qsl(address)))
    switched = [(name, value) for name, value in pairs if name != "zeker" and "_onbekend" not in name]
    # Of a parameter that is given twice the last counts.
    single = {name: value for name, value in parse_qsl(address) if name in ("straal", "q", "vanuit")}
    switched = [(name, single.get(name, value)) for name, value in switched]
    assert search_of(urlencode([*switched, ("pagina", "3")])) == search_of(address)


def test_typed_words_are_kept_as_the_words_they_mean() -> None:
    assert search_of("q=verzamelen+van+bestellingen") == {Wish("q", "task", "orderpicken")}
    assert search_of("q=verzamelen+sinterklaas") == {Wish("q", "task", "orderpicken")}
    assert search_of("q=sinterklaas") == frozenset()


def test_hours_are_kept_as_bands() -> None:
    assert search_of("uren_van=17&uren_tot=23") == {Wish("hours", "hours", "16-24")}


def test_circle_is_kept_with_its_distance() -> None:
    assert read(key("vanuit=venlo&straal=25")) == {Wish("place", "place", "GM0983", 25)}


def test_not_recorded_is_no_wish() -> None:
    assert search_of("taak=niet-vastgelegd&zeker=ja") == frozenset()


def test_search_without_wishes_is_not_counted() -> None:
    assert counted(("", "")) == {}


def test_page_or_switch_is_no_other_question() -> None:
    first = "taak=orderpicken"
    assert counted(("", first), (first, f"{first}&zeker=ja"), (first, f"{first}&pagina=2")) == {key(first): 1}


def test_search_built_in_steps_counts_once() -> None:
    first, second, third = (
        "q=orderpicken",
        "q=orderpicken&rijbewijs=B",
        "rijbewijs=B&q=orderpicken&vanuit=Venlo",
    )
    assert counted(("", first), (first, second), (second, third)) == {key(third): 1}


def test_search_that_drops_a_wish_leaves_the_former_asked() -> None:
    narrow, wide = "taak=snoeien&rijbewijs=B", "taak=snoeien"
    assert counted(("", narrow), (narrow, wide)) == {key(narrow): 1, key(wide): 1}


def test_search_for_something_else_is_another() -> None:
    assert counted(("", "taak=snoeien"), ("taak=snoeien", "taak=inpakken")) == {
        key("taak=snoeien"): 1,
        key("taak=inpakken"): 1,
    }
