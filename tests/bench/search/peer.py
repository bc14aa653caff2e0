"""The plain Django project with the same people: its tables, its time for a search, its whole pages."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from psycopg import sql

from explorer.search.facets import BY_ATTRIBUTE
from profiles.anonymisation.sampling import Sampling
from tests.bench.anonymity.population import SECRET, sample
from tests.bench.search.pages import pages_a_second, served
from tests.database import CLUSTER, superuser

TABLES = """
CREATE TABLE plain_word (id int PRIMARY KEY, facet varchar(20), code varchar(60), label varchar(200));
CREATE TABLE plain_person (id int PRIMARY KEY);
CREATE TABLE plain_person_words (id bigserial PRIMARY KEY, person_id int NOT NULL, word_id int NOT NULL);
"""
INDEXES = """
CREATE INDEX ON plain_word (facet);
CREATE INDEX ON plain_person_words (person_id);
CREATE INDEX ON plain_person_words (word_id);
ANALYZE;
"""


@contextmanager
def plain_people(people: int) -> Iterator[str]:
    """Address of a database with the people as rows, removed at the end."""
    name = f"clone_plain_{os.getpid()}"
    made = sample(people, sampling=Sampling(SECRET, rate=0.05), everywhere=people > 100_000)
    person = np.repeat(np.arange(people), np.diff(made.people.starts))
    pairs = np.column_stack(
        [
            np.concatenate([person, np.arange(people)]),
            np.concatenate([made.people.facts, made.people.municipality]),
        ]
    )
    with superuser() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        with superuser(name) as connection, connection.cursor() as cursor:
            cursor.execute(TABLES)
            with cursor.copy("COPY plain_word FROM STDIN") as copy:
                for number, (attribute, code) in enumerate(made.codes):
                    if number:
                        copy.write_row((number, BY_ATTRIBUTE[attribute].name, code, made.labels[number]))
            with cursor.copy("COPY plain_person FROM STDIN") as copy:
                for number in range(people):
                    copy.write_row((number,))
            with cursor.copy("COPY plain_person_words (person_id, word_id) FROM STDIN") as copy:
                for one, word in pairs.tolist():
                    copy.write_row((one, word))
            cursor.execute(INDEXES)
        yield CLUSTER.superuser_url(name)
    finally:
        with superuser() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def measured(address: str, queries: Sequence[str], *, sample_size: int) -> dict[str, object]:
    """Milliseconds of a search by the ORM, and whole pages a second."""
    environment = {
        **os.environ,
        "BENCH_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.bench.search.plain.settings",
    }
    asked = list(queries[:sample_size])
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.search.plain", *asked],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    paths = [f"/kandidaten/?{query}" for query in found.pop("addresses")]  # type: ignore[attr-defined]
    with served("tests.bench.search.plain.wsgi", environment) as port:
        found["pages"] = round(pages_a_second(port, paths), 1)
    return found
