"""Rule 17: asking for less never finds fewer. And what a page costs the database."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.search.answer import answer
from explorer.search.portrait import portrait
from explorer.search.query import Query
from tests.explorer.search.worlds import make, searches

pytestmark = pytest.mark.django_db


def wider(query, vocabulary):
    """Queries that ask no more than this one, for the same place."""
    for what in query.whats:
        above = vocabulary[what].parent
        if above:
            yield replace(query, whats=tuple(sorted({*query.whats, above} - {what})))
    more = next(concept.number for concept in vocabulary.of("task") if concept.number not in query.whats)
    if query.whats:
        yield replace(query, whats=tuple(sorted((*query.whats, more))))
        yield replace(query, whats=())
    for name, options in query.wishes.items():
        attribute = vocabulary[options[0]].attribute
        if name != "ook":
            rest = [concept.number for concept in vocabulary.of(attribute) if concept.number not in options]
            for option in rest[:2]:
                yield replace(query, wishes={**query.wishes, name: tuple(sorted((*options, option)))})


@pytest.mark.parametrize("seed", range(3))
def test_asking_less_never_finds_fewer(seed):
    made = make(seed)
    for query, _asked in searches(made, seed + 500, count=25):
        if len(query.wishes) > 1 or "ook" in query.wishes:
            continue
        number = answer(made.now, query).at_least
        for other in wider(query, made.now.vocabulary):
            assert answer(made.now, other).at_least >= number, (query, other)


def test_a_facet_less_never_finds_fewer_in_the_place():
    made = make(1)
    for query, _asked in searches(made, 7, count=40):
        found = answer(made.now, query)
        if len(query.wishes) == 1 and not found.is_regional:
            assert answer(made.now, replace(query, wishes={})).at_least >= found.at_least


def test_a_page_takes_two_statements_whatever_is_asked():
    made = make(2)
    for query, _asked in searches(made, 11, count=30):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            answer(made.now, query)
        assert len(statements) <= 2


def test_a_portrait_takes_one_statement_and_equals_the_list():
    made = make(2)
    now = made.now
    groups = [(w, a, f) for (w, a, f) in made.rules.groups if w and f == 0]
    for what, area, _condition in groups[:30]:
        with CaptureQueriesContext(connection) as statements:
            found = portrait(now, what=what, area=now.vocabulary.areas[area])
        assert len(statements) == 1
        assert found.at_least == made.rules.at(what, area, 0)
        for condition, number in found.own.items():
            assert number == made.rules.at(what, area, condition)
        for condition, number in found.in_region.items():
            assert number == made.rules.at(what, found.region, condition)


def test_a_group_that_is_not_published_has_no_portrait():
    now = make(2, size=20).now
    task = now.vocabulary.find("task", "snoeien").number
    missing = [area for area in now.vocabulary.areas.values() if not portrait(now, what=task, area=area)]
    assert missing


def test_words_that_nobody_knows_find_nothing():
    now = make(2, size=20).now
    query = Query(text="qqq", readings=now.matcher.read("qqqqwrt"))
    found = answer(now, query)
    assert (found.at_least, found.cards, found.options) == (0, (), {})
