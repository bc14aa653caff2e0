"""All engines at one size, one after the other, each in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tests.bench.search.engines import ENGINES
from tests.bench.search.server import Server

Result = dict[str, Any]


class BenchError(RuntimeError):
    """A step failed; the message is what it said last."""


def step(module: str, *options: object, **environment: str) -> str:
    """Run a module of the bench in a process of its own and return what it printed."""
    command = [sys.executable, "-m", f"tests.bench.search.{module}", *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise BenchError(f"{module} failed: {said[-1]}")
    return done.stdout


def results(
    names: Iterable[str], *, folder: Path, people: int, queries: int, times: int, server: Server
) -> Iterator[Result]:
    """The figures of each engine; of one that fails, what it said."""
    options = {"folder": folder, "people": people, "queries": queries, "times": times}
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    for name in names:
        needs_database = ENGINES[name].needs == "database"
        with server.database(f"bench_{name}") if needs_database else nullcontext("") as address:
            try:
                told = step("one", "--engine", name, *given, **_database(address))
            except BenchError as error:
                yield {"engine": name, "people": people, "failed": str(error)}
                continue
        yield {"engine": name, "people": people, **json.loads(told)}


def _database(address: str) -> Mapping[str, str]:
    return {"BENCH_DATABASE_URL": address} if address else {}
