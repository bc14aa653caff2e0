"""The faults: prints a table and writes .local/bench/faults.json; 1 where a fault did harm."""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.faults import processes, surroundings
from tests.bench.faults.ground import Ground, Run
from tests.database import ROOT

RESULTS = ROOT / ".local" / "bench" / "faults.json"
DISK_BYTES = 1_500_000_000


@dataclass(frozen=True)
class Fault:
    """`may_fail`: without a database the site says so, with the desk's telephone (503)."""

    name: str
    runs: int
    play: Callable[[Ground], object]
    may_fail: bool = False
    needs_disk: bool = False
    visitors: bool = True


FAULTS = (
    Fault("connections to the database end within pages", 4, surroundings.connections_dropped),
    Fault("kill -9 of an import, halfway", 5, processes.import_killed),
    Fault("kill -9 of a publication, anywhere", 5, processes.publication_killed),
    Fault("kill -9 of a publication, at the switch", 3, processes.switch_killed),
    Fault("kill -9 of migrate", 4, processes.migrate_killed, visitors=False),
    Fault("two publications at once", 1, processes.two_publications),
    Fault("two imports of one file at once", 2, processes.two_imports),
    Fault("two times migrate at once", 1, processes.two_migrations, visitors=False),
    *(Fault(name, 2, play, visitors=False) for name, play in surroundings.MAIL_FAULTS),
    Fault("kill -9 of the worker within a mail", 3, surroundings.mail_worker_killed, visitors=False),
    Fault("clock set back", 3, processes.clock_set_back),
    Fault("wrong keys at the start", 3, processes.wrong_keys),
    Fault("disk of the journal full", 2, surroundings.journal_full),
    Fault("disk of the database full", 2, surroundings.disk_full, may_fail=True, needs_disk=True),
    Fault("kill -9 of the database", 3, surroundings.database_killed, may_fail=True),
)
# Two requests from form to end, with a kill at each step; a request has thirteen.
KILLS_IN_REQUESTS = 26


@dataclass
class Line:
    """All runs of a fault."""

    name: str
    runs: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    may_fail: bool = False
    note: str = ""

    def add(self, run: Run) -> None:
        self.runs += 1
        self.lost += run.lost
        self.doubled += run.doubled
        self.seen.update(run.seen)

    @property
    def harm(self) -> list[str]:
        """What must not be."""
        allowed = {"200", "503"} if self.may_fail else {"200"}
        met = [f"visitors met {times} x {what}" for what, times in self.seen.items() if what not in allowed]
        return [*(f"lost: {one}" for one in self.lost), *(f"doubled: {one}" for one in self.doubled), *met]

    @property
    def told(self) -> str:
        """What visitors met."""
        if self.note:
            return self.note
        pages = sum(self.seen.values())
        others = ", ".join(f"{times} x {what}" for what, times in self.seen.items() if what != "200")
        return f"{others} of {pages} pages" if others else f"nothing, {pages} pages"


def main() -> int:
    """Play every fault, tell, and give 1 where one did harm."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--only", default="", help="faults with this pattern in their name")
    given = parser.parse_args()
    # Asked to end, it still stops its servers and takes its disk away.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit("ended"))
    started = time.monotonic()
    faults = [fault for fault in FAULTS if re.search(given.only, fault.name)]
    lines = [*played(faults, seed=given.seed, people=given.people)]
    if re.search(given.only, "kill -9 within a request"):
        lines += killed_within_requests(given.seed)
    runs, seconds = sum(line.runs for line in lines), time.monotonic() - started
    print(f"\n{runs} runs in {seconds:.0f} s, seed {given.seed}")
    harm = [one for line in lines for one in line.harm]
    print("harm was done" if harm else "nothing was lost, nothing was there twice")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps([vars(line) for line in lines], indent=2))
    return 1 if harm else 0


def played(faults: list[Fault], *, seed: int, people: int) -> Iterator[Line]:
    """A line for each fault, told as it comes."""
    if not faults:
        return
    print(f"{'fault':<48}{'runs':>5}{'lost':>6}{'twice':>7}  visitors met", flush=True)
    with folder() as (place, has_disk):
        ground = Ground(place, random.Random(seed), people)
        try:
            ground.prepare()
            for fault in faults:
                line = Line(fault.name, may_fail=fault.may_fail)
                if fault.needs_disk and not has_disk:
                    line.note = "not played: only root can make a small disk"
                else:
                    for _ in range(fault.runs):
                        line.add(ground.play(fault.play, visitors=fault.visitors))
                if not fault.visitors:
                    line.note = "nobody waits for it"
                tell(line)
                yield line
        finally:
            ground.close()


def killed_within_requests(seed: int) -> list[Line]:
    """Of every process that a request passes; see `tests.journeys.faults`."""
    from tests.journeys.faults.__main__ import play
    from tests.journeys.faults.stage import Stage

    names = {"inside": "register", "worker": "worker", "site": "public site", "database": "database"}
    with tempfile.TemporaryDirectory(prefix="faults-") as folder_name:
        stage = Stage(Path(folder_name), seed=seed)
        try:
            # It raises where something is lost or there twice.
            play(stage, kills=KILLS_IN_REQUESTS)
        finally:
            stage.close()
    lines = [
        Line(f"kill -9 of the {names[victim]}, within a request", runs, note="sends once more")
        for victim, runs in stage.kills.items()
    ]
    lines.append(Line("each form of a request sent twice at once", 2, note="the same answer"))
    for line in lines:
        tell(line)
    return lines


def tell(line: Line) -> None:
    print(f"{line.name:<48}{line.runs:>5}{len(line.lost):>6}{len(line.doubled):>7}  {line.told}", flush=True)
    for one in line.harm:
        print(f"    {one}", flush=True)


@contextmanager
def folder() -> Iterator[tuple[Path, bool]]:
    """A folder, and whether it is on a disk of its own that may be filled up (only root can make one)."""
    made = Path(tempfile.mkdtemp(prefix="faults-"))
    made.chmod(0o755)
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES},mode=755", "tmpfs", str(made)]
    has_disk = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield made, has_disk
    finally:
        if has_disk:
            subprocess.run(["umount", str(made)], check=False)
        shutil.rmtree(made, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
