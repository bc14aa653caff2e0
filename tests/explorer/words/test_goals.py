"""The shares of words that must be found, on both lists of the bench."""

import pytest

from explorer.release.vocabulary import Vocabulary
from explorer.words.matcher import WordMatcher
from tests.bench.words.measure import GOALS, Goal, measure


@pytest.mark.parametrize("goal", GOALS, ids=[goal.name for goal in GOALS])
def test_enough_words_are_found(goal: Goal, matcher: WordMatcher, vocabulary: Vocabulary) -> None:
    if not goal.file.exists():
        pytest.skip("needs ../shared/data")
    results = list(measure(goal, matcher, vocabulary))
    assert len(results) == 150
    assert sum(result.is_found for result in results) >= goal.found * len(results)
    assert sum(result.is_misread for result in results) <= goal.misread * len(results)
