"""DuckDB, in memory: one row a person, one column of lists for each facet."""

import duckdb
import numpy as np

from tests.bench.search.asked import Asked, Wish
from tests.bench.search.task import FIRST, Answer, Engine, counts_of


class Duck(Engine):
    """A table of people and a temporary view of them for each search."""

    def build(self) -> None:
        self._database = duckdb.connect()
        told = {"person": self.profiles.holders, "concept": self.profiles.facts}
        assert isinstance(told["person"], np.ndarray)  # DuckDB reads arrays by the name of the variable
        self._database.execute("CREATE TEMP TABLE facts AS SELECT * FROM told")
        words = self.profiles.words
        self._spans = {name: words.span(name) for name in dict.fromkeys(word.attribute for word in words)}
        columns = ", ".join(
            f"list(concept) FILTER (concept BETWEEN {span.start} AND {span.stop - 1}) AS {name}"
            for name, span in self._spans.items()
        )
        self._database.execute(
            f"CREATE TABLE people AS SELECT person, {columns} FROM facts GROUP BY person ORDER BY person"
        )
        self._database.execute("DROP TABLE facts")

    def ask(self, asked: Asked) -> Answer:
        wished = [wish.attribute for wish in asked.wishes]
        matching = _where(asked.wishes)
        pairs = self._counts([name for name in self._spans if name not in wished], matching)
        for place, wish in enumerate(asked.wishes):
            others = _where(asked.wishes[:place] + asked.wishes[place + 1 :])
            pairs += self._counts([wish.attribute], others)
        (hits,), *_ = self._rows(f"SELECT count(*) FROM people{matching}")
        first = self._rows(f"SELECT person FROM people{matching} ORDER BY person LIMIT {FIRST}")
        return Answer(hits, counts_of(pairs, self.profiles.words), [person for (person,) in first])

    def _counts(self, attributes: list[str], matching: str) -> list[tuple[int, int]]:
        told = f"SELECT unnest(list_concat({', '.join(attributes)}, [])) AS concept FROM people{matching}"
        return self._rows(f"SELECT concept, count(*) FROM ({told}) GROUP BY concept")

    def _rows(self, statement: str) -> list[tuple[int, int]]:
        return self._database.execute(statement).fetchall()


def _where(wishes: tuple[Wish, ...]) -> str:
    held = (f"list_has_any({wish.attribute}, {list(wish.options)})" for wish in wishes)
    return f" WHERE {' AND '.join(held)}" if wishes else ""
