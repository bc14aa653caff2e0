"""The bench runs, on a few people: the search beside PostgreSQL, then whole pages."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.database import LOCAL, ROOT

ENGINES = ["ours", "gin", "django"]


@pytest.fixture(scope="module")
def told() -> Iterator[dict[str, Any]]:
    """What a short run told of its one size."""
    home = LOCAL / f"bench-{os.getpid()}"
    options = ["--people", "300", "--queries", "6", "--times", "1", "--seconds", "0", "--home", str(home)]
    options += ["--instructions", "none"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.search", *options, "--engines", *ENGINES],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (size,) = json.loads((home / "search.json").read_text())["sizes"]
    yield size
    shutil.rmtree(home)


def test_bench_compares_engines_that_all_answer_right(told: dict[str, Any]) -> None:
    assert [result["engine"] for result in told["engines"]] == ENGINES
    assert all(one["right"] == 6 for result in told["engines"] for one in result["sets"].values())


def test_bench_asks_for_whole_pages(told: dict[str, Any]) -> None:
    pages = told["pages"]
    assert {load["visitors"] for load in pages["loads"]} == {1, 2, 8}
    assert all(load["pages"] > 0 and load["failed"] == 0 for load in pages["loads"])
    assert {load["kind"] for load in pages["loads"]} >= {"page", "unchanged (304)", "plain Django page"}
    assert pages["next_worker"]["statements"] <= 2
