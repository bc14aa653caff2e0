"""The words of a release: the valid concepts of the released attributes, numbered anew from 1."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept
from explorer.release.shapes import ATTRIBUTES, CONDITIONS, PLACE
from profiles.anonymisation.tables import MOST_PERMANENT, Words, special_id
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree

NOT_RECORDED_LABEL = _("Niet vastgelegd")
NOT_APPLICABLE_LABEL = _("Niet van toepassing")


class TooManyConcepts(Exception):
    """A primary key of the vocabulary does not fit the 16 bits that keyed sampling has for a word."""


@dataclass(frozen=True)
class Numbering:
    """`concepts` in order of their number, of no release yet; `permanent` has the same order.

    `number_of` goes by (attribute, code).
    """

    concepts: tuple[PublishedConcept, ...]
    permanent: tuple[int, ...]
    number_of: dict[tuple[str, str], int]

    @cached_property
    def words(self) -> Words:
        """As anonymisation takes them."""
        return Words(
            attributes=("", *(concept.attribute for concept in self.concepts)),
            parents=np.array([0, *(concept.parent or 0 for concept in self.concepts)], np.int64),
            permanent=np.array([0, *self.permanent], np.int64),
        )


def number_words(tree: Tree, *, regions: Collection[int]) -> Numbering:
    """Number the words by attribute, each in display order with its two special words last.

    Of places only these regions, by primary key, and what is in them. Raises `TooManyConcepts`.
    """
    concepts: list[PublishedConcept] = []
    permanent: list[int] = []
    number_of: dict[tuple[str, str], int] = {}
    for attribute in ATTRIBUTES:
        for concept in tree.of(attribute):
            # Municipalities of other regions would be circles with the same few people.
            if attribute == PLACE and not tree.closure({concept.pk}) & set(regions):
                continue
            # Checked here: in sampling a number that is too large would quietly become another word.
            if concept.pk >= MOST_PERMANENT:
                raise TooManyConcepts(f"{concept.attribute}:{concept.code} has number {concept.pk}")
            above = tree.parent(concept)
            number_of[attribute, concept.code] = len(concepts) + 1
            parent = number_of[attribute, above.code] if above else None
            concepts.append(_published(concept, number=len(concepts) + 1, parent=parent))
            permanent.append(concept.pk)
        for code, concept in _specials(attribute):
            number_of[attribute, code] = len(concepts) + 1
            concepts.append(_published(concept, number=len(concepts) + 1, parent=None))
            permanent.append(special_id(attribute, is_recorded=code == NOT_APPLICABLE))
    return Numbering(tuple(concepts), tuple(permanent), number_of)


def _specials(attribute: str) -> Iterator[tuple[str, Concept]]:
    if attribute not in CONDITIONS:
        return
    labels = {
        NOT_RECORDED: NOT_RECORDED_LABEL,
        NOT_APPLICABLE: BY_NAME[attribute].not_applicable or NOT_APPLICABLE_LABEL,
    }
    for code, label in labels.items():
        with translation.override("nl"):
            dutch = str(label)
        with translation.override("en"):
            yield code, Concept(attribute=attribute, code=code, label_nl=dutch, label_en=str(label))


def _published(concept: Concept, *, number: int, parent: int | None) -> PublishedConcept:
    # The columns that go out are named here one by one.
    return PublishedConcept(
        number=number,
        attribute=concept.attribute,
        code=concept.code,
        label_nl=concept.label_nl,
        label_en=concept.label_en,
        display_nl=concept.display_nl,
        display_en=concept.display_en,
        is_heading=concept.is_heading,
        synonyms_nl=concept.synonyms_nl,
        synonyms_en=concept.synonyms_en,
        parent=parent,
        latitude=concept.latitude,
        longitude=concept.longitude,
    )
