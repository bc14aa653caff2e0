"""Is every word of a release a word of a vocabulary: known, well placed, and nobody's?"""

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from explorer.release.verification.findings import Found, Kind, Violation, found
from explorer.release.verification.identifiers import resembles
from explorer.release.verification.published import NOBODY, Concept, Published, Vocabulary
from explorer.release.verification.rules import ATTRIBUTES

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._:~-]*")
LABEL = re.compile(r"[^\W\d_]|\d")


def check_vocabulary(published: Published) -> Found:
    """Numbers 0..n-1, each word once, of an attribute that may be told, under a parent of the same."""
    return found(len(published.vocabulary), _misplaced(published.vocabulary))


def check_texts(published: Published) -> Found:
    """Codes and labels are those of words, not of people. What was found is not repeated in the report."""
    concepts = published.vocabulary.concepts
    texts = sum(3 + len(concept.synonyms_nl) + len(concept.synonyms_en) for concept in concepts)
    return found(texts, (violation for concept in concepts for violation in _strays(concept)))


def _misplaced(vocabulary: Vocabulary) -> Iterator[Violation]:
    if (vocabulary.numbers != np.arange(len(vocabulary))).any():
        yield Violation(Kind.CONCEPT_NUMBERS, {"concepts": len(vocabulary)})
    words = Counter((concept.attribute, concept.code) for concept in vocabulary.concepts)
    for (attribute, code), times in words.items():
        if times > 1:
            yield Violation(Kind.CONCEPT_TWICE, {"attribute": attribute, "code": code})
    for attribute in dict.fromkeys(attribute for attribute, _ in words):
        if attribute not in ATTRIBUTES:
            yield Violation(Kind.ATTRIBUTE_UNKNOWN, {"attribute": attribute})
    for place, concept in enumerate(vocabulary.concepts):
        if concept.parent is not None and not _is_well_placed(vocabulary, place):
            yield Violation(Kind.PARENT_WRONG, {"concept": concept.number, "parent": concept.parent})


def _is_well_placed(vocabulary: Vocabulary, place: int) -> bool:
    parent = vocabulary.parent[place]
    return bool(
        parent != NOBODY
        and vocabulary.concepts[parent].attribute == vocabulary.concepts[place].attribute
        and vocabulary.depth[place] < len(vocabulary)
    )


def _strays(concept: Concept) -> Iterator[Violation]:
    if not CODE.fullmatch(concept.code):
        yield Violation(Kind.CODE_SHAPE, {"concept": concept.number})
    for label in (concept.label_nl, concept.label_en):
        if not LABEL.search(label) or not label.isprintable():
            yield Violation(Kind.LABEL_SHAPE, {"concept": concept.number})
    for field, text in _texts(concept):
        kind = resembles(text)
        if kind is not None:
            yield Violation(Kind.STRAY_TEXT, {"concept": concept.number, "field": field, "resembles": kind})


def _texts(concept: Concept) -> Iterator[tuple[str, str]]:
    yield "attribute", concept.attribute
    yield "code", concept.code
    yield "label_nl", concept.label_nl
    yield "label_en", concept.label_en
    for field in ("synonyms_nl", "synonyms_en"):
        yield from ((field, text) for text in getattr(concept, field))
