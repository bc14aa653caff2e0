"""The tag of a search is that of what it asks: the same search has one tag, and one tag has one page."""

from collections.abc import Iterator
from itertools import groupby
from unittest import mock
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.search.facets import BY_NAME, FACETS
from explorer.search.views import candidates, conditional
from tests.explorer.search import strategies
from tests.explorer.search.indexes import small_index
from tests.factories.releases import vocabulary

BLANKS = ("q", "vanuit", "uren_van", "uren_tot", "straal", "pagina", "zeker", "taak", "zoek_taak", "taal")
DEFAULTS = (
    ("straal", "15"),
    ("pagina", "1"),
    ("zeker", "nee"),
    *((f.unknown_parameter, "ja") for f in FACETS),
)
# Few values, of which many look alike, so that by chance different addresses ask the same.
ALIKE = {
    "q": ("", " ", "orderpicken", " orderpicken", "Orderpicken", "snoeien", "wat?"),
    "vanuit": ("", "GM0983", "Venlo", "venlo", "ven"),
    "straal": ("", "15", "50", "12"),
    "uren_van": ("", "8", "08", " 8", "x"),
    "pagina": ("", "1", "2", "0"),
    "taak": ("", "orderpicken", "snoeien", "vliegen"),
    "zoek_taak": ("", "snoei", " snoei"),
    "taak_onbekend": ("ja", "nee", "Nee"),
    "meer": ("", "taak", "beroep", "meer"),
    "kleur": ("", "rood", "<b>"),
}
FACTS = [("place", "GM0983"), ("task", "orderpicken")], [("task", "snoeien"), ("hours", "8-16")]
Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module", autouse=True)
def _released() -> Iterator[None]:
    index = small_index([(4, FACTS[0]), (2, FACTS[1]), (1, [])])
    with mock.patch.object(conditional, "current_index", return_value=index):
        yield


def page(asked: Pairs) -> HttpResponse:
    request = RequestFactory().get(f"/kandidaten/?{urlencode(asked)}")
    request.session = {}
    return candidates.candidates(request)


@st.composite
def rewritten(draw: st.DrawFn, asked: Pairs) -> Pairs:
    """The same search: other order, options twice, empty fields, defaults spelled out."""
    groups = [
        (name, [value for _, value in group]) for name, group in groupby(sorted(asked, key=named), named)
    ]
    for name, values in groups:
        if name in BY_NAME:  # of all others the last one counts
            values[:] = draw(
                st.permutations(values + draw(st.lists(st.sampled_from([*values, ""]), max_size=2)))
            )
    absent = {name for name in BLANKS if name not in dict(asked)}
    more = [(name, [""]) for name in draw(st.sets(st.sampled_from(sorted(absent))))] if absent else []
    unsaid = [(name, [value]) for name, value in DEFAULTS if name not in dict(asked) | dict(more)]
    more += draw(st.lists(st.sampled_from(unsaid), unique_by=named, max_size=3))
    return [(name, value) for name, values in draw(st.permutations(groups + more)) for value in values]


def named(pair: tuple[str, object]) -> str:
    return pair[0]


few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(data=st.data())
def test_search_that_is_written_otherwise_has_the_same_tag_and_page(data: st.DataObject) -> None:
    asked = parse_qsl(data.draw(strategies.queries(vocabulary())))
    one, other = page(asked), page(data.draw(rewritten(asked)))
    assert one["ETag"] == other["ETag"]
    assert one.content == other.content


PAGES: dict[str, bytes] = {}


@few
@given(
    asked=st.lists(
        st.sampled_from([(name, one) for name, values in ALIKE.items() for one in values]), max_size=4
    )
)
def test_same_tag_is_the_same_page_to_the_byte(asked: Pairs) -> None:
    response = page(asked)
    assert PAGES.setdefault(response["ETag"], response.content) == response.content


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("q=orderpicken", "q=Orderpicken"),  # it stands in the field as it was typed
        ("vanuit=Venlo", "vanuit=venlo"),
        ("uren_van=8", "uren_van=08"),
        ("taak=orderpicken", "taak=orderpicken&meer=taak"),
        ("taak=orderpicken", "taak=orderpicken&kleur=rood"),
        ("pagina=2", "pagina=3"),
        ("", "taak=vliegen"),
    ],
)
def test_whatever_shows_tells_pages_apart(one: str, other: str) -> None:
    first, second = page(parse_qsl(one)), page(parse_qsl(other))
    assert first.content != second.content
    assert first["ETag"] != second["ETag"]


def test_place_by_its_code_is_the_place_by_its_name() -> None:
    assert page([("vanuit", "GM0983")])["ETag"] == page([("vanuit", "Venlo"), ("straal", "15")])["ETag"]


def test_search_that_asks_nothing_is_for_search_engines_however_it_is_written() -> None:
    assert page([])["ETag"] == page([("q", ""), ("straal", "15"), ("pagina", "1")])["ETag"]
    assert b"noindex" not in page([("q", "")]).content
    assert b"noindex" in page([("q", "snoeien")]).content
