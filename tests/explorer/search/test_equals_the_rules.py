"""Every number of a page equals the rules, and none is ever above the truth."""

import pytest

from explorer.search.answer import answer
from explorer.search.counts import members_of
from explorer.search.facets import CONDITION_FACETS, WHAT_FACETS
from tests.explorer.search.brute import Asked, true_number
from tests.explorer.search.worlds import make, searches

pytestmark = pytest.mark.django_db
SEEDS = range(4)


@pytest.fixture(params=SEEDS, scope="module")
def seed(request):
    return request.param


def _attribute(facet):
    return facet.attributes[0] if len(facet.attributes) == 1 else facet.name


def test_every_number_of_a_page_equals_the_rules(seed):
    made = make(seed)
    for query, asked in searches(made, seed, count=40):
        found = answer(made.now, query)
        assert members_of(made.now.vocabulary, query) == asked.members
        assert found.at_least == made.rules.title(asked), asked
        for part in found.parts:
            assert part.at_least == made.rules.part(asked, _attribute(part.facet)), (asked, part)
        for facet in WHAT_FACETS:
            for option, number in found.options[facet.name].items():
                assert number == made.rules.what(asked, option), (asked, option)
        for facet in CONDITION_FACETS:
            if facet.name == "ook":
                continue
            for option, number in found.options[facet.name].items():
                assert number == made.rules.option(asked, _attribute(facet), option), (
                    asked,
                    facet.name,
                    option,
                )


def test_second_whats_and_places_equal_the_rules(seed):
    made = make(seed)
    vocabulary = made.now.vocabulary
    for query, asked in searches(made, seed + 100, count=40):
        found = answer(made.now, query)
        related = {
            each
            for what in query.whats
            for each in (what, *vocabulary.ancestors(what), *vocabulary.descendants(what))
        }
        if query.whats:
            for option, number in found.options["ook"].items():
                if option not in related:
                    assert number == made.rules.option(asked, "ook", option), (asked, option)
        for place, number in found.options["plaats"].items():
            assert number == made.rules.place(asked, vocabulary.municipalities_of(place)), (asked, place)


def test_no_number_is_above_the_truth(seed):
    made = make(seed)
    for query, asked in searches(made, seed + 200, count=60):
        found = answer(made.now, query)
        counted_in = made.rules.touched(asked.members) if found.is_regional else asked.members
        one = asked if len(asked.wishes) == 1 else Asked(asked.whats, asked.members, {})
        assert found.at_least <= true_number(made.rules.world, made.people, one, counted_in)


def test_a_card_is_a_listed_row(seed):
    made = make(seed)
    for query, _asked in searches(made, seed + 300, count=40):
        for card in answer(made.now, query).cards:
            key = (card.what, card.area, card.condition)
            pair = made.rules.at(*key)
            assert card.at_least == pair
            assert card.everybody == made.rules.at(card.what, card.area, 0)
            for fact in card.facts:
                assert (
                    fact.at_least == made.rules.at(card.what, card.area, fact.condition) or not fact.condition
                )


def test_a_way_out_says_what_its_own_page_says(seed):
    made = make(seed)
    for query, _asked in searches(made, seed + 400, count=40):
        for relaxation in answer(made.now, query).relaxations:
            assert answer(made.now, relaxation.query).at_least == relaxation.at_least, relaxation
