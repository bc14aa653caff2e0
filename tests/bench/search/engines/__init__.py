"""The engines: each knows only the task and what it is built of. Those whose package lacks are left out."""

from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from tests.bench.search.task import Engine


class Named(NamedTuple):
    """`needs` is the package that must be installed, or `database` for PostgreSQL."""

    title: str
    place: str
    needs: str = ""

    def open(self) -> type[Engine]:
        """Its class; imported only when it is used."""
        module, _, name = self.place.partition(":")
        return getattr(import_module(f"{__name__}.{module}"), name)


OURS, POSSIBLE, ADDRESS, PLAIN = "ours", "ours-possible", "ours-address", "django"
ENGINES = {
    OURS: Named("this search", "ours:Ours"),
    POSSIBLE: Named(" with who possibly fits", "ours:OursWithPossible"),
    ADDRESS: Named(" and reading the address", "ours:OursFromAddress"),
    "bitmaps": Named("pyroaring alone", "bitmaps:Bitmaps", "pyroaring"),
    "arrays": Named("NumPy alone", "arrays:Arrays"),
    "tantivy": Named("tantivy", "inverted:Tantivy", "tantivy"),
    "duckdb": Named("DuckDB", "duck:Duck", "duckdb"),
    "gin": Named("PostgreSQL int[] + GIN", "postgres_arrays:PostgresArrays", "database"),
    PLAIN: Named("Django, GROUP BY", "plain_django:PlainDjango", "database"),
    "sqlite": Named("SQLite, as Datasette", "sqlite:Sqlite"),
}


def installed() -> list[str]:
    """Names of the engines that can run here."""
    return [
        name
        for name, engine in ENGINES.items()
        if engine.needs in ("", "database") or find_spec(engine.needs)
    ]
