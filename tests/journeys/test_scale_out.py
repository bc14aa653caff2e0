"""A standby, two nodes and a balancer, small: visitors search on while one part after another is killed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.scale.balancer import program
from tests.bench.scale.claims import broken
from tests.bench.scale.recipe import deployment, run
from tests.database import LOCAL


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not tmp_path: pytest closes its folders to others, and as root the servers are another.
    folder = LOCAL / f"scale-{os.getpid()}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.timeout(600)
@pytest.mark.skipif(
    program() is None and os.environ.get("CI") != "true",
    reason="no balancer found: install haproxy to run the recipe",
)
def test_searching_goes_on_whatever_is_killed(folder: Path) -> None:
    with deployment(folder, people=400) as made:
        outcome = run(made, seconds=2, rate=10)
        assert list(broken(outcome)) == []
        assert {node.health()["release"] for node in made.nodes} == {2}
