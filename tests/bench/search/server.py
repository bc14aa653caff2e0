"""A PostgreSQL of the bench: the embedded one, with settings that suit a machine of its size."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from explorer.database.embedded import Cluster

# What is measured is reading; compiling a statement took longer than running it.
OPTIONS = {
    "shared_buffers": "1GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "max_connections": "60",
    "jit": "off",
    # Nothing of it has to survive: a table that is made and filled in one go needs no log.
    "fsync": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass(frozen=True)
class Server:
    """`home` is the local folder that a site finds this server by."""

    home: Path

    @property
    def cluster(self) -> Cluster:
        return Cluster(home=self.home / "postgresql", options=OPTIONS)

    def create(self, name: str) -> str:
        """Make an empty database and return its address."""
        self._run("CREATE DATABASE {}", name)
        return self.cluster.superuser_url(name)

    def drop(self, name: str) -> None:
        """Remove a database, if there is one."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _run(self, statement: str, name: str) -> None:
        with psycopg.connect(self.cluster.superuser_url(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


@contextmanager
def server(home: Path) -> Iterator[Server]:
    """A server that runs now and is removed with its data afterwards."""
    made = Server(home)
    made.cluster.destroy()
    made.cluster.start()
    try:
        yield made
    finally:
        made.cluster.destroy()
