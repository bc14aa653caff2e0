"""The ladder: the first step that answers counts, and what nobody knows finds nothing."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.words.matcher import WordMatcher
from explorer.words.reading import LadderStep

Codes = Callable[[tuple[int, ...]], set[str]]


@pytest.mark.parametrize(
    ("text", "step", "wanted"),
    [
        ("orderpicken", LadderStep.EXACT, "task:orderpicken"),
        ("order picken", LadderStep.EXACT, "task:orderpicken"),
        ("kok", LadderStep.TITLE, "task:koken"),
        ("champignonplukker", LadderStep.TITLE, "skill:champignons-plukken"),
        ("schoonmaaksters", LadderStep.ROOT, "task:schoonmaken"),
        ("hulp in de keuken", LadderStep.ROOT, "skill:keuken-draaiend-houden"),
        ("medewerker distributiecentrum", LadderStep.TITLE, "task:orderpicken"),
        ("heftruckervaring", LadderStep.ROOT, "task:heftruck-rijden"),
        ("folders rondbrengen", LadderStep.ROOT, "task:bezorgen"),
        ("solderen", LadderStep.EXACT, "skill:solderen"),
        ("trilplaat", LadderStep.BEGINS, "skill:trilplaat-gebruiken"),
        ("planten verzendklaar", LadderStep.BEGINS, "skill:planten-verzendklaar-maken"),
        ("recepsionist", LadderStep.SPELLING, "task:bezoekers-ontvangen"),
        ("ziekenhuisschoonmaker", LadderStep.PHRASE, "task:schoonmaken"),
        ("dc", LadderStep.EXACT, "task:magazijn-en-logistiek"),
    ],
)
def test_step_of_the_ladder_answers(
    matcher: WordMatcher, codes: Codes, text: str, step: LadderStep, wanted: str
) -> None:
    (reading,) = matcher.read(text)
    assert wanted in codes(reading.concepts)
    assert reading.step is step


def test_title_brings_first_task_and_skill(matcher: WordMatcher, codes: Codes) -> None:
    (reading,) = matcher.read("receptionist")
    assert codes(reading.concepts) == {"task:bezoekers-ontvangen", "skill:bezoekers-ontvangen"}
    assert {"task:telefoon-beantwoorden", "occupation:4226"} <= codes(reading.alternatives)


def test_correction_is_said(matcher: WordMatcher) -> None:
    (reading,) = matcher.read("beveilliger")
    assert reading.corrected == "beveiliger"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rijbewijs B", "licence:B"),
        ("rijbewijs BE", "licence:BE"),
        ("B rijbewijs", "licence:B"),
        ("Venlo", "place:GM0983"),
        ("in Horst", "place:GM1507"),
        ("vmbo", "education:vmbo"),
        ("niveau 2", "education:mbo-2"),
        ("fulltime", "hours:32-40"),
        ("parttime", "hours:tot-24"),
        ("Engels", "language:eng"),
        ("per direct", "availability:meteen"),
        ("eigen auto", "transport:auto"),
        ("maandagochtend", "worktime:maandag-ochtend"),
    ],
)
def test_word_of_another_facet_sets_it(matcher: WordMatcher, codes: Codes, text: str, wanted: str) -> None:
    (reading,) = matcher.read(text)
    assert codes(reading.concepts) == {wanted}


def test_wishes_of_one_text_are_read_apart(matcher: WordMatcher, codes: Codes) -> None:
    readings = matcher.read("Wij zoeken een kok of afwasser in Venlo, met rijbewijs B, voor 24-32 uur")
    assert [reading.text for reading in readings] == ["kok", "afwasser", "Venlo", "rijbewijs B", "24-32 uur"]
    assert codes(readings[-1].concepts) == {"hours:24-32"}


@pytest.mark.parametrize("text", ["piloot", "tandarts", "advocaat", "opticien", "rechter"])
def test_known_work_without_people_is_said(matcher: WordMatcher, text: str) -> None:
    (reading,) = matcher.read(text)
    assert reading.known_without_people
    assert not reading.concepts


@pytest.mark.parametrize("text", ["kernfysicus", "hallo", "qwrtzx", "medewerker", "werk"])
def test_unknown_word_finds_nothing(matcher: WordMatcher, text: str) -> None:
    (reading,) = matcher.read(text)
    assert not reading.concepts
    assert len(reading.nearest) <= 3


def test_unknown_word_has_three_near_words(matcher: WordMatcher, codes: Codes) -> None:
    (reading,) = matcher.read("tuinkabouter")
    assert len(reading.nearest) == 3
    for word in reading.nearest:
        assert matcher.read(word)[0].concepts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("autisme", "health"),
        ("Wajong", "benefit"),
        ("50 plus", "age"),
        ("vrouw", "sex"),
        ("hoofddoek", "origin"),
    ],
)
def test_refused_word_says_why(matcher: WordMatcher, text: str, reason: str) -> None:
    (reading,) = matcher.read(text)
    assert reading.step is LadderStep.REFUSED
    assert reading.refused == reason
    assert not reading.concepts


def test_refused_word_leaves_the_others(matcher: WordMatcher, codes: Codes) -> None:
    refused, read = matcher.read("jonge schoonmaker")
    assert refused.refused == "age"
    assert "task:schoonmaken" in codes(read.concepts)


@pytest.mark.parametrize("text", ["poetsvrouw", "ouderen begeleiden", "klusjes man"])
def test_part_of_a_title_is_not_refused(matcher: WordMatcher, text: str) -> None:
    assert [reading.refused for reading in matcher.read(text)] == [""]


def test_parent_and_child_are_not_both_chosen(matcher: WordMatcher) -> None:
    (reading,) = matcher.read("dc")
    assert len(reading.concepts) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Venray", {"place:GM0984"}),
        ("noord limburg", {"place:AM29"}),
        ("Groningen", {"place:GM0014"}),
        ("Bergen", {"place:GM0893", "place:GM0373"}),
        ("Roermnod", {"place:GM0957"}),
        ("kok", set()),
    ],
)
def test_place_is_read_as_a_place(matcher: WordMatcher, codes: Codes, text: str, wanted: set[str]) -> None:
    assert codes(matcher.read_place(text)) == wanted


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120))
def test_any_text_is_read(matcher: WordMatcher, text: str) -> None:
    for reading in matcher.read(text):
        assert not (reading.refused and reading.concepts)
        assert not set(reading.concepts) & set(reading.alternatives)
        assert not (reading.known_without_people and reading.concepts)
    matcher.suggest(text)
    matcher.suggest_places(text)


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=7, max_size=30))
def test_gibberish_finds_nothing(matcher: WordMatcher, text: str) -> None:
    assert not any(reading.concepts for reading in matcher.read(text))


@pytest.mark.parametrize(
    "text", ["", "  ", "\0", "\0" * 50, "kok " * 2500, "x" * 10_000, "<b>" * 3000, "🦄" * 500]
)
def test_strange_text_is_read_quickly(matcher: WordMatcher, text: str) -> None:
    start = time.process_time()
    matcher.read(text)
    assert time.process_time() - start < 2


def test_long_texts_are_read_without_guesses(matcher):
    sure = matcher.without_guesses()
    assert sure.read("orderpicker")[0].concepts == matcher.read("orderpicker")[0].concepts
    assert matcher.read("orderpikker")[0].step == LadderStep.SPELLING
    unknown = sure.read("orderpikker")[0]
    assert (unknown.step, unknown.concepts, unknown.nearest) == (LadderStep.UNKNOWN, (), ())
