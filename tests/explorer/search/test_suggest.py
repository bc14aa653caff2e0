"""What people type and what it means."""

import pytest
from django.utils import translation

from explorer.search.index.lexicon import fold
from explorer.search.index.release_index import Index
from explorer.search.suggest import meaning, narrow, place, suggest
from tests.explorer.search.indexes import small_index
from tests.factories.releases import Word

ROWS = [(3, [("task", "orderpicken")]), (2, [("skill", "sorteren")]), (1, [("task", "inpakken")])]


@pytest.fixture(scope="module")
def index() -> Index:
    return small_index(ROWS)


def codes(index: Index, text: str, **given: str) -> list[str]:
    return [suggestion.concept.code for suggestion in suggest(index, text, **given)]


@pytest.mark.parametrize(
    "text", ["orderpicken", "ORDER", "order picking", "Bestellingen", "verzamelen van", "ordrpicken"]
)
def test_label_synonym_english_and_misspelling_find_a_task(index: Index, text: str) -> None:
    assert codes(index, text)[0] == "orderpicken"


def test_beginning_of_a_label_goes_before_a_later_word(index: Index) -> None:
    assert codes(index, "sorteren") == ["sorteren", "inpakken"]


def test_suggestion_says_how_many_and_by_which_synonym(index: Index) -> None:
    with translation.override("nl"):
        (found,) = suggest(index, "heggen")
    assert (found.concept.code, found.facet.name, found.people, found.via) == (
        "snoeien",
        "taak",
        0,
        "heggen knippen",
    )


def test_suggestions_stay_in_their_facet(index: Index) -> None:
    assert codes(index, "sorteren", facet="vaardigheid") == ["sorteren"]
    assert codes(index, "venlo") == []
    assert codes(index, "venlo", facet="plaats") == ["GM0983"]


def test_group_and_member_of_one_name_are_suggested_once() -> None:
    words = (Word("occupation", "512", "Koks"), Word("occupation", "5120", "Koks", "512"))
    assert codes(small_index(words=words), "kok") == ["512"]


def test_special_words_are_not_suggested(index: Index) -> None:
    assert codes(index, "niet vastgelegd", facet="taak") == []


@pytest.mark.parametrize("text", ["", " ", "a", "%%%", "\0", "zzzzzzzz", "x" * 10_000])
def test_nothing_fits_nonsense(index: Index, text: str) -> None:
    assert codes(index, text) == []
    assert meaning(index, text).concepts == ()


def test_narrowed_options_keep_their_groups(index: Index) -> None:
    kept = {index.concepts[number].code for number in narrow(index, "order", facet="taak")}
    assert kept == {"logistiek", "orderpicken"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [("orderpicken", ["orderpicken"]), ("sorteren", ["inpakken", "sorteren"]), ("magazijn", ["logistiek"]),
     ("sorteren en inpakken", ["inpakken"]), ("packing order", ["orderpicken", "inpakken"]),
     ("snoeien en orderpicken", ["orderpicken", "snoeien"])],
)  # fmt: skip
def test_words_mean_the_best_concepts(index: Index, text: str, meant: list[str]) -> None:
    assert [concept.code for concept in meaning(index, text).concepts] == meant


def test_word_without_meaning_is_named(index: Index) -> None:
    found = meaning(index, "snoeien met xyzzyx")
    assert [concept.code for concept in found.concepts] == ["snoeien"]
    assert found.lost == ("xyzzyx",)


def test_name_means_the_smallest_place_with_a_point(index: Index) -> None:
    assert [found.code for found in place(index, "noord limburg")] == ["AM31"]
    assert [found.code for found in place(index, "bergen")] == ["GM0893"]
    assert place(index, "niet-vastgelegd") == ()


def test_folding_forgets_accents_case_and_signs() -> None:
    assert fold("  Één-op-één  COACH! ") == "een op een coach"
