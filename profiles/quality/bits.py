"""What a word says of whoever holds it, as bits; and the bits of everybody, added up by the database."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from django.db import connections
from django.db.models import QuerySet
from numpy.typing import NDArray

from profiles.quality.fields import FIELDS
from profiles.quality.meaning import Meaning
from profiles.register.models import Profile, ProfileFact
from profiles.vocabulary.models import Concept

Mask = NDArray[np.bool_]
Key = TypeVar("Key", bound=Hashable)
Packed = NDArray[np.int64]
# What a word says goes along as an array that its number points into: nothing to join, nothing to sort,
# and half a second for two million facts. What the array does not reach adds nothing.
FACTS = """
SELECT fact.profile_id, {said} FROM {facts} fact WHERE fact.profile_id IN ({among}) GROUP BY fact.profile_id
"""


@dataclass(frozen=True)
class Bits:
    """By concept: a bit for its field, one for each wish it meets, one for each it is too general for."""

    width: int
    rows: Mapping[int, Mask]

    @classmethod
    def of(cls, meanings: Sequence[Meaning]) -> "Bits":
        """The bits of all words of the fields, those that ended as well; one statement."""
        width = len(FIELDS) + 2 * len(meanings)
        rows: dict[int, Mask] = {}
        for number, attribute in Concept.objects.filter(attribute__in=FIELDS).values_list("pk", "attribute"):
            rows[number] = np.zeros(width, dtype=np.bool_)
            rows[number][FIELDS.index(attribute)] = True
        for place, meaning in enumerate(meanings, start=len(FIELDS)):
            for number in meaning.meets:
                rows[number][place] = True
            for number in meaning.above:
                rows[number][place + len(meanings)] = True
        return cls(width, rows)

    def added(self, concepts: Iterable[int]) -> Mask:
        """What somebody says who holds these."""
        nothing = np.zeros(self.width, dtype=np.bool_)
        return np.logical_or.reduce([nothing, *(self.rows[each] for each in concepts)])

    def spread(self, keys: Sequence[Key], concepts: Callable[[Key], Iterable[int]]) -> Mask:
        """A row for each key, by the concepts that it stands for; each different key is looked at once."""
        place = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        rows = np.array([self.added(concepts(key)) for key in place], dtype=np.bool_).reshape(-1, self.width)
        return rows[[place[key] for key in keys]]

    def of_facts(self, among: QuerySet[Profile], profiles: NDArray[np.int64]) -> Mask:
        """A row for each of these primary keys, ascending, by the facts of the profile; one statement."""
        told = np.zeros((len(profiles), self.width), dtype=np.bool_)
        words = arrays(self.rows, width=self.width)
        scope, parameters = among.order_by().values("pk").query.sql_with_params()
        statement = FACTS.format(
            said=added_up("fact.concept_id", words), facts=ProfileFact._meta.db_table, among=scope
        )
        with connections[among.db].cursor() as cursor:
            cursor.execute(statement, [*words, *parameters])
            numbers, bits = unpacked(cursor.fetchall(), width=self.width)
        told[np.searchsorted(profiles, numbers)] = bits
        return told


def arrays(rows: Mapping[int, Mask], *, width: int) -> list[list[int]]:
    """What each word says, as the database is told: 64 bits in a list, at the place of the word's number."""
    said = np.zeros((max(rows, default=0), width), dtype=np.bool_)
    for number, row in rows.items():
        said[number - 1] = row
    return packed(said).T.tolist()


def added_up(number: str, words: Sequence[object]) -> str:
    """SQL that adds up what the words of a group say; it takes `words` as parameters."""
    return ", ".join(f"coalesce(bit_or((%s::bigint[])[{number}]), 0)" for _ in words)


def packed(rows: Mask) -> Packed:
    """Each row as whole numbers of 64 bits."""
    padded = np.pad(rows, ((0, 0), (0, -rows.shape[1] % 64)))
    return np.packbits(padded, axis=1, bitorder="little").view("<i8")


def unpacked(found: Sequence[Sequence[int]], *, width: int) -> tuple[NDArray[np.int64], Mask]:
    """From rows of a number and what is said under it: all numbers, and a row of bits for each."""
    table = np.array(found, dtype="<i8").reshape(len(found), 1 + -(-width // 64))
    said = np.ascontiguousarray(table[:, 1:]).view(np.uint8)
    return table[:, 0], np.unpackbits(said, axis=1, bitorder="little", count=width).astype(np.bool_)
