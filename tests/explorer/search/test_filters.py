"""The reader of a query string: what an address asks, and what it says of what it cannot use."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.search.facets import FACETS
from explorer.search.query import MOST_PROBLEMS, read_query
from tests.explorer.search.worlds import make

pytestmark = pytest.mark.django_db
OTHERS = ("q", "vanuit", "straal", "pagina", "uren_van", "x")
VALUES = ("orderpicken", "24-32", "task:", ":", "\0", "9" * 20, "-1")


@pytest.fixture
def now():
    return make(1, size=60).now


def asked(now, address):
    return read_query(now, QueryDict(address))


def codes(now, numbers):
    return [now.vocabulary[number].code for number in numbers]


def test_facets_become_whats_places_and_wishes(now):
    query = asked(
        now, "taak=orderpicken&vaardigheid=scannen&plaats=GM0983&uren=24-32&uren=8-16&ook=task:snoeien"
    )
    assert codes(now, query.whats) == ["orderpicken", "scannen"]
    assert codes(now, query.places) == ["GM0983"]
    assert sorted(codes(now, query.wishes["uren"])) == ["24-32", "8-16"]
    assert codes(now, query.wishes["ook"]) == ["snoeien"]
    assert not query.problems and not query.is_empty


def test_order_and_repetition_change_nothing(now):
    one = asked(now, "taak=inpakken&taak=orderpicken&uren=24-32&uren=24-32")
    other = asked(now, "uren=24-32&taak=orderpicken&taak=inpakken&taak=inpakken")
    assert one == other


@pytest.mark.parametrize("name", ["Venray", "venray", "GM0984"])
def test_a_place_and_a_distance_make_a_circle(now, name):
    query = asked(now, f"vanuit={name}&straal=25")
    assert codes(now, [query.centre]) == ["GM0984"]
    assert query.km == 25
    assert asked(now, f"vanuit={name}").km == 15


def test_a_region_has_no_distance(now):
    query = asked(now, "vanuit=AM31&straal=25")
    assert (query.centre, codes(now, query.places)) == (None, ["AM31"])


def test_typed_words_choose_options_of_their_facets(now):
    query = asked(now, "q=orderpicken+Venlo+24-32+uur")
    assert "orderpicken" in codes(now, query.whats)
    assert codes(now, [query.centre]) == ["GM0983"]
    assert codes(now, query.wishes["uren"]) == ["24-32"]
    assert set(query.whats) <= query.read
    assert not query.finds_nothing


def test_unknown_words_find_nothing(now):
    query = asked(now, "q=qwrtzxcv")
    assert query.finds_nothing and not query.whats


def test_second_what_alone_is_a_what(now):
    query = asked(now, "ook=task:orderpicken")
    assert codes(now, query.whats) == ["orderpicken"] and not query.wishes


def test_second_what_that_is_implied_is_dropped(now):
    assert not asked(now, "taak=orderpicken&ook=task:logistiek").wishes


def test_wrong_values_are_told_and_spoil_nothing(now):
    query = asked(
        now, "taak=orderpicken&taak=bestaat-niet&straal=7&pagina=nul&kleur=rood&vanuit=Nergenshuizen"
    )
    assert codes(now, query.whats) == ["orderpicken"]
    assert {problem.parameter for problem in query.problems} == {
        "taak",
        "straal",
        "pagina",
        "kleur",
        "vanuit",
    }
    assert query.page == 1


def test_tracking_parameters_are_dropped_in_silence(now):
    assert not asked(now, "utm_source=mail&gclid=1&fbclid=2&_ga=3").problems


def test_old_links_are_told(now):
    query = asked(now, "zeker=ja&taak_onbekend=nee&zoek_taak=order")
    assert len(query.problems) == 3 and query.is_empty


@pytest.mark.parametrize(
    ("address", "bands"),
    [
        ("uren_van=24&uren_tot=32", ["24-32"]),
        ("uren_van=24&uren_tot=40", ["vanaf-24"]),
        ("uren_van=20", ["16-24", "vanaf-24"]),
        ("uren_tot=12", ["8-16"]),
        ("uren_van=20&uren_tot=20", ["16-24"]),
        ("uren_van=60", ["32-40"]),
        ("uren=24-32&uren=32-40", ["vanaf-24"]),
    ],
)
def test_hours_are_the_bands_they_touch(now, address, bands):
    assert sorted(codes(now, asked(now, address).wishes["uren"])) == bands


def test_hours_the_wrong_way_round_are_told(now):
    query = asked(now, "uren_van=40&uren_tot=8")
    assert not query.wishes and query.problems[0].parameter == "uren_van"


def test_many_faults_are_told_in_few_lines(now):
    query = asked(now, "&".join(f"vreemd{number}=1" for number in range(40)))
    assert len(query.problems) == MOST_PROBLEMS + 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [*(facet.name for facet in FACETS), "q", "vanuit", "straal", "pagina", "uren_van", "x"]
            ),
            st.text(max_size=30)
            | st.sampled_from(["orderpicken", "24-32", "task:", ":", "\0", "9" * 20, "-1"]),
        ),
        max_size=6,
    )
)
def test_any_address_is_read(now, pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    query = read_query(now, data)
    assert all(problem.text for problem in query.problems)
    assert query.page >= 1
