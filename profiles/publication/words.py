"""The words of a release: the valid concepts of the released attributes, numbered anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept
from profiles.anonymisation.facts import Tree, Word
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


def words_of(vocabulary: Vocabulary) -> Words:
    """Number the words by attribute, each in display order with its two special words last."""
    numbers = count()
    number_of: dict[tuple[str, str], int] = {}
    concepts: list[PublishedConcept] = []
    for attribute in RELEASED_ATTRIBUTES:
        for concept in (*vocabulary.of(attribute.name), *_specials(attribute)):
            number_of[concept.attribute, concept.code] = next(numbers)
            above = vocabulary.parent(concept) if concept.pk else None
            parent = number_of[above.attribute, above.code] if above else None
            concepts.append(_published(concept, number=len(concepts), parent=parent))
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
