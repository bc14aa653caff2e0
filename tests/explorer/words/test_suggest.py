"""The type-ahead: tasks, skills, occupations; those that people have first; no twins."""

from collections.abc import Callable

import pytest

from explorer.release.vocabulary import Vocabulary
from explorer.words.lexicon import WORK
from explorer.words.matcher import WordMatcher

Codes = Callable[[tuple[int, ...]], set[str]]


@pytest.mark.parametrize("text", ["sch", "heftr", "mede", "ko", "clean"])
def test_suggestions_are_grouped_without_twins(
    matcher: WordMatcher, vocabulary: Vocabulary, text: str
) -> None:
    found = matcher.suggest(text, limit=10)
    attributes = [WORK.index(vocabulary[each.concept].attribute) for each in found]
    labels = [each.text.casefold() for each in found]
    assert 0 < len(found) <= 10
    assert attributes == sorted(attributes)
    assert len(labels) == len(set(labels))


def test_work_that_people_have_comes_first(matcher: WordMatcher, vocabulary: Vocabulary) -> None:
    found = [each for each in matcher.suggest("ma") if vocabulary[each.concept].attribute == "occupation"]
    assert [each.at_least > 0 for each in found] == sorted(
        (each.at_least > 0 for each in found), reverse=True
    )


def test_synonym_is_shown_where_the_label_hides_it(matcher: WordMatcher, codes: Codes) -> None:
    first = matcher.suggest("vorkh")[0]
    assert codes((first.concept,)) == {"skill:heftruck-rijden"}
    assert first.via == "vorkheftruck"


def test_words_of_the_reader_come_first(matcher: WordMatcher) -> None:
    assert matcher.suggest("wel", language="en")[0].text != matcher.suggest("wel", language="nl")[0].text


def test_misspelling_gets_suggestions(matcher: WordMatcher, codes: Codes) -> None:
    assert "occupation:8332" in codes(tuple(each.concept for each in matcher.suggest("vrachtwagenschaufeur")))


def test_labels_are_in_plain_words(matcher: WordMatcher) -> None:
    assert "Magazijnmedewerkers en verhuizers" in [each.text for each in matcher.suggest("magazijnm")]


@pytest.mark.parametrize("text", ["", "x", " ", "\0"])
def test_too_short_a_text_gets_none(matcher: WordMatcher, text: str) -> None:
    assert matcher.suggest(text) == []
    assert matcher.suggest_places(text) == []


def test_places_begin_with_what_was_typed(matcher: WordMatcher, codes: Codes) -> None:
    found = matcher.suggest_places("venr")
    assert codes((found[0].concept,)) == {"place:GM0984"}
