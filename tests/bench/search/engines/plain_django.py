"""What a plain Django project does: normalised tables, django-filter, and counts by GROUP BY."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from explorer.search.facets import BY_ATTRIBUTE
from tests.bench.search.asked import Asked
from tests.bench.search.engines.copying import binary
from tests.bench.search.plain.filters import counts, matching
from tests.bench.search.plain.models import Person, Word
from tests.bench.search.task import FIRST, Answer, Engine, counts_of


class PlainDjango(Engine):
    """Django's own models on PostgreSQL."""

    slow_from = 1_000_000

    def build(self) -> None:
        # Indexes and constraints are made when the editor is left: after the rows, which is quicker.
        with connection.schema_editor() as editor:
            for model in (Word, Person):
                editor.create_model(model)
            Word.objects.bulk_create(
                Word(word.number, BY_ATTRIBUTE[word.attribute].name, word.code, word.label_nl)
                for word in self.profiles.words
            )
            self._copy(f"{Person._meta.db_table} (id)", binary([np.arange(len(self.profiles))]))
            held = [self.profiles.holders, self.profiles.facts]
            self._copy(f"{Person.words.through._meta.db_table} (person_id, word_id)", binary(held))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def read(self, asked: Asked) -> QueryDict:
        """Options by their key, as django-filter has them when nobody says otherwise."""
        return QueryDict(asked.by_key)

    def ask(self, asked: QueryDict) -> Answer:
        found = matching(asked)
        first = found.order_by("id").values_list("id", flat=True)[:FIRST]
        return Answer(found.count(), counts_of(list(counts(asked)), self.profiles.words), list(first))

    def work(self, asked: Any) -> Mapping[str, int]:
        """SQL statements."""
        with CaptureQueriesContext(connection) as captured:
            self.ask(asked)
        return {"SQL statements": len(captured)}

    def stored(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0]

    def _copy(self, table: str, parts: Iterable[bytes]) -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
            for part in parts:
                copy.write(part)
