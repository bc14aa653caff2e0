import pytest

from explorer.demand.wishes import Wish
from profiles.quality.meaning import Meaning, meaning
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import load_tree
from tests.factories.register import TODAY
from tests.factories.vocabulary import small_vocabulary

pytestmark = pytest.mark.django_db


def understood(wish: Wish) -> Meaning | None:
    return meaning(load_tree(on=TODAY), wish)


def pks(*codes: str, attribute: str = "place") -> set[int]:
    return set(Concept.objects.filter(attribute=attribute, code__in=codes).values_list("pk", flat=True))


def test_group_is_met_by_the_words_below_it() -> None:
    small_vocabulary()
    found = understood(Wish("task", "magazijn-en-logistiek"))
    assert found
    assert found.meets == pks(
        "magazijn-en-logistiek", "orderpicken", "inpakken-en-sorteren", attribute="task"
    )
    assert found.above == set()


def test_word_may_be_meant_by_the_group_above_it() -> None:
    small_vocabulary()
    found = understood(Wish("task", "orderpicken"))
    assert found and found.above == pks("magazijn-en-logistiek", attribute="task")


def test_circle_means_the_places_inside_it() -> None:
    words = small_vocabulary()
    for code, latitude in (("GM0983", 51.37), ("GM0889", 51.28), ("GM1507", 51.80), ("AM31", 51.9)):
        Concept.objects.filter(pk=words["place", code].pk).update(latitude=latitude, longitude=6.1)
    found = understood(Wish("place", "GM0983", 15))
    assert found and found.meets == pks("GM0983", "GM0889")
    assert found.above == pks("AM31")
