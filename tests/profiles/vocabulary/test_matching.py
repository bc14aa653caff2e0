"""A free word leads to the concept it means, or to none."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from profiles.imports.table import read_table
from profiles.vocabulary.matching import Match, Matcher
from profiles.vocabulary.models import Concept
from tests.profiles.vocabulary.samples import concepts_of

LONG = re.compile(r"[a-z]{10,}")


@cache
def matcher(attribute: str = "occupation") -> Matcher:
    return Matcher(concepts_of(attribute))


@cache
def long_words() -> list[str]:
    words = [word for concept in concepts_of("occupation") for word in concept.synonyms_nl]
    return sorted(word for word in words if LONG.fullmatch(word))


def code(word: str, attribute: str = "occupation") -> str | None:
    found = matcher(attribute).match(word).concept
    return found.code if found else None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Heftruckchauffeur", "8344"),
        ("HEFTRUCK CHAUFFEUR", "8344"),
        ("conciërge", "5153"),
        ("concierge", "5153"),
        ("medewerker magazijn", "9333"),
        ("magazijn-medewerker (m/v)", "9333"),
        ("forklift driver", "8344"),
        ("kok", "5120"),
        ("9333", "9333"),
        ("Vrachtwagenschaufeur", "8332"),
        ("hovenir", "6113"),
        ("orderpikker", "9333"),
    ],
)
def test_word_finds_its_occupation(word: str, expected: str) -> None:
    assert code(word) == expected


@pytest.mark.parametrize(
    "word", ["", " ", "?", "wasser", "bax", "tafel", "lopende", "gezellig werk", "99999"]
)
def test_strange_word_finds_nothing(word: str) -> None:
    assert code(word) is None


@pytest.mark.parametrize(
    ("attribute", "word", "expected"),
    [
        ("place", "Venlo ", "GM0983"),
        ("place", "gm0983", "GM0983"),
        ("place", "horst a/d maas", "GM1507"),
        ("place", "Sevenum", "GM1507"),
        ("place", "Bergen LB", "GM0893"),
        ("place", "Bergen (L.)", "GM0893"),
        ("place", "The Hague", "GM0518"),
        ("place", "Den Bosch", "GM0796"),
        ("place", "Noord Limburg", "AM29"),
        ("education", "MBO", "mbo"),
        ("education", "VSO", "praktijkonderwijs"),
        ("education", "HBO/BACHELOR", "hbo"),
        ("education", "mbo niveau 2", "mbo-2"),
        ("licence", "B", "B"),
        ("licence", "B+", "B+"),
    ],
)
def test_word_of_another_list_is_found(attribute: str, word: str, expected: str) -> None:
    assert code(word, attribute) == expected


@pytest.mark.parametrize("attribute", ["occupation", "place", "education", "direction", "availability"])
def test_own_words_lead_home(attribute: str) -> None:
    strays = {
        word
        for concept in concepts_of(attribute)
        for word in (concept.code, *concept.synonyms_nl, *concept.synonyms_en)
        if code(word, attribute) != concept.code
    }
    assert strays <= {"Bergen"}


def test_name_of_region_and_town_means_the_town() -> None:
    assert code("Groningen", "place") == "GM0014"


def test_name_of_two_towns_is_unsure() -> None:
    match = matcher("place").match("Bergen")
    assert match.concept is None
    assert {concept.code for concept in match.candidates} == {"GM0893", "GM0373"}


def test_other_number_is_no_misspelling() -> None:
    assert code("mbo niveau 7", "education") is None
    assert code("vakbekwaam hovenier 2") is None


def test_misspelling_between_two_concepts_is_unsure() -> None:
    words = [Concept(pk=1, code="a", label_nl="vouwmachine"), Concept(pk=2, code="b", label_nl="bouwmachine")]
    match = Matcher(words).match("zouwmachine")
    assert match.concept is None
    assert list(match.candidates) == words


def test_nearest_of_two_concepts_wins() -> None:
    near, far = (
        Concept(pk=1, code="a", label_nl="verkoopmedewerker"),
        Concept(pk=2, code="b", label_nl="inkoopmedewerker"),
    )
    assert Matcher([near, far]).match("verkoopmedewreker") == Match(near, (near,), is_exact=False)


def test_own_name_below_the_group_is_meant() -> None:
    group = Concept(pk=1, code="8344", label_nl="Heftruckbestuurders", synonyms_nl=["heftruckchauffeur"])
    below = Concept(pk=2, code="8344.1", label_nl="heftruckchauffeur", parent_id=1)
    aside = Concept(pk=3, code="9333.1", label_nl="lader", synonyms_nl=["heftruckchauffeur"], parent_id=4)
    above = Concept(pk=4, code="9333", label_nl="Laders")
    match = Matcher([group, below, aside, above]).match("heftruckchauffeur")
    assert match.concept == below
    assert match.candidates[0] == group


def test_suggestions_begin_with_what_was_typed() -> None:
    found = matcher().suggest("heftr", limit=3)
    assert found[0].concept.code == "8344"
    assert found[0].term.startswith("heftr")


def test_suggestions_hold_each_concept_once() -> None:
    codes = [suggestion.concept.code for suggestion in matcher().suggest("medewerker", limit=50)]
    assert len(codes) == len(set(codes)) == 50


def test_suggestions_prefer_the_language_of_the_reader() -> None:
    assert matcher().suggest("wel", language="en")[0].term == "welder"
    assert matcher().suggest("mag", language="nl")[0].term != "magician"


def test_suggestions_help_with_a_misspelling() -> None:
    assert [found.concept.code for found in matcher().suggest("vrachtwagenschaufeur")] == ["8332"]
    assert matcher().suggest("  ") == []


@settings(deadline=None)
@given(st.data())
def test_letter_left_out_or_swapped_still_matches(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(long_words()))
    place = data.draw(st.integers(0, len(word) - 2))
    swap = data.draw(st.booleans())
    typed = word[:place] + (word[place + 1] + word[place] if swap else "") + word[place + 1 + swap :]
    meant, match = matcher().match(word), matcher().match(typed)
    assume(not match.is_exact)
    assert match.concept == meant.concept or (match.concept is None and meant.concept in match.candidates)


def test_nearly_every_slip_of_the_pen_is_understood() -> None:
    slips = [(word, word[:5] + word[6:]) for word in long_words()]
    missed = [typed for word, typed in slips if code(typed) != code(word)]
    assert len(missed) <= len(slips) // 100


@settings(deadline=None)
@given(st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=6, max_size=30))
def test_random_letters_match_nothing(text: str) -> None:
    match = matcher().match(text)
    assert match.is_exact or match.concept is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    match = matcher().match(text)
    assert match.concept is None or match.concept in match.candidates
    assert len(matcher().suggest(text, limit=5)) <= 5


@pytest.mark.parametrize("name", ["SonarDashboardExample.xlsx", "sonar-noord-limburg.xlsx"])
def test_every_occupation_in_a_sonar_export_matches(shared_data: Path, name: str) -> None:
    rows = read_table(shared_data / name, wanted=["Bemiddelingsberoep"]).records
    # A formula is a cell that the import refuses, and no occupation.
    cells = [row.cells["Bemiddelingsberoep"] for row in rows if row]
    words = {cell for cell in cells if isinstance(cell, str)} - {""}
    assert words
    assert [word for word in words if code(word) is None] == []
