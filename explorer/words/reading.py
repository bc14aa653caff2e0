"""What was read in a typed text: the answer of the matcher."""

from dataclasses import dataclass
from enum import StrEnum


class LadderStep(StrEnum):
    """How a word was understood; the first that answers counts."""

    REFUSED = "refused"
    EXACT = "exact"
    TITLE = "title"
    ROOT = "root"
    BEGINS = "begins"
    SPELLING = "spelling"
    PHRASE = "phrase"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reading:
    """A part of a text, as it was typed, and what it means.

    `concepts` are concept numbers to search by, all of one facet group: several mean any of
    them. `alternatives` are others that it may mean. `corrected` is the word that was meant
    by a misspelling. `refused` is a reason of `RefusedWord.Reason`, "" for none. A word that is
    known, of work without people, has no concepts; an unknown one has up to three `nearest`.
    """

    text: str
    step: LadderStep
    concepts: tuple[int, ...] = ()
    alternatives: tuple[int, ...] = ()
    corrected: str = ""
    refused: str = ""
    known_without_people: bool = False
    nearest: tuple[str, ...] = ()
