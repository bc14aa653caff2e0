"""What employers can see is what the public site itself would answer."""

import numpy as np
import pytest
from django.http import QueryDict

from explorer.demand.wishes import Search, Wish
from explorer.release.models import Release
from explorer.search.asked import wishes_of
from explorer.search.index.loading import load
from explorer.search.results import answer, read
from profiles.publication.activate_release import activate_release
from profiles.publication.publish_release import publish_release
from profiles.publication.withdraw import withdraw
from profiles.quality.findability import facets_of, findability
from profiles.quality.meaning import meaning
from profiles.quality.people import read_people
from profiles.quality.shown import Word, met_by, read_shown
from profiles.register.models import Profile
from profiles.vocabulary.tree import load_tree
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
SEARCHES = (
    "taak=orderpicken",
    "taak=magazijn-en-logistiek",
    "vaardigheid=heftruck-rijden",
    "vaardigheid=reachtruck-rijden",
    "vaardigheid=heftruck",
    "taak=orderpicken&uren=24-32",
    "taak=orderpicken&taak=groen-onderhouden&plaats=GM0983",
    "plaats=AM31&vaardigheid=heftruck-rijden&vaardigheid=reachtruck-rijden",
)


@pytest.fixture
def release() -> Release:
    """Of a town in which a rare skill is held back and somebody has no profile that is ready."""
    crowd(6, ("education", "mbo-2"), ("task", "orderpicken"), ("skill", "heftruck-rijden"))
    crowd(4, ("education", "mbo-2"), ("task", "orderpicken"), hours_min=20, hours_max=30)
    crowd(2, ("education", "mbo-2"), ("skill", "reachtruck-rijden"))
    made = publish_release(on=TODAY, policy=small_policy(), by="beheerder")
    activate_release(number=made.release_number, on=TODAY)
    paused = crowd(1, ("education", "mbo-2"), ("task", "orderpicken"))[0]
    Profile.objects.filter(pk=paused.pk).update(state=Profile.State.PAUSED)
    return Release.objects.get(number=made.release_number)


def people_who_see(search: Search) -> int:
    """How many a search is shown for certain, counted from the side of the register."""
    wishes = list(search)
    numbers = np.array(Profile.objects.order_by("pk").values_list("pk", flat=True))
    shown = read_shown(numbers, wishes)
    return int(shown.seen([wishes.index(wish) for wish in each] for each in facets_of(search).values()).sum())


@pytest.mark.parametrize("address", SEARCHES)
def test_as_many_are_shown_as_the_public_site_finds(release: Release, address: str) -> None:
    index = load(release.number)
    query = read(index, QueryDict(address))
    assert not query.problems
    found = answer(index, query, today=TODAY).total.certain
    assert people_who_see(wishes_of(index, query)) == found


def test_parts_of_what_fits_add_up(release: Release) -> None:
    tree = load_tree(on=TODAY)
    rare, common = (
        frozenset({Wish("x", *word)}) for word in (("skill", "reachtruck-rijden"), ("task", "orderpicken"))
    )
    wishes = {wish: meaning(tree, wish) for wish in rare | common}
    people = read_people(Profile.objects.all(), wishes=wishes, tree=tree, on=TODAY)
    shown = read_shown(people.profiles, people.wishes)
    found = findability(people, shown, {rare: 1})
    assert (found.shown, found.withheld, found.hidden) == (0, 2, 0)
    found = findability(people, shown, {common: 1})
    assert (found.shown, found.shown + found.withheld, found.hidden) == (people_who_see(common), 10, 1)


def test_withdrawn_profiles_are_not_shown(release: Release) -> None:
    search = frozenset({Wish("task", "task", "orderpicken")})
    assert people_who_see(search) > 0
    for profile in Profile.objects.filter(state=Profile.State.PUBLISHED):
        withdraw(profile=profile, on=TODAY)
    assert people_who_see(search) == 0


def test_without_a_release_nobody_is_shown() -> None:
    crowd(3, ("task", "orderpicken"))
    assert people_who_see(frozenset({Wish("task", "task", "orderpicken")})) == 0


def test_place_lies_in_a_circle_when_all_of_it_does() -> None:
    words = [
        Word(0, "place", "AM31", None, 51.40, 6.10),
        Word(1, "place", "GM1-GM2", 0, 51.40, 6.10),
        Word(2, "place", "GM1", 1, 51.40, 6.11),
        Word(3, "place", "GM2", 1, 51.70, 6.11),
        Word(4, "place", "GM3", 0, 51.41, 6.10),
        Word(5, "place", "niet-vastgelegd", None, None, None),
    ]
    wishes = [
        Wish("place", "place", "GM3", 15),
        Wish("place", "place", "GM3", 75),
        Wish("place", "place", "GM9", 5),
    ]
    assert [set(found) for found in met_by(words, wishes)] == [{2, 4}, {0, 1, 2, 3, 4}, set()]
