"""The words of a release: the valid concepts of the released attributes, numbered anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept
from profiles.anonymisation.areas import Area, middle
from profiles.anonymisation.policy import PLACE
from profiles.anonymisation.tree import Tree, Word
from profiles.publication.catalogue import RELEASED_ATTRIBUTES
from profiles.vocabulary.attributes import Attribute
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree as Vocabulary

NOT_RECORDED_LABEL = _("Niet vastgelegd")
NOT_APPLICABLE_LABEL = _("Niet van toepassing")


@dataclass(frozen=True)
class Words:
    """`concepts` in order of their numbers, not yet of a release; `number_of` goes by (attribute, code)."""

    concepts: tuple[PublishedConcept, ...]
    number_of: dict[tuple[str, str], int]
    tree: Tree


def words_of(vocabulary: Vocabulary, areas: Iterable[Area] = ()) -> Words:
    """Number the words by attribute, each in display order with its two special words last.

    An area comes right after its region and stands above its municipalities.
    """
    number_of: dict[tuple[str, str], int] = {}
    concepts: list[PublishedConcept] = []
    area_of = {(PLACE, place.code): (PLACE, area_code(area)) for area in areas for place in area}
    for attribute in RELEASED_ATTRIBUTES:
        for concept in (*vocabulary.of(attribute.name), *_specials(attribute)):
            above = vocabulary.parent(concept) if concept.pk else None
            key = (concept.attribute, concept.code)
            parent = number_of[area_of.get(key, (above.attribute, above.code))] if above else None
            number_of[key] = len(concepts)
            concepts.append(_published(concept, number=len(concepts), parent=parent))
            for area in areas if concept.attribute == PLACE else ():
                if area[0].region == concept.code:
                    number_of[PLACE, area_code(area)] = len(concepts)
                    concepts.append(_area(area, vocabulary, number=len(concepts), parent=number_of[key]))
    tree = Tree(
        tuple(Word(each.attribute, each.code, each.parent) for each in concepts),
        not_recorded=NOT_RECORDED,
        not_applicable=NOT_APPLICABLE,
    )
    return Words(tuple(concepts), number_of, tree)


def _specials(attribute: Attribute) -> Iterator[Concept]:
    labels = {
        NOT_RECORDED: NOT_RECORDED_LABEL,
        NOT_APPLICABLE: attribute.not_applicable or NOT_APPLICABLE_LABEL,
    }
    for code, label in labels.items():
        with translation.override("nl"):
            dutch = str(label)
        with translation.override("en"):
            yield Concept(attribute=attribute.name, code=code, label_nl=dutch, label_en=str(label))


def area_code(area: Area) -> str:
    """The codes of its municipalities, so that it means the same whenever it comes back."""
    return "-".join(place.code for place in area)


def municipalities_of(code: str) -> list[str]:
    """What `area_code` joined."""
    return code.split("-")


def _area(area: Area, vocabulary: Vocabulary, *, number: int, parent: int) -> PublishedConcept:
    """A word that no vocabulary has: the names of some neighbouring municipalities."""
    places = [place for each in area if (place := vocabulary.find(PLACE, each.code))]
    latitude, longitude = middle(area)
    return PublishedConcept(
        number=number,
        attribute=PLACE,
        code=area_code(area),
        label_nl=_listed([place.label_nl for place in places], "en"),
        label_en=_listed([place.label_en for place in places], "and"),
        parent=parent,
        latitude=latitude,
        longitude=longitude,
    )


def _listed(names: list[str], conjunction: str) -> str:
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


def _published(concept: Concept, *, number: int, parent: int | None) -> PublishedConcept:
    """The columns that go out are named here one by one."""
    return PublishedConcept(
        number=number,
        attribute=concept.attribute,
        code=concept.code,
        label_nl=concept.label_nl,
        label_en=concept.label_en,
        synonyms_nl=concept.synonyms_nl,
        synonyms_en=concept.synonyms_en,
        parent=parent,
        latitude=concept.latitude,
        longitude=concept.longitude,
    )
