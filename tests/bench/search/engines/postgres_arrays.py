"""PostgreSQL with the facts of a person in one array, behind a GIN index of intarray."""

import os

import psycopg

from tests.bench.search.asked import Asked, Wish
from tests.bench.search.task import FIRST, Answer, Engine, counts_of

TABLE = """
DROP TABLE IF EXISTS people;
CREATE EXTENSION IF NOT EXISTS intarray;
CREATE TABLE people (person integer PRIMARY KEY, facts integer[] NOT NULL);
"""
INDEX = "CREATE INDEX ON people USING gin (facts gin__int_ops)"


class PostgresArrays(Engine):
    """One table."""

    slow_from = 1_000_000

    def build(self) -> None:
        self._database = psycopg.connect(os.environ["BENCH_DATABASE_URL"], autocommit=True)
        with self._database.transaction():
            self._database.execute(TABLE)
            self._fill()
            self._database.execute(INDEX)
        self._database.execute("VACUUM ANALYZE people")

    def _fill(self) -> None:
        names = [str(number) for number in range(len(self.profiles.words))]
        with self._database.cursor() as cursor, cursor.copy("COPY people FROM STDIN") as copy:
            for person, facts in self.profiles.lists():
                copy.write(f"{person}\t{{{','.join([names[fact] for fact in facts])}}}\n")

    def ask(self, asked: Asked) -> Answer:
        matching = _where(asked.wishes)
        pairs = self._rows(
            f"SELECT concept, count(*) FROM people, unnest(facts) concept{matching} GROUP BY 1"
        )
        for place, wish in enumerate(asked.wishes):
            others = _where(asked.wishes[:place] + asked.wishes[place + 1 :])
            pairs = [pair for pair in pairs if pair[0] not in wish.span] + self._rows(
                "SELECT concept, count(*) FROM (SELECT unnest(facts) AS concept FROM people"
                f"{others}) told WHERE concept BETWEEN {wish.span.start} AND {wish.span.stop - 1} GROUP BY 1"
            )
        (hits,), *_ = self._rows(f"SELECT count(*) FROM people{matching}")
        first = self._rows(f"SELECT person FROM people{matching} ORDER BY person LIMIT {FIRST}")
        return Answer(hits, counts_of(pairs, self.profiles.words), [person for (person,) in first])

    def stored(self) -> int:
        return self._rows("SELECT pg_total_relation_size('people')")[0][0]

    def _rows(self, statement: str) -> list[tuple[int, ...]]:
        return self._database.execute(statement).fetchall()  # type: ignore[arg-type]


def _where(wishes: tuple[Wish, ...]) -> str:
    held = (f"facts && ARRAY{list(wish.options)}" for wish in wishes)
    return f" WHERE {' AND '.join(held)}" if wishes else ""
