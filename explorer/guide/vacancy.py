"""Which wishes the text of a vacancy has: parts that are surely read, nothing that may mean something else.

A search asks what was meant by a few words; here whole sentences are read, so a word is
kept only where the matcher is sure. Nothing of the text is kept.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from explorer.words.matcher import WordMatcher
from explorer.words.normalise import normalise
from explorer.words.reading import LadderStep, Reading

LONGEST_TEXT = 20_000
MOST_WISHES = 20
SURE = (LadderStep.EXACT, LadderStep.TITLE, LadderStep.ROOT, LadderStep.PHRASE)
# Where one wish ends and the next begins; numbers keep their points and commas.
BETWEEN = re.compile(
    r"[\r\n;:!?()•·|\"“”]+|[.,](?!\d)|\s[-–*/]\s|\b(?:and|of|or)\b|(?<!\d )\ben\b|\ben\b(?! \d)", re.I
)
DENIED = re.compile(r"\b(?:geen|niet|zonder|hoeft|no|not|without)\b", re.I)


def read_vacancy(matcher: WordMatcher, text: str, language: str = "nl") -> tuple[int, ...]:
    """Concept numbers of the wishes in a text, in the order of their first mention; at most `MOST_WISHES`."""
    found: dict[int, None] = {}
    sure = matcher.without_guesses()
    # Each once: a vacancy repeats itself, and reading is what takes the time.
    for part in dict.fromkeys(parts(text[:LONGEST_TEXT])):
        for reading in sure.read(part, language):
            if is_sure(reading):
                found.update(dict.fromkeys(reading.concepts))
    return tuple(found)[:MOST_WISHES]


def parts(text: str) -> Iterator[str]:
    """Pieces of a text that ask for one thing; one that says what is not needed is left out."""
    for sentence in re.split(r"[\r\n;!?•·]+|[.](?!\d)", text):
        # "No driving licence needed" is not a wish for one.
        if DENIED.search(sentence):
            continue
        yield from filter(str.strip, BETWEEN.split(sentence))


def is_sure(reading: Reading) -> bool:
    """Whether a reading is kept: a sure step, and no single word that vacancies use for other things."""
    if reading.step not in SURE or not reading.concepts:
        return False
    word = normalise(reading.text)
    # One word by its root, or as a part of a phrase, is too little in a sentence.
    return word not in GENERIC and (reading.step not in (LadderStep.ROOT, LadderStep.PHRASE) or " " in word)


# Words that say something of the job or the company far more often than of the person that is looked for.
GENERIC = frozenset(
    (Path(__file__).parent / "data" / "generic_words.txt").read_text(encoding="utf-8").split()
)
