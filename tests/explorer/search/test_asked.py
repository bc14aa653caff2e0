"""What is counted of a search, and the made-up searches of the demonstration."""

import datetime

import pytest

from explorer.demand.wishes import Wish
from explorer.search.asked import wishes_of
from explorer.search.query import Query
from explorer.search.rehearsal import SearchRehearsalRefused, rehearse
from tests.explorer.search.worlds import make

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 23)


def number(now, attribute, code):
    return now.vocabulary.find(attribute, code).number


def test_concepts_of_a_search_are_wishes():
    now = make(1).now
    query = Query(
        whats=(number(now, "task", "orderpicken"),),
        centre=number(now, "place", "GM0984"),
        km=15,
        wishes={
            "uren": (number(now, "hours", "24-32"),),
            "ook": (number(now, "skill", "scannen"),),
            "rijbewijs": (number(now, "licence", "niet-vastgelegd"),),
        },
    )
    assert wishes_of(now.vocabulary, query) == {
        Wish("task", "orderpicken"),
        Wish("place", "GM0984", kilometres=15),
        Wish("hours", "24-32"),
        Wish("skill", "scannen", also=True),
    }


def test_rehearsal_is_the_same_for_a_seed():
    now = make(1).now
    first = rehearse(now, seed=3, on=ON)
    assert first == rehearse(now, seed=3, on=ON) != rehearse(now, seed=4, on=ON)
    assert {change.week.weekday() for change in first} == {0}


def test_rehearsal_of_real_people_is_refused():
    now = make(1).now
    now.release.synthetic = False
    with pytest.raises(SearchRehearsalRefused):
        rehearse(now, seed=1, on=ON)
