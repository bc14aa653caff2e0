"""`python -m tests.bench.publishing --people 1556 100000 1000000`: a line for each number of people.

Each is made in a process of its own, so that its peak of memory is its own. People and
words are those of `tests.bench.anonymity`; they are written to a clone of the
explorer database as `register_web`, on the server of the tests.
"""

import argparse
import datetime
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

REGION = 5_000
"""Up to so many people it is a region, by k = 5; more are a country, by k = 10."""
STEPS = ("count", "label", "audit", "list", "write", "tidy", "verify")
ON = datetime.date(2026, 11, 23)


def main() -> None:
    """Print the table, or measure one number of people for it."""
    parser = argparse.ArgumentParser(prog="tests.bench.publishing")
    parser.add_argument("--people", type=int, nargs="+", default=[1_556, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(given.one)))
        return
    print(f"{'people':>10}{'k':>4}{'groups':>12}" + "".join(f"{step:>9}" for step in STEPS) + f"{'MB':>8}")
    for people in given.people:
        command = [sys.executable, "-m", "tests.bench.publishing", "--one", str(people)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        line = json.loads(done.stdout.splitlines()[-1])
        seconds = "".join(f"{line['seconds'].get(step, 0):>9.2f}" for step in STEPS)
        print(f"{people:>10}{line['k']:>4}{line['groups']:>12}{seconds}{line['megabytes']:>8}")
        print(f"{'':>10}{line['shapes']}  audit {line['audit']}  cpu {line['cpu']} s", flush=True)


def measured(people: int) -> dict[str, object]:
    """Seconds by step, groups by shape and peak memory in MB of one release."""
    from tests import site
    from tests.database import INSIDE, OUTSIDE, Clone

    site.choose("profiles.settings")
    import django

    django.setup()
    clones = [
        Clone(alias="default", side=INSIDE, role="register_web"),
        Clone(alias="explorer", side=OUTSIDE, role="register_web"),
    ]
    for clone in clones:
        clone.create()
    try:
        from tests.bench.publishing.steps import publish

        return publish(people, k=5 if people <= REGION else 10, on=ON, timed=Timed())
    finally:
        for clone in clones:
            clone.drop()


class Timed:
    """Seconds of each step, and what the process used in all."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[step] = round(time.perf_counter() - started, 3)

    def used(self) -> dict[str, object]:
        """CPU seconds and peak megabytes of this process."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return {"cpu": round(usage.ru_utime + usage.ru_stime, 1), "megabytes": usage.ru_maxrss // 1024}


if __name__ == "__main__":
    main()
