"""Is every word of a release a word of a vocabulary: known, in its place, and of no person?"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept, RefusedWord
from explorer.release.shapes import ATTRIBUTES, CONDITIONS, PLACE, WHATS
from explorer.release.verification.findings import Fault, Found, Violation, found
from explorer.release.verification.identifiers import resembles
from explorer.release.verification.published import Published

Concepts = Sequence[PublishedConcept]

SPECIAL = [NOT_RECORDED, NOT_APPLICABLE]
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._:~-]*")
LETTER = re.compile(r"[^\W\d_]|\d")


def check_concepts(published: Published) -> Found:
    """Numbers 1..n, attribute by attribute, each word once, a parent before its children."""
    concepts = sorted(published.concepts, key=lambda concept: concept.number)
    violations = [*_misnumbered(concepts), *_misplaced(concepts), *_special(concepts)]
    return found(len(concepts), violations)


def check_words(published: Published) -> Found:
    """Titles and search words lead to concepts of this release, refused words have a known reason."""
    known = {concept.number: concept.attribute for concept in published.concepts}
    wrong = [
        *(
            ("title", title.title)
            for title in published.titles
            if known.get(title.occupation) != "occupation"
            or any(known.get(number) not in WHATS for number in title.concepts)
        ),
        *(
            ("search word", word.word)
            for word in published.search_words
            if not word.concepts or not set(word.concepts) <= known.keys()
        ),
        *(
            ("refused word", word.word)
            for word in published.refused_words
            if word.reason not in RefusedWord.Reason.values
        ),
    ]
    examined = len(published.titles) + len(published.search_words) + len(published.refused_words)
    violations = (
        # A report must not repeat what should not have been there.
        Violation(Fault.WORD_UNKNOWN, {"table": table, "word": "" if resembles(word) else word})
        for table, word in wrong
    )
    return found(examined, violations)


def check_texts(published: Published) -> Found:
    """Codes, labels and words are those of a vocabulary, not of people; what is found is not repeated."""
    texts = list(_texts(published))
    violations = []
    for concept in published.concepts:
        if not CODE.fullmatch(concept.code):
            violations.append(Violation(Fault.CODE_SHAPE, {"concept": concept.number}))
        # A name for display is optional.
        shown = (concept.display_nl or "-1", concept.display_en or "-1")
        for label in (concept.label_nl, concept.label_en, *shown):
            if not LETTER.search(label) or not label.isprintable():
                violations.append(Violation(Fault.LABEL_SHAPE, {"concept": concept.number}))
    for number, field, text in texts:
        kind = resembles(text)
        if kind is not None:
            violations.append(
                Violation(Fault.STRAY_TEXT, {"concept": number, "field": field, "resembles": kind})
            )
    return found(len(texts), violations)


def _misnumbered(concepts: Concepts) -> Iterator[Violation]:
    if [concept.number for concept in concepts] != list(range(1, len(concepts) + 1)):
        yield Violation(Fault.CONCEPT_NUMBERS, {"concepts": len(concepts)})
    # Attributes must be runs: searches count an attribute as a range of numbers.
    runs = Counter(attribute for attribute, _ in groupby(concept.attribute for concept in concepts))
    for attribute, times in runs.items():
        if times > 1:
            yield Violation(Fault.CONCEPT_ORDER, {"attribute": attribute})
    words = Counter((concept.attribute, concept.code) for concept in concepts)
    for (attribute, code), times in words.items():
        if times > 1:
            yield Violation(Fault.CONCEPT_TWICE, {"attribute": attribute, "code": code})
    for attribute in dict.fromkeys(attribute for attribute, _ in words):
        if attribute not in ATTRIBUTES:
            yield Violation(Fault.ATTRIBUTE_UNKNOWN, {"attribute": attribute})


def _misplaced(concepts: Concepts) -> Iterator[Violation]:
    by_number = {concept.number: concept for concept in concepts}
    for concept in concepts:
        if concept.parent is None:
            continue
        above = by_number.get(concept.parent)
        is_well_placed = (
            above is not None
            and above.number < concept.number
            and above.attribute == concept.attribute
            # A municipality is below a region, and nothing is below a municipality.
            and (concept.attribute != PLACE or above.parent is None)
        )
        if not is_well_placed:
            yield Violation(Fault.PARENT_WRONG, {"concept": concept.number, "parent": concept.parent})


def _special(concepts: Concepts) -> Iterator[Violation]:
    parents = {concept.parent for concept in concepts}
    by_attribute: dict[str, list[PublishedConcept]] = {}
    for concept in concepts:
        by_attribute.setdefault(concept.attribute, []).append(concept)
    for attribute, words in by_attribute.items():
        # At the end, so that "not recorded" is never read as a step of the scale.
        codes = [word.code for word in words]
        expected = SPECIAL if attribute in CONDITIONS else []
        is_last = (
            [code for code in codes if code in SPECIAL] == expected == codes[len(codes) - len(expected) :]
        )
        alone = all(
            word.parent is None and word.number not in parents for word in words if word.code in SPECIAL
        )
        if not is_last or not alone:
            yield Violation(Fault.SPECIAL_WRONG, {"attribute": attribute})


def _texts(published: Published) -> Iterator[tuple[int, str, str]]:
    """(concept, field, text) of all that can be read; 0 for a word that is no concept."""
    for concept in published.concepts:
        for field in ("attribute", "code", "label_nl", "label_en", "display_nl", "display_en"):
            yield concept.number, field, getattr(concept, field)
        for field in ("synonyms_nl", "synonyms_en"):
            yield from ((concept.number, field, text) for text in getattr(concept, field))
    yield from ((title.occupation, "title", title.title) for title in published.titles)
    yield from ((0, "search word", word.word) for word in published.search_words)
    yield from ((0, "refused word", word.word) for word in published.refused_words)
