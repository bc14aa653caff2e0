"""Reads typed words as concepts of a release, or says that it does not know them.

A ladder: as written, by the same roots, as the beginning of a name, by one misspelling,
by the longest known phrase. The first step that answers counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass

from explorer.release.models import RefusedWord, SearchWord, Title
from explorer.release.vocabulary import Vocabulary
from explorer.words.equivalents import SMALL_WORDS
from explorer.words.hours import bands_of, bands_touched, hours_in
from explorer.words.lexicon import Lexicon, Name, Source
from explorer.words.meaning import Meaning, Meanings
from explorer.words.normalise import Words, compact, normalise
from explorer.words.reading import LadderStep, Reading
from explorer.words.roots import Way
from explorer.words.spelling import misspelt, nearest
from explorer.words.stem import stem
from explorer.words.suggest import Suggester, Suggestion

# A known word at the end of a longer one says what people do: "ziekenhuisschoonmaker".
SHORTEST_HEAD = 6
SHORTEST_BEFORE_HEAD = 3
SHORTEST_IN_PHRASE = 2
# Beside other words a short one is more often another word than a misspelling.
SHORTEST_CORRECTED_BESIDE = 8
NEAREST = 3


@dataclass(frozen=True)
class FoundConcepts:
    """A meaning, by which step, what a misspelling was corrected to, and whether small words take part."""

    step: LadderStep
    meaning: Meaning
    corrected: str = ""
    is_whole: bool = False


class WordMatcher:
    """The words of one release, ready to be read. Built once a process and release, then read only."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        titles: Iterable[Title],
        search_words: Iterable[SearchWord],
        refused_words: Iterable[RefusedWord],
        at_least: Mapping[int, int],
    ) -> None:
        """`at_least` is the number of each concept in the widest area; one without it has no people."""
        self._lexicon = Lexicon(vocabulary, titles, search_words)
        self._meanings = Meanings(vocabulary, at_least)
        self._places = self._meanings.places(self._lexicon.names)
        self._suggester = Suggester(vocabulary, self._lexicon, at_least)
        self._hours = {concept.code: concept for concept in vocabulary.of("hours")}
        self._bands = bands_of(self._hours)
        self._refused = {tuple(normalise(row.word).split()): str(row.reason) for row in refused_words}
        self._longest_refused = max(map(len, self._refused), default=0)
        self._guesses = True

    def without_guesses(self) -> "WordMatcher":
        """The same words for long texts: no misspellings, no beginnings of names, nothing like it."""
        # A shallow copy: the words are shared, only the flag differs.
        sure = copy(self)
        sure._guesses = False
        return sure

    def read(self, text: str, language: str = "nl") -> tuple[Reading, ...]:
        """What each part of a text means, in the order in which it was typed; never raises."""
        words = Words.of(text)
        if not words:
            return ()
        known_title = len(words) > 1 and any(
            map(self._lexicon.is_work, self._lexicon.written(words.spelling))
        )
        return tuple(self._read(words) if known_title else self._allowed(words))

    def read_place(self, text: str) -> tuple[int, ...]:
        """Municipalities and regions with a name, else with one that it may be a misspelling of.

        A place and nothing else: *Leek* is no vegetable here. Of a region and a municipality
        with one name the municipality is meant; several of one name are all given.
        """
        words = Words.of(text)
        for spelling in (words.spelling, words.trimmed.spelling):
            if places := self._places.get(compact(spelling)):
                return places
        near = misspelt(compact(words.spelling), tuple(self._places))
        return self._places[near[0][1]] if near else ()

    def suggest(self, text: str, language: str = "nl", limit: int = 10) -> list[Suggestion]:
        """Work to choose during typing: tasks, then skills, then occupations."""
        return self._suggester.suggest(text, language, limit)

    def suggest_places(self, text: str, language: str = "nl", limit: int = 10) -> list[Suggestion]:
        """Places to choose during typing."""
        return self._suggester.suggest_places(text, language, limit)

    def _allowed(self, words: Words) -> Iterator[Reading]:
        """Refused words are found first; what is left is read."""
        for start in range(len(words)):
            for end in range(min(len(words), start + self._longest_refused), start, -1):
                reason = self._refused.get(words.normal[start:end])
                # Found before anything else, so that a refused word is never a part of a known name.
                if reason:
                    yield from self._beside(words[:start])
                    yield Reading(words[start:end].text, LadderStep.REFUSED, refused=reason)
                    yield from self._allowed(words[end:])
                    return
        for wish in words.wishes():
            yield from self._read(wish)

    def _read(self, words: Words, *, alone: bool = True) -> Iterator[Reading]:
        """Hours first, then the whole, then its longest known phrase and what is beside that."""
        if not words:
            return
        # Looking for hours in each text would cost more than it finds.
        if words.has_number and (hours := self._read_hours(words)) is not None:
            start, end, reading = hours
            yield from self._beside(words[:start])
            yield reading
            yield from self._beside(words[end:])
            return
        # A name may consist of small words only.
        if words.says_nothing and not self._lexicon.written(words.spelling):
            if words.typed:
                yield from self._unknown(words)
            return
        if (found := self._found(words, alone=alone) or self._corrected(words, alone=alone)) is not None:
            yield _reading(words, found)
            return
        if len(words) > 1 and (phrase := self._longest_phrase(words)) is not None:
            start, end, found = phrase
            yield from self._beside(words[:start])
            yield _reading(words[start:end], found)
            yield from self._beside(words[end:])
            return
        if len(words) == 1 and (found := self._head(words.spelling)) is not None:
            yield _reading(words, found)
            return
        yield from self._unknown(words)

    def _beside(self, words: Words) -> Iterator[Reading]:
        """Small words beside a known phrase are no wish."""
        if not words.says_nothing:
            yield from self._read(words, alone=False)

    def _unknown(self, words: Words) -> Iterator[Reading]:
        if not self._guesses:
            yield Reading(words.trimmed.text, LadderStep.UNKNOWN)
            return
        key = compact(words.spelling)
        near: dict[tuple[int, ...], str] = {}
        for known in nearest(key, self._lexicon.spelled, limit=NEAREST * 4):
            names = [name for name in self._lexicon.written(known) if self._lexicon.is_work(name)]
            meaning = self._meanings.of(names)
            if meaning and meaning.concepts:
                near.setdefault(meaning.concepts, names[0].text)
        yield Reading(words.trimmed.text, LadderStep.UNKNOWN, nearest=tuple(near.values())[:NEAREST])

    def _read_hours(self, words: Words) -> tuple[int, int, Reading] | None:
        match = hours_in(words.spelling)
        codes = bands_touched(match, self._bands) if match else ()
        if not match or not codes:
            return None
        start = words.spelling[: match.start()].count(" ")
        end = start + len(match[0].split())
        chosen = tuple(self._hours[code].number for code in codes)
        return start, end, Reading(words[start:end].text, LadderStep.EXACT, chosen)

    def _found(self, words: Words, *, alone: bool = True) -> FoundConcepts | None:
        """The first step that answers for a text as a whole, corrections left out."""
        normal = words.spelling
        whole = self._lexicon.written(normal)
        written = whole or self._lexicon.written(words.trimmed.spelling)
        if (meaning := self._meanings.of(written)) is not None:
            return FoundConcepts(
                LadderStep.TITLE if meaning.is_title else LadderStep.EXACT, meaning, is_whole=bool(whole)
            )
        ways = self._lexicon.roots.of(normal)
        for way, roots in zip(Way, ways, strict=True):
            names = self._lexicon.of_roots(way, roots)
            if way in (Way.SAME, Way.WORK):
                # So far from what was written a word of the table is one name among others,
                names = [name for name in names if name.source is not Source.SEARCH_WORD] or names
            if way is Way.WORK:
                # and what has the name goes before what only asks for it.
                names = [name for name in names if not name.is_title] or names
            meaning = self._meanings.of(names, sure=False)
            if meaning is not None and (meaning.concepts or way is Way.STEMS):
                return FoundConcepts(LadderStep.ROOT, meaning)
        roots = ways[Way.WORK] if self._guesses else ()
        meaning = self._beginning(roots, alone=alone) if roots else None
        # A task or skill may have several words in its names together; one word is in too many of them.
        if meaning is None and len(roots) > 1:
            numbers = self._lexicon.covering(frozenset(roots))
            names = [Name("", "", "nl", Source.LABEL, (number,)) for number in numbers]
            meaning = self._meanings.of(names, sure=False)
        if meaning is not None:
            return FoundConcepts(LadderStep.BEGINS, meaning)
        if (meaning := self._meanings.of_exact(written)) is not None:
            return FoundConcepts(LadderStep.EXACT, meaning, is_whole=bool(whole))
        return None

    def _beginning(self, roots: tuple[str, ...], *, alone: bool) -> Meaning | None:
        """Names that begin with the words, else that have them all; the shortest, and titles last."""
        found = self._lexicon.containing(roots)
        # A single word must be the beginning of a name; several may be anywhere in it.
        for begins in (True, False)[: len(roots)]:
            for titles in (False, True)[: 1 + alone]:
                some = [
                    (beside, name)
                    for beside, first, name in found
                    if first >= begins and name.is_title == titles
                ]
                least = min((beside for beside, _ in some), default=0)
                names = [name for beside, name in some if beside == least]
                if (
                    names
                    and (meaning := self._meanings.of(names, sure=False)) is not None
                    and meaning.concepts
                ):
                    return meaning
        return None

    def _corrected(self, words: Words, *, alone: bool) -> FoundConcepts | None:
        """Sure only when every nearest spelling leads to the same."""
        key = compact(words.spelling)
        if not self._guesses or (len(key) < SHORTEST_CORRECTED_BESIDE and not alone):
            return None
        near = misspelt(key, self._lexicon.spelled)
        if not near:
            roots = misspelt(stem(key), self._lexicon.spelled_roots)
            near = [(edits, self._lexicon.key_of_root[root]) for edits, root in roots]
        near = [(edits, known) for edits, known in near if edits == 1 or self._has_words_of(known, words)]
        best = [known for edits, known in near if edits == near[0][0]]
        meanings = {known: self._meanings.of(self._lexicon.written(known)) for known in best}
        sure = {meaning for meaning in meanings.values() if meaning is not None}
        # A wrong correction is worse than none: the visitor would not see that another word was searched.
        if len({meaning.concepts for meaning in sure}) != 1:
            return None
        known = next(known for known, meaning in meanings.items() if meaning in sure)
        return FoundConcepts(LadderStep.SPELLING, next(iter(sure)), self._lexicon.written(known)[0].text)

    def _has_words_of(self, known: str, words: Words) -> bool:
        """Whether a name has the words of a text one by one, each as written or misspelt."""
        for name in self._lexicon.written(known):
            pairs = list(zip(words.normal, name.normal.split(), strict=False))
            if len(pairs) == len(words) == len(name.normal.split()) and all(
                typed == said or misspelt(typed, (said,)) for typed, said in pairs
            ):
                return True
        return False

    def _longest_phrase(self, words: Words) -> tuple[int, int, FoundConcepts] | None:
        """Place and meaning of the longest known run of words; of equals the surest, then the first."""
        for length in range(len(words) - 1, 0, -1):
            runs = ((start, words[start : start + length]) for start in range(len(words) - length + 1))
            known = [
                (start, found)
                for start, run in runs
                if not run.says_nothing and (found := self._found_in_phrase(run)) is not None
            ]
            if known:
                start, found = min(known, key=lambda each: (list(LadderStep).index(each[1].step), each[0]))
                return start, start + length, found
        return None

    def _found_in_phrase(self, run: Words) -> FoundConcepts | None:
        if len(run.spelling) < SHORTEST_IN_PHRASE:
            return None
        # The same run without them is tried as well.
        if run.normal[0] in SMALL_WORDS or run.normal[-1] in SMALL_WORDS:
            return None
        found = self._found(run, alone=False)
        if found is None and len(run) == 1:
            found = self._corrected(run, alone=False) or self._head(run.spelling)
        return found

    def _head(self, word: str) -> FoundConcepts | None:
        """The longest known work at the end of an unknown compound."""
        for start in range(SHORTEST_BEFORE_HEAD, len(word) - SHORTEST_HEAD + 1):
            names = [name for name in self._lexicon.written(word[start:]) if self._lexicon.is_work(name)]
            if (meaning := self._meanings.of(names)) is not None:
                return FoundConcepts(LadderStep.PHRASE, meaning)
        return None


def _reading(words: Words, found: FoundConcepts) -> Reading:
    meaning = found.meaning
    return Reading(
        words.text if found.is_whole else words.trimmed.text,
        found.step,
        meaning.concepts,
        meaning.alternatives,
        found.corrected,
        known_without_people=not meaning.concepts,
    )
