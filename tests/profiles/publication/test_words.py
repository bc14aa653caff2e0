import datetime
from collections.abc import Sequence

import pytest

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.anonymisation.areas import Area, Place
from profiles.publication.words import Words, words_of
from profiles.vocabulary.tree import load_tree
from tests.factories.register import TODAY
from tests.factories.vocabulary import small_vocabulary

pytestmark = pytest.mark.django_db


def published(areas: Sequence[Area] = ()) -> Words:
    return words_of(load_tree(on=TODAY), areas)


def test_words_stand_by_attribute_in_display_order() -> None:
    small_vocabulary()
    concepts = published().concepts
    assert [concept.number for concept in concepts] == list(range(len(concepts)))
    attributes = list(dict.fromkeys(concept.attribute for concept in concepts))
    assert attributes[:4] == ["place", "education", "direction", "hours"]
    assert [concept.code for concept in concepts if concept.attribute == "task"] == [
        "magazijn-en-logistiek",
        "orderpicken",
        "inpakken-en-sorteren",
        "groen",
        "groen-onderhouden",
        NOT_RECORDED,
        NOT_APPLICABLE,
    ]


def test_dropped_attributes_have_no_words() -> None:
    small_vocabulary()
    assert not {concept.attribute for concept in published().concepts} & {"distance", "worktime", "contract"}


def test_parents_are_numbers_of_the_release() -> None:
    small_vocabulary()
    found = published()
    by_code = {(concept.attribute, concept.code): concept for concept in found.concepts}
    assert by_code["occupation", "9333"].parent == found.number_of["occupation", "933"]
    assert by_code["occupation", "9"].parent is None
    assert by_code["occupation", NOT_RECORDED].parent is None


def test_ended_words_do_not_go_out() -> None:
    group = small_vocabulary()["occupation", "933"]
    group.valid_until = TODAY - datetime.timedelta(days=1)
    group.save()
    found = published()
    assert ("occupation", "933") not in found.number_of
    number = found.number_of["occupation", "9333"]
    assert found.concepts[number].parent == found.number_of["occupation", "93"]


def test_special_words_are_named_by_their_attribute() -> None:
    small_vocabulary()
    labels = {(concept.attribute, concept.code): concept.label_nl for concept in published().concepts}
    assert labels["licence", NOT_APPLICABLE] == "Geen rijbewijs"
    assert labels["task", NOT_APPLICABLE] == "Niet van toepassing"
    assert labels["licence", NOT_RECORDED] == "Niet vastgelegd"


def test_an_area_stands_between_its_region_and_its_municipalities() -> None:
    words = small_vocabulary()
    area = tuple(Place(code, "AM31", 9, 51.4, 6.0) for code in ("GM0889", "GM1507"))
    found = published([area])
    by_code = {concept.code: concept for concept in found.concepts if concept.attribute == "place"}
    joined = by_code["GM0889-GM1507"]
    assert joined.parent == by_code["AM31"].number
    assert {by_code[code].parent for code in ("GM0889", "GM1507")} == {joined.number}
    assert by_code["GM0983"].parent == by_code["AM31"].number
    names = [words["place", code].label_nl for code in ("GM0889", "GM1507")]
    assert joined.label_nl == " en ".join(names)
    assert " and " in joined.label_en
    assert (joined.latitude, joined.longitude) == (51.4, 6.0)
    assert [concept.number for concept in found.concepts] == list(range(len(found.concepts)))
