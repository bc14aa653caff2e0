"""Of what employers searched for, nothing is shown that was asked seldom."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from explorer.demand.models import WeeklySearch
from explorer.demand.wishes import Search, read
from profiles.quality.asked import ENOUGH, asked, kept_weeks
from profiles.quality.examples import EXAMPLES
from profiles.quality.purge_demand import purge_demand
from profiles.quality.unmet import unmet_searches, unmet_words
from tests.database import ROOT
from tests.factories.register import TODAY
from tests.profiles.quality.demand import ask

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
K = 5
VOCABULARY = ROOT / "profiles" / "vocabulary" / "data"


def test_examples_are_used_until_enough_was_asked() -> None:
    for number in range(ENOUGH - 1):
        ask(f"task=t{number}", K)
    assert asked(kept_weeks(on=TODAY)).are_examples
    ask("task=last", K, weeks_ago=3)
    real = asked(kept_weeks(on=TODAY))
    assert not real.are_examples
    assert real.times == ENOUGH * K


def test_rare_searches_are_only_shown_together() -> None:
    for number in range(ENOUGH):
        ask(f"task=t{number}", K)
    ask("task=rare", K - 1)
    shown = asked(kept_weeks(on=TODAY))
    assert read("task=rare") not in shown.searches
    assert shown.rare is None
    ask("task=rare-too", 1)
    assert asked(kept_weeks(on=TODAY)).rare == K


def test_weeks_beyond_the_term_are_not_read_and_then_gone(settings: Settings) -> None:
    ask("task=old", 50, weeks_ago=settings.DEMAND_WEEKS)
    ask("task=rare", 1, weeks_ago=settings.DEMAND_WEEKS)
    kept = ask("task=kept", 50, weeks_ago=settings.DEMAND_WEEKS - 1)
    assert [row.wishes for row in kept_weeks(on=TODAY)] == [kept.wishes]
    assert purge_demand(on=TODAY) == 2
    assert purge_demand(on=TODAY) == 0
    assert [row.wishes for row in WeeklySearch.objects.all()] == [kept.wishes]


def test_unmet_is_what_found_no_number() -> None:
    ask("task=a", 9)
    ask("task=a", 6, weeks_ago=1)
    ask("task=found", 20, found=5)
    ask("task=rare", K - 1)
    (only,) = unmet_searches(kept_weeks(on=TODAY))
    assert (only.asked, only.searches) == (read("task=a"), 15)


def test_word_of_many_rare_searches_is_shown_by_itself() -> None:
    ask("licence=CE&task=a", 3)
    ask("licence=CE&task=b", 4)
    assert unmet_searches(kept_weeks(on=TODAY)) == []
    (only,) = unmet_words(kept_weeks(on=TODAY))
    assert (only.asked, only.searches) == (read("licence=CE"), 7)


ROWS = st.lists(
    st.tuples(st.sets(st.sampled_from("abc"), min_size=1), st.integers(1, 9)),
    max_size=8,
    unique_by=lambda row: str(sorted(row[0])),
)


@given(rows=ROWS)
def test_no_figure_of_a_word_is_below_the_threshold(rows: list[tuple[set[str], int]]) -> None:
    """Also not by subtracting the figures of whole searches from that of the word."""
    week = TODAY - datetime.timedelta(days=TODAY.weekday())
    made = [
        WeeklySearch(
            week=week,
            wishes="&".join(f"task={word}" for word in sorted(words)),
            searches=times,
            found=0,
        )
        for words, times in rows
    ]
    whole = {each.asked: each.searches for each in unmet_searches(made)}
    for each in unmet_words(made):
        assert each.searches >= K
        assert _rest(each.asked, each.searches, whole) not in range(1, K)


def _rest(word: Search, shown: int, whole: dict[Search, int]) -> int:
    return shown - sum(times for search, times in whole.items() if word <= search)


def test_examples_are_many_and_different() -> None:
    assert len({read(example) for example in EXAMPLES}) == len(EXAMPLES) > ENOUGH


def test_examples_use_words_of_the_vocabulary() -> None:
    for wish in {wish for example in EXAMPLES for wish in read(example)}:
        lines = (VOCABULARY / f"{wish.attribute}.csv").read_text(encoding="utf-8").splitlines()
        assert any(line.startswith(f"{wish.code},") for line in lines), wish
