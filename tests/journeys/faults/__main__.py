"""The command; see the package."""

import argparse
import tempfile
import time
from pathlib import Path

from tests.journeys.faults.run import Run, check_all
from tests.journeys.faults.stage import Stage


def main() -> None:
    """Play requests until enough was killed, then two with everything sent twice at once."""
    parser = argparse.ArgumentParser(prog="tests.journeys.faults")
    parser.add_argument("--kills", type=int, default=60, help="at least so many")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        stage = Stage(Path(folder), seed=given.seed)
        try:
            names = play(stage, kills=given.kills)
            again = stage.sql(
                "explorer", "SELECT count(*) FROM explorer_contact_outgoingmail WHERE attempts > 1"
            )
        finally:
            stage.close()
    killed = ", ".join(f"{victim} {count}" for victim, count in stage.kills.items())
    seconds = time.monotonic() - started
    print(f"{len(names)} requests, {sum(stage.kills.values())} kills ({killed}) in {seconds:.0f} s")
    print(f"nothing lost, nothing twice; {again[0][0]} mails were begun more than once")


def play(stage: Stage, *, kills: int) -> list[str]:
    """Gives the names of the employers."""
    names: list[str] = []
    while sum(stage.kills.values()) < kills:
        names.append(f"gedood{len(names)}")
        Run(stage, names[-1]).play()
    for number in range(2):
        names.append(f"dubbel{number}")
        Run(stage, names[-1], kill=False, twice=True).play()
    check_all(stage, names)
    return names


if __name__ == "__main__":
    main()
