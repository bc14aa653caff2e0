"""The bench runs, on a few people, and every engine that is at hand gives the answers of brute force."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import LOCAL, ROOT

ENGINES = ["ours", "ours-possible", "bitmaps", "arrays", "gin", "django", "sqlite"]


@pytest.fixture
def home() -> Iterator[Path]:
    folder = LOCAL / f"bench-{os.getpid()}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_bench_compares_engines_that_all_answer_right(home: Path) -> None:
    options = [
        "--people",
        "300",
        "--queries",
        "6",
        "--times",
        "1",
        "--home",
        str(home),
        "--engines",
        *ENGINES,
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.search", *options],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (size,) = json.loads((home / "search.json").read_text())["sizes"]
    assert [result["engine"] for result in size["engines"]] == ENGINES
    assert all(one["right"] == 6 for result in size["engines"] for one in result["sets"].values())
