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
# The words go along as a table, so that a fact is looked up and added where it lies. The zero keeps the
# planner from walking all facts in the order of an index: five times as slow at two million of them.
FACTS = """
SELECT fact.profile_id, bit_or(word.bits::bit({width}))::text
FROM {facts} fact
JOIN unnest(%s::bigint[], %s::text[]) AS word (concept, bits) ON word.concept = fact.concept_id + 0
WHERE fact.profile_id IN ({among})
GROUP BY fact.profile_id
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
        numbers, texts = self._read(among)
        if len(numbers):
            told[np.searchsorted(profiles, numbers)] = read_texts(texts, width=self.width)
        return told

    def _read(self, among: QuerySet[Profile]) -> tuple[Sequence[int], Sequence[str]]:
        scope, parameters = among.order_by().values("pk").query.sql_with_params()
        statement = FACTS.format(width=self.width, facts=ProfileFact._meta.db_table, among=scope)
        words = [as_text(row) for row in self.rows.values()]
        with connections[among.db].cursor() as cursor:
            cursor.execute(statement, [list(self.rows), words, *parameters])
            found = cursor.fetchall()
        return [number for number, _ in found], [bits for _, bits in found]


def as_text(row: Mask) -> str:
    """Bits as the database reads them: zeroes and ones."""
    return (row + ord("0")).astype(np.uint8).tobytes().decode()


def read_texts(texts: Iterable[str], *, width: int) -> Mask:
    """A row of bits for each text."""
    return np.frombuffer("".join(texts).encode(), dtype=np.uint8).reshape(-1, width) == ord("1")
