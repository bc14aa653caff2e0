"""Numbers of words and areas as a release has them."""

import pytest

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.shapes import ATTRIBUTES, CONDITIONS, WHATS
from profiles.publication.places import areas_of
from profiles.publication.words import Numbering, TooManyConcepts, number_words
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import load_tree
from tests.factories.register import TODAY
from tests.factories.vocabulary import ConceptFactory, small_vocabulary

pytestmark = pytest.mark.django_db


def numbered(*regions: str) -> Numbering:
    small_vocabulary()
    chosen = Concept.objects.filter(code__in=regions or ["AM31"]).values_list("pk", flat=True)
    return number_words(load_tree(on=TODAY), regions=set(chosen))


def test_words_are_numbered_attribute_by_attribute_from_one() -> None:
    concepts = numbered().concepts
    assert [concept.number for concept in concepts] == list(range(1, len(concepts) + 1))
    order = [ATTRIBUTES.index(concept.attribute) for concept in concepts]
    assert order == sorted(order)
    assert all(concept.parent is None or concept.parent < concept.number for concept in concepts)


def test_each_condition_ends_with_its_special_words() -> None:
    concepts = numbered().concepts
    for attribute in (*WHATS, *CONDITIONS):
        codes = [concept.code for concept in concepts if concept.attribute == attribute]
        assert (codes[-2:] == [NOT_RECORDED, NOT_APPLICABLE]) == (attribute in CONDITIONS)


def test_permanent_numbers_are_each_of_one_word() -> None:
    numbering = numbered()
    assert len(set(numbering.permanent)) == len(numbering.concepts)
    special = {
        concept.code: number
        for concept, number in zip(numbering.concepts, numbering.permanent, strict=True)
        if concept.attribute == "hours"
    }
    assert (special[NOT_RECORDED], special[NOT_APPLICABLE]) == (65_535, 65_534)


def test_vocabulary_that_does_not_fit_is_refused() -> None:
    words = small_vocabulary()
    ConceptFactory(pk=65_000, attribute="task", code="te-veel")
    with pytest.raises(TooManyConcepts, match="te-veel"):
        number_words(load_tree(on=TODAY), regions={words["place", "AM31"].pk})


def test_places_of_other_regions_stay_behind() -> None:
    ConceptFactory(attribute="place", code="AM30")
    ConceptFactory(attribute="place", code="GM0957", parent=Concept.objects.get(code="AM30"))
    codes = {concept.code for concept in numbered("AM31").concepts}
    assert "GM0957" not in codes and "GM0983" in codes


def test_set_with_two_names_is_one_area() -> None:
    places = areas_of(numbered().concepts)
    kinds = {area.concept and area.kinds for area in places.areas}
    # Without points each municipality is the circle around itself, and one region is the country.
    assert kinds == {"MC", "RN"}
    assert len({tuple(area.members) for area in places.areas}) == len(places.areas) == 4
    assert [area.number for area in places.areas] == [1, 2, 3, 4]
    assert len(places.circles) == 6
