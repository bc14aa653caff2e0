"""The words a profile form offers: short lists in full, long lists by what is typed."""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from profiles.vocabulary.attributes import BY_NAME, CHOSEN
from profiles.vocabulary.matching import Matcher
from profiles.vocabulary.models import Concept

BETWEEN_WORDS = re.compile(r"[,;\n]+")
# In full in every form: the short lists, and of the long ones those that are also chosen by clicking.
SHORT = [
    attribute.name for attribute in CHOSEN if not attribute.long or attribute.name in {"task", "language"}
]
OFFERED = 8


@dataclass(frozen=True)
class Unclear:
    """A typed word without a certain meaning in the list, and what it may mean."""

    word: str
    nearest: tuple[Concept, ...]


class WordBook:
    """The concepts of one form: all short lists, and of the long ones those already in hand."""

    def __init__(self, in_hand: Mapping[str, Iterable[str]], *, on: datetime.date) -> None:
        """`in_hand` are codes per attribute, chosen or stored; `on` decides what may still be chosen."""
        self.on = on
        wanted = Q(attribute__in=SHORT)
        for attribute, codes in in_hand.items():
            # A NUL in a statement is an error of PostgreSQL, and would be an error of the page.
            wanted |= Q(attribute=attribute, code__in=[code for code in codes if "\0" not in code])
        found = Concept.objects.filter(wanted).select_related("parent")
        self._concepts = {(concept.attribute, concept.code): concept for concept in found}
        # A heading is no answer: it is offered only as the name of its group.
        self._above = {concept.parent_id for concept in self._concepts.values()}

    def find(self, attribute: str, code: str) -> Concept | None:
        """The concept with a code, when the form knows it."""
        return self._concepts.get((attribute, code))

    def of(self, attribute: str) -> list[Concept]:
        """All concepts of an attribute that the form knows, in their order."""
        found = [concept for (name, _code), concept in self._concepts.items() if name == attribute]
        return sorted(found, key=lambda concept: (concept.position, concept.code))

    def choosable(self, attribute: str, code: str, *, held: Collection[str]) -> Concept | None:
        """The concept with a code when it may be chosen: it is in force, or it was chosen already."""
        concept = self.find(attribute, code)
        if concept and (code in held or concept.is_valid(on=self.on)):
            return concept
        return None

    def groups(self, attribute: str, *, held: Collection[str]) -> list[tuple[str, list[Concept]]]:
        """The options of a short list under the names of their groups; groups only when chosen already."""
        options = [
            concept
            for (name, code), concept in self._concepts.items()
            if name == attribute
            # What the profile has already stays to be chosen, also where it ended since.
            and (code in held or (concept.is_valid(on=self.on) and concept.pk not in self._above))
        ]
        options.sort(key=lambda concept: (concept.position, concept.code))
        grouped: dict[str, list[Concept]] = defaultdict(list)
        for concept in options:
            grouped[concept.parent.label if concept.parent else ""].append(concept)
        return list(grouped.items())

    def remember(self, concept: Concept) -> None:
        """Know a concept that was found by its words."""
        self._concepts[concept.attribute, concept.code] = concept


def matcher_for(attribute: str, *, on: datetime.date) -> Matcher:
    """The words of one attribute that may be chosen on a date."""
    concepts = Concept.objects.of(attribute).valid(on=on).select_related("parent")
    return Matcher(concepts.order_by("position", "code"))


def split_words(text: str) -> list[str]:
    """What was typed in a field for several words, parted by commas."""
    return [word.strip() for word in BETWEEN_WORDS.split(text) if word.strip()]


def resolve(
    text: str, *, attribute: str, picked: Collection[str], on: datetime.date
) -> tuple[list[Concept], list[Unclear]]:
    """Concepts that typed words mean, and the words that are unclear.

    `picked` are the codes just ticked: a word that led to one of those has done its work.
    """
    words = split_words(text)
    if not words:
        return [], []
    matcher = matcher_for(attribute, on=on)
    found, unclear = [], []
    for word in words:
        nearest = tuple(suggestion.concept for suggestion in matcher.suggest(word, limit=OFFERED))
        if any(concept.code in picked for concept in nearest):
            continue
        if concept := matcher.match(word).concept:
            found.append(concept)
        else:
            unclear.append(Unclear(word, nearest))
    return found, unclear


def label_of(attribute: str) -> str:
    """The name of an attribute, as above its field."""
    return str(BY_NAME[attribute].label)
