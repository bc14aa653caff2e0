"""The restore drill in small: a register that is older than the journal and the public site."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.restore.place import Place
from tests.bench.restore.recipe import prepare, restore
from tests.database import LOCAL


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not tmp_path: pytest closes its folders to others, and as root the servers are another.
    folder = LOCAL / "restore-drill"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    for home in ("first", "before-after"):
        Place(folder / home, folder / "secrets", folder / "journal").cluster.destroy()
    shutil.rmtree(folder, ignore_errors=True)


def test_nobody_is_shown_again_and_nobody_is_back(folder: Path) -> None:
    drill = prepare(folder, people=120)
    drill.place.cluster.destroy()
    outcome = restore(drill, "before", "after")
    assert outcome.faults == []
    assert {line.split()[-1] for line in outcome.said if line.startswith("done again")} == {
        "erased",
        "objection",
        "state",
    }
