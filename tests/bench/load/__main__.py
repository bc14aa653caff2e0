"""The load: prints a line for each round and writes .local/bench/load.json."""

import argparse
import hashlib
import itertools
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from statistics import quantiles

from tests.bench.faults.ground import Ground
from tests.bench.load.proxy import in_front_of
from tests.bench.scale.balancer import program
from tests.bench.scale.node import get
from tests.bench.scale.visitors import ADDRESSES, Answer, Visitors
from tests.database import ROOT

RESULTS = ROOT / ".local" / "bench" / "load.json"
TASKS = ("orderpicken", "schoonmaken", "inpakken-en-sorteren", "groen-onderhouden", "archiveren", "koken")
PLACES = ("GM0983", "GM0984", "GM1507", "GM0889", "GM0907", "GM1894", "GM0893")
SEARCHES = tuple(
    f"/kandidaten/?taak={task}&plaats={place}{more}"
    for task, place, more in itertools.product(TASKS, PLACES, ("", "&rijbewijs=B", "&uren=24-32"))
)
# A third of the people is hidden between the two, so that nearly every page differs.
FEWER = "UPDATE register_profile SET state = 'paused' WHERE mod(id, 3) = 0 AND state = 'published'"
Pages = Mapping[int, Mapping[str, str]]
"""Release -> address -> hash of its page."""


class Readers(Visitors):
    """Visitors who keep a hash of each page, not the page."""

    def _ask(self, address: str) -> Answer:
        answer = super()._ask(address)
        return answer if answer.is_failure else answer._replace(body=hash_of(answer.body))


def main() -> int:
    """Measure, tell, and give 1 where a page failed or mixed two releases."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--people", type=int, default=1556)
    parser.add_argument("--seconds", type=float, default=60.0, help="of each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=16)
    given = parser.parse_args()
    if program() is None:
        sys.exit("bench-load: nothing is measured without haproxy (Debian: apt-get install haproxy)")
    folder = Path(tempfile.mkdtemp(prefix="load-"))
    folder.chmod(0o755)
    ground = Ground(folder, random.Random(1), people=given.people)
    try:
        ground.prepare()
        ground.sql("register", FEWER)
        ground.place.manage("publish_release", "--force=a second one to switch to", "--by=bench")
        with in_front_of(ground.node, folder) as port:
            pages = {number: read(ground, port, number) for number in (1, 2)}
            rounds = [measure(ground, port, pages, given) for _ in range(given.rounds)]
    finally:
        ground.close()
    differ = sum(pages[1][address] != pages[2][address] for address in pages[1])
    print(f"{differ} of {len(pages[1])} addresses differ between the releases")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rounds, indent=2))
    return 1 if any(one["errors"] or one["mixed"] for one in rounds) else 0


def read(ground: Ground, port: int, number: int) -> dict[str, str]:
    """Every page of one release, while nothing else happens."""
    ground.place.manage("activate_release", str(number))
    found = {}
    for address in (*ADDRESSES, *SEARCHES):
        status, body = get(port, address, host=ground.node.host)
        assert status == 200, (status, address)
        found[address] = hash_of(body)
    return found


def measure(ground: Ground, port: int, pages: Pages, given: argparse.Namespace) -> dict[str, object]:
    """One round: in the middle of it the other release is shown."""
    other = 3 - ground.active()
    readers = Readers(port, ground.node.host, number=given.connections, addresses=tuple(pages[1]), keep=True)
    started = time.monotonic()
    with readers.searching():
        time.sleep(given.seconds / 2)
        ground.place.manage("activate_release", str(other))
        time.sleep(max(0.0, given.seconds - (time.monotonic() - started)))
    seconds, answers = time.monotonic() - started, readers.take()
    good = [answer for answer in answers if not answer.is_failure]
    shown = Counter(
        next((number for number in (1, 2) if pages[number][one.address] == one.body), 0) for one in good
    )
    cuts = quantiles([answer.seconds * 1000 for answer in good], n=100)
    line: dict[str, object] = {
        "pages": len(good),
        "pages_a_second": round(len(good) / seconds, 1),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "p99_ms": round(cuts[98], 1),
        "errors": len(answers) - len(good),
        "mixed": shown[0],
        "load": round(os.getloadavg()[0], 1),
    }
    for failure, times in Counter(f"{one.status or one.body}" for one in answers if one.is_failure).items():
        print(f"{times} x {failure}")
    print(", ".join(f"{name} {value}" for name, value in line.items()), flush=True)
    return line


def hash_of(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
