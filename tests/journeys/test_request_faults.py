"""One request with SIGKILL at every step, and one with every form sent twice: nothing lost, nothing twice."""

from collections.abc import Iterator

import pytest

from tests.journeys.faults.__main__ import play
from tests.journeys.faults.stage import Stage

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with pytest.MonkeyPatch.context() as patch:
        # Restored afterwards: the stage has a folder and a server of its own.
        for name in ("LOCAL_DIR", "DEMO", "DATABASE_URL", "REGISTER_DATABASE_URL"):
            patch.delenv(name, raising=False)
        made = Stage(tmp_path_factory.mktemp("faults"), seed=2026)
        yield made
        made.close()


def test_killed_processes_lose_and_double_nothing(stage: Stage) -> None:
    play(stage, kills=1)
    assert sum(stage.kills.values()) >= 10
    assert stage.kills["database"]
