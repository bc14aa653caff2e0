"""Reading a query string: what is known is resolved, what is not is named, nothing breaks."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.search.facets import FACETS
from explorer.search.filters import MOST_PROBLEMS, CandidateFilterSet
from explorer.search.index.release_index import Index
from explorer.search.query import Hours, Query
from tests.explorer.search.indexes import small_index


@pytest.fixture(scope="module")
def index() -> Index:
    return small_index()


def read(index: Index, asked: str | QueryDict) -> Query:
    data = QueryDict(asked) if isinstance(asked, str) else asked
    return CandidateFilterSet(data, index=index).query


def complaints(query: Query) -> list[tuple[str, str]]:
    return [(problem.parameter, problem.value) for problem in query.problems]


def test_nothing_asked_is_no_wish(index: Index) -> None:
    assert read(index, "") == Query()
    assert read(index, "taak=&q=&vanuit=&straal=15&uren_van=&pagina=").wishes == ()


def test_options_are_resolved_in_display_order(index: Index) -> None:
    query = read(index, "taak=snoeien&taak=orderpicken&taak=snoeien&rijbewijs=B")
    assert [concept.code for concept in query.chosen("taak")] == ["orderpicken", "snoeien"]
    assert query.wishes == ("rijbewijs", "taak")


def test_unknown_parameter_and_value_are_named(index: Index) -> None:
    query = read(index, "taak=vliegen&taak=snoeien&kleur=rood&rijbewijs=orderpicken")
    assert complaints(query) == [("kleur", "rood"), ("rijbewijs", "orderpicken"), ("taak", "vliegen")]
    assert [concept.code for concept in query.chosen("taak")] == ["snoeien"]
    assert all(problem.text for problem in query.problems)


def test_problem_is_told_in_the_language_of_the_reader(index: Index) -> None:
    told = set()
    for language in ("nl", "en"):
        with translation.override(language):
            told.add(read(index, "kleur=rood").problems[0].text)
    assert len(told) == 2


@pytest.mark.parametrize(
    "asked", ["zeker=misschien", "taak_onbekend=maybe", "straal=12&vanuit=GM0983", "pagina=-1", "pagina=0",
              "pagina=een", "uren_van=1e3", "uren_tot=999", "uren_van=32&uren_tot=16", "straal=25",
              "vanuit=Atlantis", "q=xyzzyx", f"q={'a' * 101}", "q=a%00b", "pagina=99999999999999999999"],
)  # fmt: skip
def test_value_that_cannot_be_used_is_named(index: Index, asked: str) -> None:
    query = read(index, asked)
    assert len(query.problems) == 1
    assert query.problems[0].parameter == asked.split("=", 1)[0]
    assert (query.page, query.words, query.certain_only) == (1, "", False)
    assert query.wishes in ((), ("plaats",))


def test_last_switch_wins(index: Index) -> None:
    assert read(index, "taak_onbekend=ja&taak_onbekend=nee").without_unknown == {"taak"}
    assert read(index, "taak_onbekend=nee&taak_onbekend=ja").without_unknown == frozenset()


def test_hours_may_be_open_on_one_side(index: Index) -> None:
    assert read(index, "uren_van=24").hours == Hours(24, None)
    assert read(index, "uren_tot=24").hours == Hours(None, 24)


@pytest.mark.parametrize("name", ["GM0983", "Venlo", "venlo", "VÉNLO", "Venl"])
def test_centre_is_found_by_code_or_name(index: Index, name: str) -> None:
    radius = read(index, urlencode({"vanuit": name, "straal": 50})).radius
    assert radius is not None
    assert (radius.centre.code, radius.kilometres) == ("GM0983", 50)


def test_name_of_more_places_is_not_guessed(index: Index) -> None:
    query = read(index, "vanuit=ven")
    assert query.radius is None
    assert "Venlo" in query.problems[0].text and "Venray" in query.problems[0].text


def test_words_mean_occupation_task_or_skill(index: Index) -> None:
    query = read(index, "q=sorteren")
    assert [concept.code for concept in query.word_concepts] == ["inpakken", "sorteren"]
    assert query.wishes == ("q",)


def test_ten_thousand_parameters_are_answered_shortly(index: Index) -> None:
    data = QueryDict(mutable=True)
    for number in range(10_000):
        data.appendlist(f"p{number}", "x")
        data.appendlist("taak", f"code{number}")
    assert len(read(index, data).problems) == MOST_PROBLEMS + 1


def test_problem_shows_little_of_a_long_hostile_value(index: Index) -> None:
    problem = read(index, urlencode({"taak": "\0\x1b" + "A" * 1_000_000})).problems[0]
    assert len(problem.value) < 50
    assert problem.value.isprintable()


PARAMETERS = [p for f in FACETS for p in (f.name, f.unknown_parameter, f.narrow_parameter)]
PARAMETERS += ["q", "q_onbekend", "vanuit", "straal", "uren_van", "uren_tot", "zeker", "pagina"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(st.tuples(st.sampled_from(PARAMETERS) | st.text(max_size=9), st.text(max_size=30))))
def test_whatever_is_sent_is_read(index: Index, asked: list[tuple[str, str]]) -> None:
    data = QueryDict(mutable=True)
    for parameter, value in asked:
        data.appendlist(parameter, value)
    query = read(index, data)
    assert 1 <= query.page < 1_000_000
    assert len(query.problems) <= MOST_PROBLEMS + 1
