"""The roots of a text, in four ways from near to far: what makes *hulp in de keuken* and *keukenhulp* one."""

from collections.abc import Iterable
from enum import IntEnum

from explorer.words.equivalents import (
    NO_PARTS,
    SAID_ROOTS,
    SMALL_WORDS,
    WHOLE_ROOTS,
    WORK_ROOTS,
    same_root,
)
from explorer.words.stem import split_compound, stem

SHORTEST_COMPOUND = 6
SHORT_PART = 3


class Way(IntEnum):
    """How far from what was written."""

    STEMS = 0
    PARTS = 1
    SAME = 2
    WORK = 3


class Roots:
    """Cuts texts by the words of one vocabulary; built once, then read only."""

    def __init__(self, words: Iterable[str]) -> None:
        own = {word for word in words if word.isalpha() and word not in SMALL_WORDS | NO_PARTS}
        self._parts = {stem(word) for word in own if len(word) > SHORT_PART} | WORK_ROOTS | SAID_ROOTS
        self._parts -= {stem(word) for word in NO_PARTS}
        self._short = {word for word in own if len(word) == SHORT_PART}
        self._cuts: dict[str, tuple[str, ...]] = {}

    def of(self, normal: str) -> tuple[tuple[str, ...], ...]:
        """The roots of a normalised text by each `Way`, in the order of its words; () for none."""
        words = [word for word in normal.split() if word not in SMALL_WORDS]
        stems = tuple(stem(word) for word in words)
        parts = tuple(root for word in words for root in self.cut(word))
        same = tuple(dict.fromkeys(last for root in parts for last in same_root(root)))
        work = tuple(root for root in same if root not in WORK_ROOTS)
        return stems, parts, same, work

    def cut(self, word: str) -> tuple[str, ...]:
        """The roots of the parts of one word."""
        root = stem(word)
        if len(word) < SHORTEST_COMPOUND or root in WHOLE_ROOTS or not word.isalpha():
            return (root,)
        return tuple(stem(part) for part in split_compound(word, self._parts, self._short))
