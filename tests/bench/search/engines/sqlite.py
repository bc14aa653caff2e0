"""SQLite in the style of Datasette: a normalised table in a file, and a query for each facet."""

import sqlite3

from tests.bench.search.asked import Asked, Wish
from tests.bench.search.task import FIRST, Answer, Engine, counts_of

TABLES = """
CREATE TABLE people (person INTEGER PRIMARY KEY);
CREATE TABLE facts (person INTEGER, concept INTEGER, PRIMARY KEY (person, concept)) WITHOUT ROWID;
"""
# The file is thrown away when the making of it fails; sorting for the index wants memory and both cores.
QUICKLY = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -262144; PRAGMA threads = 2;
"""
INDEX = "CREATE INDEX holders ON facts (concept, person)"


class Sqlite(Engine):
    """One file, opened for reading as Datasette does."""

    slow_from = 100_000

    def build(self) -> None:
        self._file = self.folder / "people.db"
        # Of a run that was cut off.
        self._file.unlink(missing_ok=True)
        words = self.profiles.words
        self._spans = {name: words.span(name) for name in dict.fromkeys(word.attribute for word in words)}
        with sqlite3.connect(self._file) as made:
            made.executescript(QUICKLY)
            made.executescript(TABLES)
            made.executemany("INSERT INTO people VALUES (?)", ((at,) for at in range(len(self.profiles))))
            made.executemany("INSERT INTO facts VALUES (?, ?)", self.profiles.pairs())
            made.executescript(f"{INDEX}; ANALYZE;")
        made.close()
        self._database = sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)

    def ask(self, asked: Asked) -> Answer:
        pairs = []
        for name, span in self._spans.items():
            others = [wish for wish in asked.wishes if wish.attribute != name]
            pairs += self._rows(
                f"SELECT concept, count(*) FROM facts WHERE concept BETWEEN {span.start} AND {span.stop - 1}"
                f"{_held(others)} GROUP BY concept"
            )
        matching = f"FROM people WHERE 1{_held(asked.wishes)}"
        (hits,), *_ = self._rows(f"SELECT count(*) {matching}")
        first = self._rows(f"SELECT person {matching} ORDER BY person LIMIT {FIRST}")
        return Answer(hits, counts_of(pairs, self.profiles.words), [person for (person,) in first])

    def stored(self) -> int:
        return self._file.stat().st_size

    def close(self) -> None:
        self._database.close()
        self._file.unlink()

    def _rows(self, statement: str) -> list[tuple[int, int]]:
        return self._database.execute(statement).fetchall()


def _held(wishes: list[Wish] | tuple[Wish, ...]) -> str:
    lists = (", ".join(map(str, wish.options)) for wish in wishes)
    return "".join(f" AND person IN (SELECT person FROM facts WHERE concept IN ({one}))" for one in lists)
