"""python -m tests.bench.scale: what the service does while its machines come and go.

Prints a table and writes .local/bench/scale.json beside it.
"""

import argparse
import json
import shutil
import sys
import time
from pathlib import Path

from tests.bench.scale import servers
from tests.bench.scale.balancer import program
from tests.bench.scale.claims import broken
from tests.bench.scale.recipe import Outcome, deployment, run
from tests.database import ROOT

RESULTS = ROOT / ".local" / "bench" / "scale.json"


def main() -> int:
    """Parse the options, run the recipe, tell; 1 where it is not as docs/deploying.md says."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    options.add_argument("--people", type=int, default=3386)
    options.add_argument("--seconds", type=float, default=3.0, help="of each phase, at least")
    given = options.parse_args()
    if program() is None:
        sys.exit("bench-scale: nothing is measured without haproxy (Debian: apt-get install haproxy)")
    folder = ROOT / ".local" / "bench" / "scale"
    servers.remove_remains(folder)
    shutil.rmtree(folder, ignore_errors=True)
    outcome = measure(folder, people=given.people, seconds=given.seconds)
    tell(outcome)
    RESULTS.write_text(json.dumps(as_data(outcome, given.people), indent=2))
    faults = list(broken(outcome))
    print(
        "",
        *(faults or ["everything held that docs/deploying.md says"]),
        "",
        RESULTS.relative_to(ROOT),
        sep="\n",
    )
    return 1 if faults else 0


def measure(folder: Path, *, people: int, seconds: float) -> Outcome:
    started = time.monotonic()
    with deployment(folder, people=people) as made:
        print(f"{people:,} people, two releases, all running after {time.monotonic() - started:.0f} s\n")
        return run(made, seconds=seconds, rate=None)


def tell(outcome: Outcome) -> None:
    print(f"{'while':<20}{'pages':>7}{'pages/s':>9}{'p95 ms':>8}{'failed':>8}  read from")
    for phase in outcome.phases:
        numbers = f"{phase.pages:>7}{phase.rate:>9.0f}{phase.p95 * 1000:>8.0f}{phase.failed:>8}"
        print(f"{phase.name:<20}{numbers}  {', '.join(map(str, outcome.servers[phase.name]))}")
        for failure, times in phase.failures.items():
            print(f"{'':<20}{times} x {failure}")
    print()
    for name, seen in outcome.until_seen.items():
        told = ", ".join(f"{seconds * 1000:.0f}" for seconds in seen)
        print(f"{name}: told to who asks after {told} ms")


def as_data(outcome: Outcome, people: int) -> dict[str, object]:
    phases = [{**phase._asdict(), "servers": outcome.servers[phase.name]} for phase in outcome.phases]
    told = {"people": people, "phases": phases, "seconds_until_seen": outcome.until_seen}
    return {**told, "broken": list(broken(outcome))}


if __name__ == "__main__":
    sys.exit(main())
