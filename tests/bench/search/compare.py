"""All engines at one size, one after the other, each in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.search.engines import ENGINES, PLAIN
from tests.bench.search.server import Server

Result = dict[str, Any]
ROOT = Path(__file__).resolve().parents[3]
# Seconds that a step may take: what needs longer is told as failed, and the others still have their turn.
PATIENCE = 1200
# Of the surroundings nothing that points to another database or other settings.
SETTINGS = (
    "DJANGO_SETTINGS_MODULE",
    "DATABASE_URL",
    "DATABASE_ROLE",
    "EXPLORER_READ_URL",
    "DEBUG",
    "LOCAL_DIR",
)


class BenchError(RuntimeError):
    """A step failed; the message is what it said last."""


def step(module: str, *options: object, **environment: str) -> str:
    """Run a module of the bench in a process of its own and return what it printed."""
    return run("-m", f"tests.bench.search.{module}", *options, **environment)


def run(*arguments: object, before: tuple[str, ...] = (), errors: bool = False, **environment: str) -> str:
    """Run Python, perhaps under another program; returns what it printed, or what it said beside that.

    Raises `BenchError` with the last line that it said.
    """
    name = " ".join(map(str, arguments[:3]))
    command = [*before, sys.executable, *map(str, arguments)]
    around = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    said = {"capture_output": True, "text": True, "timeout": PATIENCE}
    try:
        done = subprocess.run(command, cwd=ROOT, env={**around, **environment}, **said)
    except subprocess.TimeoutExpired as error:
        raise BenchError(f"{name} took more than {PATIENCE // 60} minutes") from error
    if done.returncode:
        last = done.stderr.strip().splitlines() or ["nothing"]
        raise BenchError(f"{name} failed: {last[-1]}")
    return done.stderr if errors else done.stdout


def results(
    names: Iterable[str], *, folder: Path, people: int, queries: int, times: int, server: Server
) -> Iterator[Result]:
    """The figures of each engine; of one that fails, what it said."""
    options = {"folder": folder, "people": people, "queries": queries, "times": times}
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    for name in names:
        database = {}
        if ENGINES[name].needs == "database":
            database = {"BENCH_DATABASE_URL": server.create(name)}
        try:
            told = json.loads(step("one", "--engine", name, *given, **database))
        except BenchError as error:
            told = {"failed": str(error)}
        # The tables of the plain project are those of its pages, too.
        if name != PLAIN:
            server.drop(name)
        yield {"engine": name, **told}
