"""Counting by arrays equals counting person by person."""

import datetime
from collections import Counter
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from explorer.demand.wishes import Search, Wish, read
from profiles.quality.actions import actions
from profiles.quality.answers import SearchAnswer
from profiles.quality.fields import FIELDS
from profiles.quality.findability import Findability, findability
from profiles.quality.meaning import meaning
from profiles.quality.people import ProfilesInUse, read_people
from profiles.quality.report import quality_of
from profiles.register.models import Profile
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import load_tree
from tests.factories.register import TODAY, CandidateFactory, OrganisationFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.quality.brute import MAYBE, NO, YES, Brute

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
ASKED = ("task", "licence", "sector", "education", "hours", "availability", "place", "skill")
SINGLE = ("place", "hours", "availability")


def some_people(chance: Random, number: int) -> list[Profile]:
    """People of every kind: gaps, groups, ranges of hours, what does not apply, states out of use."""
    words = small_vocabulary()
    organisation = OrganisationFactory(region=words["place", "AM31"])
    towns = [words["place", code] for code in ("GM0983", "GM0889", "GM1507")]
    return [
        ProfileFactory(
            candidate=CandidateFactory(organisation=organisation, municipality=chance.choice([*towns, None])),
            state=chance.choice([*Profile.IN_USE, Profile.State.WITHDRAWN]),
            hours_min=(least := chance.choice([None, 8, 16, 24])),
            hours_max=least and least + chance.choice([0, 4, 16]),
            available_from=chance.choice([None, TODAY, TODAY + datetime.timedelta(days=60)]),
            confirmed_on=chance.choice([None, TODAY, TODAY - datetime.timedelta(days=300)]),
            not_applicable=chance.sample(["licence", "direction", "transport"], chance.randrange(3)),
            facts=some_facts(chance, words),
        )
        for _ in range(number)
    ]


def some_facts(chance: Random, words: dict[tuple[str, str], Concept]) -> list[Concept]:
    """At most one of a branch, so that "too general" is the same by person and by array."""
    branches: dict[tuple[str, str], list[Concept]] = {}
    known = Brute()
    for (attribute, code), concept in words.items():
        if attribute not in SINGLE:
            branches.setdefault((attribute, known.chain(attribute, code)[-1]), []).append(concept)
    return [chance.choice(branch) for branch in branches.values() if chance.random() < 0.4]


def some_search(chance: Random) -> Search:
    """One to three attributes, each with one or two words; now and then also another *what*."""
    words = list(small_vocabulary().values())
    wishes = set()
    for attribute in chance.sample(ASKED, chance.randint(1, 3)):
        same = [word for word in words if word.attribute == attribute]
        also = attribute in ("task", "skill") and chance.random() < 0.4
        wishes |= {Wish(attribute, word.code, also=also) for word in chance.sample(same, min(2, len(same)))}
    return frozenset(wishes)


def arrays(searches: list[Search]) -> ProfilesInUse:
    tree = load_tree(on=TODAY)
    wishes = {wish: meaning(tree, wish) for search in searches for wish in search}
    return read_people(Profile.objects.all(), wishes=wishes, tree=tree, on=TODAY)


def compared(people: ProfilesInUse, searches: dict[Search, int]) -> Findability:
    """As if the release had nothing for any search."""
    return findability(people, searches, dict.fromkeys(searches, SearchAnswer.NONE))


@pytest.mark.parametrize("seed", range(3))
def test_counting_equals_brute_force(seed: int) -> None:
    chance = Random(seed)
    some_people(chance, 20)
    searches = {some_search(chance): chance.randint(1, 9) for _ in range(25)}
    people, brute = arrays(list(searches)), Brute()
    found = compared(people, searches)
    profiles = list(Profile.objects.filter(state__in=Profile.IN_USE).order_by("pk"))
    said = Counter[str]()
    for search, times in searches.items():
        for profile in profiles:
            said[brute.answer(profile, search)[0]] += times
    assert (found.certain, found.open, found.fails) == (said[YES], said[MAYBE], said[NO])
    assert min(said.values()) > 0
    assert found.pairs == sum(searches.values()) * len(profiles)
    for row, profile in enumerate(profiles):
        assert {name for name, lacks in zip(FIELDS, people.missing[row], strict=True) if lacks} == (
            brute.missing(profile)
        )
        for place, field in enumerate(FIELDS):
            open_for = (
                times for search, times in searches.items() if brute.undecided(profile, search, field)
            )
            assert found.undecided[row, place] == sum(open_for), field


def test_filling_in_decides_what_was_announced() -> None:
    """The gain of an action is what the open pairs of its field lose when everybody has it filled in."""
    chance = Random(9)
    some_people(chance, 30)
    searches = {some_search(chance): 1 for _ in range(30)}
    people = arrays(list(searches))
    before = compared(people, searches)
    best = actions(people, before)[0]
    assert best.field not in SINGLE
    word = small_vocabulary()[best.field, next(c for a, c in small_vocabulary() if a == best.field)]
    for profile in Profile.objects.filter(
        pk__in=people.profiles[people.missing[:, FIELDS.index(best.field)]]
    ):
        profile.facts.create(concept=word)
    after = compared(arrays(list(searches)), searches)
    assert before.open - after.open <= best.answers
    assert after.undecided[:, FIELDS.index(best.field)].sum() == 0
    assert after.pairs == before.pairs


def test_actions_rank_by_what_they_decide() -> None:
    words = small_vocabulary()
    organisation = OrganisationFactory(region=words["place", "AM31"])
    for licence, number in ((True, 2), (False, 3)):
        ProfileFactory.create_batch(
            number,
            candidate__organisation=organisation,
            candidate__municipality=words["place", "GM0983"],
            facts=[words["licence", "B"]] if licence else [words["task", "orderpicken"]],
        )
    search = read("licence=B&task=orderpicken")
    people = arrays([search])
    licence, task = actions(people, compared(people, {search: 40}))
    assert (licence.field, licence.profiles, licence.people, licence.searches, licence.answers) == (
        ("licence", 3, 3, 40, 120)
    )
    assert (task.field, task.profiles, task.answers) == ("task", 2, 80)
    assert (licence.place, licence.there) == (words["place", "GM0983"].pk, 3)


def test_search_with_a_word_that_is_gone_is_left_out() -> None:
    small_vocabulary()
    ProfileFactory()
    gone = read("task=gone")
    tree = load_tree(on=TODAY)
    assert meaning(tree, next(iter(gone))) is None
    people = read_people(Profile.objects.all(), wishes={}, tree=tree, on=TODAY)
    assert compared(people, {gone: 3}).pairs == 0


def test_statements_do_not_grow_with_people(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    some_people(Random(1), 3)
    with django_assert_num_queries(6):
        quality_of(Profile.objects.all(), on=TODAY)
    some_people(Random(2), 10)
    with django_assert_num_queries(6):
        quality_of(Profile.objects.all(), on=TODAY)


def test_nobody_gives_no_figures() -> None:
    small_vocabulary()
    quality = quality_of(Profile.objects.all(), on=TODAY)
    assert (quality.total.profiles, quality.found.pairs, quality.actions) == (0, 0, [])


def test_profile_that_is_not_publishable_is_not_counted() -> None:
    words = small_vocabulary()
    organisation = OrganisationFactory(region=words["place", "AM31"])
    for number, published in ((3, True), (2, False)):
        ProfileFactory.create_batch(
            number,
            candidate__organisation=organisation,
            candidate__municipality=words["place", "GM0983"],
            facts=[words["task", "orderpicken"]],
            published=published,
        )
    search = read("task=orderpicken")
    people = arrays([search])
    assert int(people.counts.sum()) == 3
    for answer, name in (
        (SearchAnswer.WHOLE, "whole"),
        (SearchAnswer.PARTLY, "partly"),
        (SearchAnswer.NONE, "too_few"),
    ):
        found = findability(people, {search: 2}, {search: answer})
        assert (getattr(found, name), found.not_counted, found.certain) == (6, 4, 10)
        assert found.answers[answer] == found.searches == 2
