"""Every name in a release and what it names: labels, synonyms, titles and the words of the tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from explorer.release.models import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    PublishedConcept,
    SearchWord,
    Title,
)
from explorer.release.shapes import ATTRIBUTES
from explorer.release.vocabulary import Vocabulary
from explorer.words.normalise import compact, normalise
from explorer.words.roots import Roots, Way
from explorer.words.stem import stem

OCCUPATION = "occupation"
# Attributes with words for work as their names; the words in these cut compounds.
WORK = ("task", "skill", OCCUPATION)
# Attributes with words of daily speech, which often mean something else: only by their exact name.
EXACT_ONLY = ("sector", "competence", "affinity", "direction")


class Source(IntEnum):
    """Where a name comes from; the lower counts first."""

    SEARCH_WORD = 0
    LABEL = 1
    TITLE = 2
    SYNONYM = 3


@dataclass(frozen=True)
class Name:
    """A way to call something. `concepts` are what it means, in order of importance.

    A name of a concept has that one; a title has its occupation first, then tasks and skills.
    """

    text: str
    normal: str
    language: str
    source: Source
    concepts: tuple[int, ...]

    @property
    def is_title(self) -> bool:
        """Whether it is known what the occupation of this name asks for."""
        return len(self.concepts) > 1 and self.source is not Source.SEARCH_WORD


class Lexicon:
    """The names of a release by how they are written and by their roots; read only."""

    def __init__(
        self, vocabulary: Vocabulary, titles: Iterable[Title], search_words: Iterable[SearchWord]
    ) -> None:
        self._vocabulary = vocabulary
        self.names = tuple(_names(vocabulary, titles, search_words))
        self._work = {concept.number for name in WORK for concept in vocabulary.of(name)}
        self.roots = Roots(
            word
            for name in self.names
            if name.language == "nl" and self.is_work(name)
            for word in name.normal.split()
        )
        self._written: dict[str, list[Name]] = defaultdict(list)
        self._by_roots: dict[tuple[Way, frozenset[str]], list[Name]] = defaultdict(list)
        self._containing: dict[str, list[tuple[frozenset[str], bool, Name]]] = defaultdict(list)
        self._bags: dict[int, set[str]] = defaultdict(set)
        for name in self.names:
            self._written[compact(name.normal)].append(name)
            if self.is_work(name):
                ways = self.roots.of(name.normal)
                for way, roots in zip(Way, ways, strict=True):
                    if roots:
                        self._by_roots[way, frozenset(roots)].append(name)
                roots = ways[Way.WORK] or ways[Way.SAME]
                for root in dict.fromkeys(roots):
                    self._containing[root].append((frozenset(roots), root == roots[0], name))
                # Several words together may describe a task or skill; of occupations they name another one.
                if self._vocabulary[name.concepts[0]].attribute != OCCUPATION:
                    self._bags[name.concepts[0]].update(roots)
        self.spelled = tuple(
            key for key, names in self._written.items() if len(key) > 3 and any(map(self.is_plain, names))
        )
        # Reversed, so that of equal roots the first spelling stays.
        self.key_of_root = {stem(key): key for key in reversed(self.spelled)}
        self.spelled_roots = tuple(self.key_of_root)

    def is_work(self, name: Name) -> bool:
        """Whether a name is of a task, skill or occupation, or leads to one."""
        return name.concepts[0] in self._work

    def is_plain(self, name: Name) -> bool:
        """Whether a name may be meant by more than its exact spelling."""
        return self._vocabulary[name.concepts[0]].attribute not in EXACT_ONLY

    def written(self, normal: str) -> list[Name]:
        """Names written so, with or without spaces."""
        return self._written.get(compact(normal), [])

    def of_roots(self, way: Way, roots: Iterable[str]) -> list[Name]:
        """Names with exactly these roots, in any order."""
        return self._by_roots.get((way, frozenset(roots)), [])

    def containing(self, roots: tuple[str, ...]) -> list[tuple[int, bool, Name]]:
        """(number of other roots, whether it begins with the first, name) of names that have all of these."""
        wanted = frozenset(roots)
        return [
            (len(own) - len(wanted), begins, name)
            for own, begins, name in self._containing.get(roots[0], [])
            if wanted < own
        ]

    def covering(self, roots: frozenset[str]) -> list[int]:
        """Tasks and skills that have all these roots in their names together."""
        return [number for number, bag in self._bags.items() if roots <= bag]


def _names(
    vocabulary: Vocabulary, titles: Iterable[Title], search_words: Iterable[SearchWord]
) -> Iterator[Name]:
    for row in search_words:
        yield from _name(row.word, row.language, Source.SEARCH_WORD, tuple(row.concepts))
    of_occupation: dict[int, tuple[int, ...]] = {}
    for title in titles:
        concepts = (title.occupation, *title.concepts)
        # A title without a name of its own adds its tasks to the occupation.
        if title.title:
            yield from _name(title.title, "nl", Source.TITLE, concepts)
        else:
            of_occupation[title.occupation] = concepts
    for attribute in ATTRIBUTES:
        for concept in vocabulary.of(attribute):
            # "Not recorded" can be ticked and never typed: the word means too much else.
            if concept.code not in (NOT_RECORDED, NOT_APPLICABLE):
                yield from _names_of(concept, of_occupation.get(concept.number, (concept.number,)))
    # A letter alone is hardly ever a licence in a sentence; behind the word it is.
    for concept in (each for each in vocabulary.of("licence") if each.parent is not None):
        for language, word in (("nl", "rijbewijs"), ("en", "driving licence"), ("en", "licence")):
            for text in (f"{word} {concept.code}", f"{concept.code} {word}", f"{concept.code}-{word}"):
                yield from _name(text, language, Source.SYNONYM, (concept.number,))


def _names_of(concept: PublishedConcept, concepts: tuple[int, ...]) -> Iterator[Name]:
    labels = (
        ("nl", concept.label_nl),
        ("nl", concept.display_nl),
        ("en", concept.label_en),
        ("en", concept.display_en),
    )
    # A synonym is often the label once more in other signs.
    seen: set[tuple[str, str]] = set()
    for source, words in (
        (Source.LABEL, labels),
        (
            Source.SYNONYM,
            (
                *(("nl", word) for word in concept.synonyms_nl),
                *(("en", word) for word in concept.synonyms_en),
            ),
        ),
    ):
        for language, text in words:
            for name in _name(text, language, source, concepts):
                if (name.normal, language) not in seen:
                    seen.add((name.normal, language))
                    yield name


def _name(text: str, language: str, source: Source, concepts: tuple[int, ...]) -> Iterator[Name]:
    if concepts and (normal := normalise(text)):
        yield Name(text, normal, language, source, concepts)
