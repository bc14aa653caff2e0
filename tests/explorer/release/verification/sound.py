"""A release that keeps its promise, as arrays, and ways to break it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np

from explorer.release.verification.findings import Kind
from explorer.release.verification.published import Concept, Published, Rows, Vocabulary
from explorer.release.verification.verify import verify
from tests.factories.releases import PLACES, Fact, Word, close, special

EDUCATION = (
    Word("education", "mbo", "Mbo"),
    Word("education", "mbo-1", "Mbo 1", "mbo"),
    Word("education", "mbo-2", "Mbo 2", "mbo"),
    Word("education", "basis", "Basisonderwijs"),
)
WORK = (
    Word("licence", "B", "B (auto)"),
    Word("licence", "T", "T (trekker)"),
    Word("task", "logistiek", "Magazijn en logistiek"),
    Word("task", "orderpicken", "Orderpicken", "logistiek"),
    Word("task", "groen", "Groen"),
    Word("skill", "scannen", "Scanner gebruiken"),
    Word("skill", "sorteren", "Sorteren"),
    Word("language", "nld", "Nederlands"),
)
WORDS = (*PLACES, *EDUCATION, *WORK, *special("place", "education", "licence"))
PLACE_OF = {word.fact: place for place, word in enumerate(WORDS)}
VENLO, VENRAY, BERGEN = (("place", code) for code in ("GM0983", "GM0984", "GM0893"))
MBO, BASIS = ("education", "mbo"), ("education", "basis")
FREE: tuple[Fact, ...] = (
    ("education", "mbo-1"),
    ("licence", "B"),
    ("task", "orderpicken"),
    ("skill", "scannen"),
    ("skill", "sorteren"),
    ("language", "nld"),
)
POLICY = {"k": 3, "m": 2, "floor": 6, "class_attributes": ["place", "education"]}

Row = tuple[int, Sequence[int]]


def facts(*held: Fact) -> list[int]:
    """Numbers of these facts and of what stands above them."""
    return close(WORDS, held)


def every_choice(key: Sequence[Fact], free: Sequence[Fact]) -> list[Row]:
    """A person for each choice of the free facts, so that all combinations are equally common."""
    return [(1, facts(*key, *chosen)) for size in range(len(free) + 1) for chosen in combinations(free, size)]


def sound_rows(seed: int = 1) -> list[Row]:
    """Two classes of 64 and 32 people, in shuffled order; any pair is held by eight at least."""
    rows = every_choice((VENLO, MBO), FREE) + every_choice((VENRAY, BASIS), FREE[1:])
    Random(seed).shuffle(rows)
    return rows


def release(rows: Iterable[Row], *, words: Sequence[Word] = WORDS, **policy: object) -> Published:
    """A release of these rows by the policy above, or another where given."""
    given = list(rows)
    return Published(
        number=1,
        policy={**POLICY, **policy},
        counts={"rows": len(given)},
        declared_hash="same",
        computed_hash="same",
        vocabulary=Vocabulary(tuple(concepts(words))),
        rows=packed(given),
    )


def concepts(words: Sequence[Word]) -> Iterable[Concept]:
    number = {word.fact: place for place, word in enumerate(words)}
    for place, word in enumerate(words):
        parent = number[word.attribute, word.parent] if word.parent else None
        yield Concept(place, word.attribute, word.code, word.label, word.label, word.synonyms, (), parent)


def packed(rows: Sequence[Row]) -> Rows:
    lengths = [len(held) for _, held in rows]
    return Rows(
        number=np.arange(len(rows)),
        people=np.array([people for people, _ in rows], dtype=np.int64),
        indptr=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        facts=np.array([fact for _, held in rows for fact in held], dtype=np.int32),
    )


def kinds(published: Published) -> set[Kind]:
    """What the verifier names."""
    return {violation.kind for violation in verify(published).violations}


def changed(rows: Sequence[Row], row: int, change: Callable[[int, list[int]], Row]) -> list[Row]:
    """The rows with one of them changed."""
    people, held = rows[row]
    return [*rows[:row], change(people, list(held)), *rows[row + 1 :]]


def renamed(published: Published, place: int, **fields: object) -> Published:
    """The release with one concept changed."""
    words = list(published.vocabulary.concepts)
    words[place] = words[place]._replace(**fields)
    return replace(published, vocabulary=Vocabulary(tuple(words)))
