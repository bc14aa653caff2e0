"""The vocabulary as a Sonar export names it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explorer.words.normalise import normalise
from profiles.vocabulary.matching import Matcher
from profiles.vocabulary.models import Concept

# Words of Sonar's own list, by the code of the vocabulary. Mbo without a level is the band: more is not said.
EDUCATION = {
    "basisonderwijs": "basisonderwijs",
    "praktijkonderwijs": "praktijkonderwijs",
    "vso": "praktijkonderwijs",
    "vmbo": "vmbo",
    "mbo": "mbo",
    "havo": "havo-vwo",
    "vwo": "havo-vwo",
    "hbo": "hbo",
    "bachelor": "hbo",
    "hbo bachelor": "hbo",
    "wo": "wo",
    "master": "wo",
    "wo master": "wo",
}
TRANSPORT = {
    "auto": "auto",
    "bromfiets": "bromfiets",
    "scooter": "bromfiets",
    "fiets": "fiets",
    "motor": "motor",
    "ov": "ov",
    "openbaar vervoer": "ov",
}
# Levels 2 to 4; 1 is none and 0 unknown.
LEVELS = {2: "redelijk", 3: "goed", 4: "uitstekend"}
SPEAKING = "nld-spreken"
WRITING = "nld-schrijven"
SECTOR_UNKNOWN = "99999"


@dataclass
class WordList:
    """Concepts of one attribute by code, by Sonar's own words and by any word of the vocabulary."""

    by_code: dict[str, int] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    _own: dict[str, int] = field(default_factory=dict)
    _any: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, concepts: Iterable[Concept], own: Mapping[str, str] | None = None) -> "WordList":
        """A list of these concepts; `own` are words of Sonar by code."""
        words = cls()
        for concept in concepts:
            words.by_code[concept.code] = concept.pk
            words.labels[concept.pk] = concept.label_nl
            words.parents[concept.pk] = concept.parent_id
            for word in (concept.code, concept.label_nl, *concept.synonyms_nl):
                words._any[normalise(word)].add(concept.pk)
        words._own = {
            word: words.by_code[code] for word, code in (own or {}).items() if code in words.by_code
        }
        return words

    def own(self, text: str) -> int | None:
        """The concept of a word that Sonar uses itself."""
        return self._own.get(normalise(text))

    def certain(self, text: str) -> int | None:
        """The concept of a word, if exactly one has it as code, label or synonym."""
        found = self._any.get(normalise(text), set())
        return next(iter(found)) if len(found) == 1 else None


@dataclass(frozen=True)
class SonarWords:
    """What an import looks words up in."""

    municipalities: WordList
    regions: WordList
    education: WordList
    sectors: WordList
    licences: WordList
    transport: WordList
    languages: WordList
    occupations: Matcher


def load_words(*, on: datetime.date) -> SonarWords:
    """The vocabulary as it holds on a day."""
    valid = Concept.objects.valid(on=on)
    return SonarWords(
        municipalities=WordList.of(valid.of("place").exclude(parent=None)),
        regions=WordList.of(valid.of("place").filter(parent=None)),
        education=WordList.of(valid.of("education"), EDUCATION),
        sectors=WordList.of(valid.of("sector")),
        licences=WordList.of(valid.of("licence").exclude(parent=None)),
        transport=WordList.of(valid.of("transport"), TRANSPORT),
        languages=WordList.of(valid.of("language").filter(code__startswith="nld-")),
        occupations=Matcher(valid.of("occupation")),
    )
